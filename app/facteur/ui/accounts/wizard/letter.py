"""The text for whoever runs the addresses of a domain: what a mail program needs to know.

Complete in both languages, whatever the window speaks: the person who reads it may be anybody. So
it is no text of the interface and does not go through the translators.
"""

from facteur.ui.foreign import harmless

# ruff: noqa: E501 - a line of the letter is a paragraph of it

_LIMIT = 120
_ENGLISH = """Hello,

I am setting up a mail program (Facteur) for the address {address}, and it found no settings for {domain}. Could you please tell me:

1. Receiving, IMAP: server name, port (usually 993), encryption (TLS or STARTTLS)
2. Receiving, POP, if you offer it: server name, port (usually 995), encryption
3. Sending (SMTP): server name, port (usually 465 or 587), encryption
4. User name: is it the full address, or something else?
5. Password: the usual one, or an app password? Is sign-in by browser (OAuth 2.0) required?
6. Does something have to be switched on first (IMAP, POP, access by programs)?
7. How much may the mailbox hold?

Please do not send me a password by mail.

So that mail programs find the settings by themselves, you can publish them:
- https://autoconfig.{domain}/mail/config-v1.1.xml (Mozilla autoconfig), or
- the DNS records _imaps._tcp, _pop3s._tcp and _submissions._tcp of {domain} (RFC 6186, RFC 8314).

Thank you!
"""
_FRENCH = """Bonjour,

Je configure un logiciel de courrier (Facteur) pour l’adresse {address}, et il n’a trouvé aucun réglage pour {domain}. Pourriez-vous m’indiquer\u00a0:

1. Réception IMAP\u00a0: nom du serveur, port (en général 993), chiffrement (TLS ou STARTTLS)
2. Réception POP, si vous le proposez\u00a0: nom du serveur, port (en général 995), chiffrement
3. Envoi (SMTP)\u00a0: nom du serveur, port (en général 465 ou 587), chiffrement
4. Identifiant\u00a0: est-ce l’adresse complète, ou autre chose\u202f?
5. Mot de passe\u00a0: l’habituel, ou un mot de passe d’application\u202f? Faut-il s’identifier dans le navigateur (OAuth 2.0)\u202f?
6. Y a-t-il d’abord quelque chose à activer (IMAP, POP, accès par un logiciel)\u202f?
7. Quelle est la taille de la boîte\u202f?

Merci de ne pas m’envoyer de mot de passe par message.

Pour que les logiciels trouvent les réglages d’eux-mêmes, vous pouvez les publier\u00a0:
- https://autoconfig.{domain}/mail/config-v1.1.xml (autoconfig de Mozilla), ou
- les enregistrements DNS _imaps._tcp, _pop3s._tcp et _submissions._tcp de {domain} (RFC 6186, RFC 8314).

Merci\u202f!
"""


def letter(address: str, *, french_first: bool) -> str:
    """Return the text to send, in both languages; the reader's own comes first."""
    address = harmless(address, _LIMIT)
    domain = address.rpartition("@")[2]
    both = (_FRENCH, _ENGLISH) if french_first else (_ENGLISH, _FRENCH)
    filled = (text.replace("{address}", address).replace("{domain}", domain) for text in both)
    return "\n-- \n\n".join(filled)
