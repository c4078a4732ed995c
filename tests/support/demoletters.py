"""The letters of the demonstration mailbox: invented people, in French, English and Japanese.

Not here: how they become messages and where they are put (`demo`), the files they carry
(`demofiles`).
"""

import dataclasses
import datetime as dt

from tests.support import demofiles
from tests.support.demofiles import File

OWNER = "Camille Roche <camille@example.org>"
LUC = "Luc Perrin <luc.perrin@example.org>"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message. flags: Maildir's letters.

    days: how many days ago. day: how much of the day had passed when it came; today, of the hours
        that have passed by now, so that it never comes from the future.
    pictures: shown within the HTML, by their names as Content-ID.
    """

    sender: str
    subject: str
    text: str
    days: int
    day: float
    html: str = ""
    to: str = OWNER
    flags: str = "S"
    mailbox: str = "INBOX"
    files: tuple[File, ...] = ()
    pictures: tuple[File, ...] = ()
    answers: str = ""  # the Message-ID it refers to
    message_id: str = ""

    def sent_at(self, now: dt.datetime) -> dt.datetime:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        whole = now - midnight if self.days == 0 else dt.timedelta(days=1)
        return midnight - dt.timedelta(days=self.days) + whole * self.day


ROOF_TEXT = """\
Bonjour,

Vous trouverez ci-joint le devis révisé pour la toiture. J’ai ajouté l’isolation en fibre de bois, comme convenu mardi, et retiré la dépose de l’antenne.

Le total passe à 12 480 € TTC, avec un démarrage possible la semaine du 11 janvier. La prime de la région peut couvrir une partie de l’isolation : je joins le formulaire déjà rempli, il ne manque que votre signature.

Dites-moi si la date vous convient ; je réserve l’échafaudage dès votre réponse.

Bonne journée,
Claire Martin
Toits et Ciel — charpente et couverture
"""
ROOF_HTML = """\
<p>Bonjour,</p>
<p>Vous trouverez ci-joint le <b>devis révisé</b> pour la toiture. J’ai ajouté l’isolation en fibre de bois, comme convenu mardi, et retiré la dépose de l’antenne.</p>
<p>Le total passe à <b>12 480 €</b> TTC, avec un démarrage possible la semaine du 11 janvier. La prime de la région peut couvrir une partie de l’isolation : je joins le formulaire déjà rempli, il ne manque que votre signature.</p>
<p>Dites-moi si la date vous convient ; je réserve l’échafaudage dès votre réponse.</p>
<p>Bonne journée,<br>Claire Martin<br>Toits et Ciel — charpente et couverture</p>
<img src="https://toits-et-ciel.example/logo.png" width="1" height="1" alt="">
"""
GARDEN_HTML = """\
<table width="560" align="center" style="background:#f4f7ee;border-radius:10px" cellpadding="24"><tr><td>
<h1 style="color:#2f5d3a;margin:0">The Slow Garden</h1>
<p style="color:#55624f;margin:4px 0 18px">Notes from a small plot, every other week</p>
<img src="https://news.slow-garden.example/banner.jpg" width="512" height="120" alt="Frost on the cabbages">
<h2 style="color:#2f5d3a">What to do before the frost</h2>
<p>Lift the last <b>beetroot</b>, cover the chard, and leave the sunflower heads standing: the goldfinches will thank you until February.</p>
<ul><li>Sow broad beans under glass</li><li>Plant garlic, two fingers deep</li><li>Sharpen the secateurs before the apple trees need them</li></ul>
<p><a href="https://news.slow-garden.example/42" style="background:#2f5d3a;color:#ffffff;padding:10px 18px;border-radius:6px;text-decoration:none;display:inline-block">Read the whole letter</a></p>
<p style="font-size:12px;color:#6b7566">You receive this because you asked for it. <a href="https://news.slow-garden.example/leave" style="color:#2f5d3a">Leave the list</a></p>
<img src="https://open.slow-garden.example/seen.gif?who=81" width="1" height="1" alt="">
</td></tr></table>
"""
GARDEN_TEXT = """\
THE SLOW GARDEN

Lift the last beetroot, cover the chard, and leave the sunflower heads standing.
"""

INBOX = (
    Letter(
        sender="Claire Martin <claire.martin@toits-et-ciel.example>",
        to=f"{OWNER}, {LUC}",
        subject="Devis pour la toiture",
        text=ROOF_TEXT,
        html=ROOF_HTML,
        days=0,
        day=0.97,
        flags="F",
        files=(
            File(name="devis-toiture-v2.pdf", kind="application/pdf", octets=412_000),
            File(name="formulaire-prime.pdf", kind="application/pdf", octets=1_500_000),
        ),
    ),
    Letter(
        sender="Bibliothèque municipale <prets@bibliotheque.example>",
        subject="Vos réservations sont arrivées",
        text="Deux documents vous attendent au guichet jusqu’au samedi : « L’Usage du monde » et "
        "le tome 3 de « Silence, on lit ».\n\nBonne lecture !\n",
        days=0,
        day=0.8,
        flags="",
    ),
    Letter(
        sender="Paul Nguyen <paul.nguyen@example.net>",
        subject="Re: Week-end à Annecy",
        text="Super, je m’occupe des billets. On part vendredi soir ou samedi matin ?\n\nPaul\n\n"
        "> Qui est partant pour le lac ?\n> Camille\n",
        days=0,
        day=0.62,
        flags="RS",
        answers="<annecy-1@example.org>",
        message_id="<annecy-3@example.net>",
    ),
    Letter(
        sender="Association Les Amis du Lavoir <bureau@amis-du-lavoir.example>",
        subject="Compte rendu de l’assemblée générale",
        text="Chères adhérentes, chers adhérents,\n\nVoici le compte rendu de l’assemblée de samedi. "
        "Le lavoir rouvrira au printemps ; il nous manque deux personnes pour le buffet.\n",
        days=0,
        day=0.4,
        flags="",
        files=(File(name="compte-rendu.pdf", kind="application/pdf", octets=181_000),),
    ),
    Letter(
        sender="Rail Horizon <billets@rail-horizon.example>",
        subject="Votre billet pour Lyon Part-Dieu",
        text="Votre e-billet est disponible. Présentez le code lors du contrôle.\n\n"
        "Départ 8 h 04, voie annoncée 20 minutes avant. Voiture 7, place 52, fenêtre.\n",
        days=1,
        day=0.76,
        flags="FS",
        files=(File(name="billet-lyon.pdf", kind="application/pdf", octets=96_000),),
    ),
    Letter(
        sender="Inès Benali <ines.benali@example.com>",
        subject="Photos de Noé",
        text="Regarde comme il a grandi ! Je t’en envoie d’autres ce soir.\n\nInès\n",
        html='<p>Regarde comme il a grandi ! Je t’en envoie d’autres ce soir.</p><p><img src="cid:lac.png"></p>'
        "<p>Inès</p>",
        days=1,
        day=0.7,
        pictures=(demofiles.lake(),),
    ),
    Letter(
        sender="Mutuelle Horizon <ne-pas-repondre@mutuelle-horizon.example>",
        subject="Votre relevé de remboursements",
        text="Votre relevé du mois est disponible dans votre espace.\n",
        days=1,
        day=0.3,
        flags="ST",
    ),
    Letter(
        sender="Thomas Lefèvre <thomas.lefevre@example.net>",
        subject="Tr : Planning des permanences",
        text="Je te transfère le planning : tu es le samedi 12 avec Nora. Ça te va ?\n",
        days=2,
        day=0.63,
    ),
    Letter(
        sender="Atelier vélo <atelier@velo-du-coin.example>",
        subject="Votre vélo est prêt",
        text="La révision est terminée : freins réglés, chaîne neuve. L’atelier ferme à 19 h.\n",
        days=3,
        day=0.72,
    ),
    Letter(
        sender="Nora Lind <nora.lind@example.com>",
        subject="Re: Draft of the programme",
        text="Looks good to me. I moved the choir before the soup, otherwise nobody sings.\n\nNora\n",
        days=4,
        day=0.55,
        flags="RS",
    ),
    Letter(
        sender="田中 健太 <kenta.tanaka@example.jp>",
        subject="来月の京都の会議について",
        text="カミーユさん\n\n来月の会議の日程をお送りします。駅から歩いて十分です。\n\nお会いできるのを楽しみにしています。\n田中\n",
        days=5,
        day=0.2,
    ),
    Letter(
        sender="Emily Carter <emily.carter@example.net>",
        subject="Sunday lunch",
        text="Shall we say one o’clock? I bring the pears, you bring the stories.\n\nEmily\n",
        days=8,
        day=0.5,
    ),
    Letter(
        sender="Camille Roche <camille@example.org>",
        to="Paul Nguyen <paul.nguyen@example.net>, Thomas Lefèvre <thomas.lefevre@example.net>",
        subject="Week-end à Annecy",
        text="Qui est partant pour le lac ?\n\nCamille\n",
        days=12,
        day=0.8,
        message_id="<annecy-1@example.org>",
    ),
    Letter(
        sender="École de musique <secretariat@ecole-de-musique.example>",
        subject="Audition du 18 : répétition générale à 17 h",
        text="La répétition générale commence à 17 h précises. Merci d’apporter vos pupitres.\n",
        days=33,
        day=0.6,
        files=(File(name="programme.pdf", kind="application/pdf", octets=240_000),),
    ),
    Letter(
        sender="Garage des Tilleuls <contact@garage-tilleuls.example>",
        subject="Rappel : contrôle technique",
        text="Votre contrôle technique est à faire avant la fin du mois prochain.\n",
        days=61,
        day=0.4,
    ),
)

ELSEWHERE = (
    Letter(
        mailbox="Letters",
        sender="The Slow Garden <letter@slow-garden.example>",
        subject="What to do before the frost",
        text=GARDEN_TEXT,
        html=GARDEN_HTML,
        days=2,
        day=0.3,
        flags="",
        files=(File(name="sowing calendar.pdf", kind="application/pdf", octets=320_000),),
    ),
    Letter(
        mailbox="Letters",
        sender="The Slow Garden <letter@slow-garden.example>",
        subject="Apples that keep until April",
        text="Pick them dry, lay them apart, and never beside the onions.\n",
        days=16,
        day=0.3,
    ),
    Letter(
        mailbox="Projets/Maison",
        sender="Claire Martin <claire.martin@toits-et-ciel.example>",
        subject="Photos de la charpente",
        text="Voici l’état de la charpente après dépose des tuiles. Rien d’inquiétant.\n",
        days=6,
        day=0.5,
        flags="",
    ),
    Letter(
        mailbox="Projets/Maison",
        sender="Mairie — Urbanisme <urbanisme@mairie.example>",
        subject="Déclaration préalable : dossier complet",
        text="Votre dossier est complet. Le délai d’instruction est d’un mois.\n",
        days=21,
        day=0.5,
    ),
    Letter(
        mailbox="Projets/Vacances",
        sender="Gîte du Semnoz <accueil@gite-semnoz.example>",
        subject="Votre réservation, deux nuits",
        text="Nous vous attendons vendredi à partir de 16 h. La clé est sous le pot de thym.\n",
        days=10,
        day=0.5,
    ),
    Letter(
        mailbox="Archive",
        sender="Emily Carter <emily.carter@example.net>",
        subject="The recipe, at last",
        text="Two hundred grams of flour, three eggs, and patience.\n",
        days=200,
        day=0.6,
    ),
    Letter(
        mailbox="Junk",
        sender="Lucky Winner <win@lottery.example>",
        subject="You have been selected!!!",
        text="Send us your account number to receive your prize.\n",
        days=1,
        day=0.1,
        flags="",
    ),
    Letter(
        mailbox="Drafts",
        sender=OWNER,
        to=LUC,
        subject="Échafaudage",
        text="Luc, est-ce que tu peux être là le matin du 11 ?\n",
        days=0,
        day=0.3,
        flags="DS",
    ),
    Letter(
        mailbox="Sent",
        sender=OWNER,
        to="Nora Lind <nora.lind@example.com>",
        subject="Draft of the programme",
        text="Here it is. Tell me whether the choir stands at the right place.\n",
        days=4,
        day=0.4,
    ),
)
