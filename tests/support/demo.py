"""A small mailbox of invented people, for the README's pictures: `python3 tests pictures`."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from imapclient import IMAPClient

PDF = b"%PDF-1.4\n% a quote for a roof\n" + b"0" * 412_000
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
    b"\x90wS\xde\x00\x00\x00\x0cIDATx\x9cc\xb8\xa7\x95\x0c\x00\x03\n\x01\x1b\xa1\xd5\x93\x8f"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
FOLDERS = ("Projets", "Projets/Maison", "Projets/Vacances")
QUOTE = """<p>Bonjour,</p><p>Vous trouverez ci-joint le <b>devis révisé</b> pour la toiture. J’ai ajouté
l’isolation en fibre de bois, comme convenu mardi, et retiré la dépose de l’antenne.</p>
<p>Le total passe à <b>12 480 €</b> TTC, avec un démarrage possible la semaine du 11 janvier. La prime de
la région peut couvrir une partie de l’isolation : je joins le formulaire déjà rempli, il ne manque que
votre signature.</p><p>Dites-moi si la date vous convient ; je réserve l’échafaudage dès votre réponse.</p>
<p>Bonne journée,<br>Claire Martin<br>Toits et Ciel — charpente et couverture</p>
<img src="https://toits.example/logo.png" width="1" height="1">"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message. hours: how long ago it came. files: names of attachments."""

    name: str
    address: str
    subject: str
    text: str
    hours: float
    html: str = ""
    flags: tuple[bytes, ...] = ()
    files: tuple[str, ...] = ()
    folder: str = "INBOX"

    def message(self, now: datetime) -> EmailMessage:
        """Return it as mail."""
        made = EmailMessage()
        made["From"] = f"{self.name} <{self.address}>"
        made["To"] = "Claire Dubois <claire@exemple.fr>, Luc Perrin <luc@exemple.fr>"
        made["Subject"] = self.subject
        made["Date"] = now - timedelta(hours=self.hours)
        made["Message-ID"] = f"<{abs(hash((self.subject, self.hours)))}@exemple.fr>"
        made.set_content(self.text)
        if self.html:
            made.add_alternative(self.html, subtype="html")
        for name in self.files:
            kind = ("application", "pdf") if name.endswith(".pdf") else ("image", "png")
            data = PDF if name.endswith(".pdf") else PIXEL
            made.add_attachment(data, maintype=kind[0], subtype=kind[1], filename=name)
        return made


SEEN, STAR, ANSWERED, DELETED = b"\\Seen", b"\\Flagged", b"\\Answered", b"\\Deleted"
LETTERS = (
    Letter(name="Claire Martin", address="claire.martin@toits.example", subject="Devis pour la toiture",
           text="Bonjour, vous trouverez ci-joint le devis révisé.", html=QUOTE, hours=0.3,
           flags=(STAR,), files=("devis-toiture-v2.pdf", "formulaire-prime.pdf")),
    Letter(name="Bibliothèque municipale", address="pret@biblio.example", hours=1.2,
           subject="Vos réservations sont arrivées",
           text="Deux documents vous attendent au guichet jusqu’au 30 novembre."),
    Letter(name="Paul Nguyen", address="paul@example.org", subject="Re: Week-end à Annecy", hours=2.1,
           text="Super, je m’occupe des billets. On part vendredi soir ou samedi matin ?",
           flags=(SEEN, ANSWERED)),
    Letter(name="Association Les Amis du Lavoir", address="bureau@lavoir.example", hours=2.6,
           subject="Compte rendu de l’assemblée générale", files=("compte-rendu.pdf",),
           text="Chères adhérentes, chers adhérents, voici le compte rendu."),
    Letter(name="Rail Horizon", address="billets@rail.example", hours=17, files=("billet.pdf",),
           subject="Votre billet pour Lyon Part-Dieu", flags=(SEEN, STAR),
           text="Votre e-billet est disponible. Présentez le code lors du contrôle."),
    Letter(name="Inès Benali", address="ines@example.org", subject="Photos de Noé", hours=19,
           text="Regarde comme il a grandi ! On vous attend dimanche.", flags=(SEEN,), files=("noe.png",)),
    Letter(name="Mutuelle Horizon", address="info@mutuelle.example", hours=21, flags=(SEEN, DELETED),
           subject="Votre relevé de remboursements", text="Votre relevé du mois est disponible."),
    Letter(name="Thomas Lefèvre", address="thomas@example.org", subject="Planning des permanences",
           text="Je te transfère le planning de décembre.", hours=70, flags=(SEEN,)),
    Letter(name="Atelier vélo", address="bonjour@velo.example", subject="Votre vélo est prêt", hours=74,
           text="La révision est terminée, l’atelier ferme à 18 h 30."),
    Letter(name="健太 田中", address="kenta@example.jp", subject="来週の会議の資料", hours=100,
           text="資料をお送りします。よろしくお願いいたします。", flags=(SEEN,)),
    Letter(name="Nora Lind", address="nora@example.se", subject="Autumn walk on Saturday?", hours=190,
           text="The weather looks fine. Shall we meet at the old mill at ten?", flags=(SEEN,)),
    Letter(name="Inès Benali", address="ines@example.org", subject="Plans de la cuisine", hours=300,
           text="Les plans corrigés.", flags=(SEEN,), folder="Projets/Maison"),
    Letter(name="Luc Perrin", address="luc@exemple.fr", subject="Carrelage", hours=20,
           text="Le gris clair, finalement.", folder="Projets/Maison"),
    Letter(name="Claire Dubois", address="claire@exemple.fr", subject="Cadeau pour Paul", hours=30,
           text="À finir.", flags=(SEEN,), folder="Drafts"),
)  # fmt: skip


def fill(client: IMAPClient) -> None:
    """Put the letters into a signed-in account, oldest first; nothing of today is before midnight."""
    now = datetime.now(UTC)
    for folder in FOLDERS:
        if not client.folder_exists(folder):
            client.create_folder(folder)
    for letter in sorted(LETTERS, key=lambda one: -one.hours):
        when = now - timedelta(hours=letter.hours)
        client.append(letter.folder, letter.message(now).as_bytes(), letter.flags, when)
