"""The sentences for problems as a table: one row a code, by family.

Sentences are those of the design (wizard §3.9). Placeholders are filled by `words`: {host}, {port},
{other} and {date} of the certificate, {alternative} a port worth trying, {detail} a number,
{provider} or “your provider”, {protocol}, {folder}, {again} the next try by itself. A row whose
`codes` is empty is the sentence of its family. Texts are marked for translation here and translated
there. What only accounts that collect and archives meet stands in `localproblems`.
"""

from facteur.ui.localproblems import ARCHIVE, COLLECTING, LOCAL
from facteur.ui.mark import QT_TRANSLATE_NOOP
from facteur.ui.notice import Remedy
from facteur.ui.problemsentence import (
    FIX_HOST,
    FIX_PORT,
    FIX_SECURITY,
    NOT_SENT,
    RETRY,
    SEE,
    Sentence,
)
from facteur.ui.signinproblems import BUSY, LOGIN

NETWORK = (
    Sentence(
        family="network",
        title=QT_TRANSLATE_NOOP("Problem", "No Internet connection"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Your settings are not the problem."),
        buttons=(
            RETRY,
            (QT_TRANSLATE_NOOP("Problem", "Go on offline"), Remedy.GO_OFFLINE),
        ),
    ),
    Sentence(
        family="network",
        codes=("dns",),
        title=QT_TRANSLATE_NOOP("Problem", "Server “{host}” cannot be found"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "The name may be misspelt, or the network blocks the search."
        ),
        buttons=(FIX_HOST, RETRY),
    ),
    Sentence(
        family="network",
        codes=("timeout",),
        title=QT_TRANSLATE_NOOP("Problem", "“{host}” does not answer"),
        meaning=QT_TRANSLATE_NOOP("Problem", "It may be down, or a firewall blocks port {port}."),
        buttons=(RETRY, FIX_PORT),
    ),
    Sentence(
        family="network",
        codes=("refused",),
        title=QT_TRANSLATE_NOOP("Problem", "“{host}” refuses connections on port {port}"),
        meaning=QT_TRANSLATE_NOOP("Problem", "That port is not for this protocol, or is closed."),
        buttons=(
            (QT_TRANSLATE_NOOP("Problem", "Try port {alternative}"), Remedy.USE_PORT),
            (QT_TRANSLATE_NOOP("Problem", "Fix"), Remedy.FIX_PORT),
        ),
    ),
    Sentence(
        family="network",
        codes=("closed",),
        title=QT_TRANSLATE_NOOP("Problem", "“{host}” cut the connection"),
        meaning=QT_TRANSLATE_NOOP("Problem", "It may be busy or restarting. Nothing is lost."),
        buttons=(RETRY,),
    ),
    Sentence(
        family="network",
        codes=("offline",),
        title=QT_TRANSLATE_NOOP("Problem", "You are offline"),
        meaning=QT_TRANSLATE_NOOP("Problem", "This needs the server. Go online, then try again."),
        buttons=(RETRY,),
    ),
    Sentence(
        family="network",
        codes=("paused",),
        title=QT_TRANSLATE_NOOP("Problem", "This account is paused"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "Nothing is asked of its server until you let it go on."
        ),
        buttons=((QT_TRANSLATE_NOOP("Problem", "Let it go on"), Remedy.RESUME),),
    ),
    Sentence(
        family="network",
        codes=("portal",),
        title=QT_TRANSLATE_NOOP("Problem", "This network wants you to sign in first (browser)"),
        meaning=NOT_SENT,
        buttons=(RETRY,),
    ),
)

TRUST = (
    Sentence(
        family="trust",
        title=QT_TRANSLATE_NOOP("Problem", "“{host}” could not prove who it is"),
        meaning=NOT_SENT,
        buttons=(RETRY, SEE),
    ),
    Sentence(
        family="trust",
        codes=("certificate-expired",),
        title=QT_TRANSLATE_NOOP("Problem", "The server’s certificate expired on {date}"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "Often the administrator forgot; it can also hide an intruder."
        ),
        buttons=(
            (QT_TRANSLATE_NOOP("Problem", "Wait and try again"), Remedy.RETRY),
            SEE,
        ),
    ),
    Sentence(
        family="trust",
        codes=("certificate-name",),
        title=QT_TRANSLATE_NOOP("Problem", "The certificate belongs to “{other}”, not “{host}”"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Try “{other}” if that is your provider."),
        buttons=(
            (QT_TRANSLATE_NOOP("Problem", "Use {other}"), Remedy.USE_HOST),
            SEE,
        ),
    ),
    Sentence(
        family="trust",
        codes=("certificate-unknown",),
        title=QT_TRANSLATE_NOOP("Problem", "Nobody vouches for this certificate"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Normal in some companies, suspicious elsewhere. "
            "Check the fingerprint with your administrator.",
        ),
        buttons=(
            (QT_TRANSLATE_NOOP("Problem", "Trust this certificate…"), Remedy.TRUST_CERTIFICATE),
        ),
    ),
    Sentence(
        family="trust",
        codes=("certificate-changed",),
        title=QT_TRANSLATE_NOOP(
            "Problem", "The server shows another certificate than the one you trusted"
        ),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It may have been renewed; it can also hide an intruder. "
            "Check the fingerprint with your administrator.",
        ),
        buttons=(RETRY, SEE),
    ),
    Sentence(
        family="trust",
        codes=("starttls-missing",),
        title=QT_TRANSLATE_NOOP("Problem", "This server offers no encrypted connection"),
        meaning=NOT_SENT,
        buttons=(
            (QT_TRANSLATE_NOOP("Problem", "Look for other settings"), Remedy.LOOK_AGAIN),
            FIX_SECURITY,
            RETRY,
        ),
    ),
    Sentence(
        family="trust",
        also="protocol",
        codes=("starttls-injected",),
        title=QT_TRANSLATE_NOOP("Problem", "Somebody interfered with the start of encryption"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Facteur broke off and did not send your password. "
            "Encryption from the start (TLS) is not open to this.",
        ),
        buttons=(FIX_SECURITY, RETRY),
    ),
    Sentence(
        family="trust",
        also="protocol",
        codes=("preauth",),
        title=QT_TRANSLATE_NOOP("Problem", "This server skips sign-in before encryption"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Such a connection can no longer be encrypted, so Facteur left it. "
            "Encryption from the start (TLS) avoids this.",
        ),
        buttons=(FIX_SECURITY, RETRY),
    ),
    Sentence(
        family="trust",
        codes=("no-mechanism",),
        title=QT_TRANSLATE_NOOP(
            "Problem", "This server offers no way to sign in that Facteur can use"
        ),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Some servers allow sign-in only on an encrypted connection, others only through "
            "their own page. Facteur did not send your password.",
        ),
        buttons=(FIX_SECURITY, RETRY),
    ),
    Sentence(
        family="trust",
        codes=("tls-failed",),
        title=QT_TRANSLATE_NOOP("Problem", "The encrypted connection with “{host}” failed"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Port {port} may expect another kind of security, or the server is too old. "
            "Facteur did not send your password.",
        ),
        buttons=(FIX_SECURITY, FIX_PORT, RETRY),
    ),
)

REFUSED = (
    Sentence(
        family="refused",
        title=QT_TRANSLATE_NOOP("Problem", "The server understood the request and said no"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Its own words say why."),
        buttons=(RETRY,),
    ),
    Sentence(
        family="refused",
        codes=("overquota", "over-quota"),
        title=QT_TRANSLATE_NOOP("Problem", "The mailbox is full"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "The server takes nothing new until there is room again."
        ),
    ),
    Sentence(
        family="refused",
        codes=("noperm", "no-permission", "read-only"),
        title=QT_TRANSLATE_NOOP("Problem", "You may not do that in this folder"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Whoever manages the access to it can allow it."),
    ),
    Sentence(
        family="refused",
        codes=("nonexistent", "mailbox-gone"),
        title=QT_TRANSLATE_NOOP("Problem", "Folder “{folder}” is no longer on the server"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "It was deleted or renamed elsewhere. Your local copies are kept."
        ),
    ),
    Sentence(
        family="refused",
        codes=("gone",),
        title=QT_TRANSLATE_NOOP("Problem", "The message is no longer on the server"),
        meaning=QT_TRANSLATE_NOOP("Problem", "It was deleted or moved elsewhere meanwhile."),
    ),
    Sentence(
        family="refused",
        codes=("renumbered",),
        title=QT_TRANSLATE_NOOP("Problem", "The server renumbered “{folder}”"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "Facteur is reading the list again. Your mail does not change."
        ),
    ),
    Sentence(
        family="refused",
        codes=("not-stored", "flags-not-stored", "keyword-refused"),
        title=QT_TRANSLATE_NOOP("Problem", "The server did not keep the mark"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "The message shows the server’s own marks again. Nothing else changed."
        ),
    ),
)

MAILBOX = (
    Sentence(
        family="refused",
        codes=("mailbox",),
        title=QT_TRANSLATE_NOOP("Problem", "The server does not open the folder"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "Sign-in went well. Its own words say why the folder stays closed."
        ),
        buttons=(RETRY,),
    ),
)

PROTOCOL = (
    Sentence(
        family="protocol",
        title=QT_TRANSLATE_NOOP("Problem", "The server answered unintelligibly"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "Facteur left the connection. Your mail does not change."
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="protocol",
        codes=("not-imap",),
        title=QT_TRANSLATE_NOOP("Problem", "What answers on port {port} is not a mail server"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Another service answers at “{host}” there, or this network wants you to sign in "
            "first (browser). Facteur did not send your password.",
        ),
        buttons=(FIX_PORT, FIX_HOST, RETRY),
    ),
)

STORE = (
    Sentence(
        family="store",
        title=QT_TRANSLATE_NOOP("Problem", "Facteur’s files on this computer cannot be used"),
        meaning=QT_TRANSLATE_NOOP("Problem", "What is on the server is safe."),
        buttons=(RETRY,),
    ),
    Sentence(
        family="store",
        codes=("disk-full",),
        title=QT_TRANSLATE_NOOP("Problem", "This computer’s disk is full"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "Facteur stopped downloading so that nothing gets damaged."
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="store",
        codes=("read-only",),
        title=QT_TRANSLATE_NOOP("Problem", "Facteur may not write in its own folder"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "The folder or its disk is read-only. What is on the server is safe."
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="store",
        codes=("locked",),
        title=QT_TRANSLATE_NOOP("Problem", "Another Facteur uses this mail already"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Close it, or go on there."),
        buttons=(RETRY,),
    ),
    Sentence(
        family="store",
        codes=("corrupt",),
        title=QT_TRANSLATE_NOOP("Problem", "Facteur’s database on this computer is damaged"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "What is on the server is safe. Facteur goes on with what can be read.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="store",
        codes=("damaged", "content-damaged"),
        title=QT_TRANSLATE_NOOP("Problem", "A message kept on this computer is damaged"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "It is not shown. If the server still has it, Facteur fetches it again."
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="store",
        codes=("newer",),
        title=QT_TRANSLATE_NOOP("Problem", "A newer Facteur wrote these files"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "This version leaves them as they are. Start the newer one."
        ),
    ),
)

USAGE = (
    Sentence(
        family="usage",
        title=QT_TRANSLATE_NOOP("Problem", "Something in the settings cannot be used"),
        meaning=QT_TRANSLATE_NOOP("Problem", "The technical details say which value it is."),
    ),
    Sentence(
        family="usage",
        codes=("host-empty",),
        title=QT_TRANSLATE_NOOP("Problem", "The server name is missing"),
        meaning=QT_TRANSLATE_NOOP("Problem", "It looks like imap.example.com."),
        buttons=(FIX_HOST,),
    ),
    Sentence(
        family="usage",
        codes=("host-invalid",),
        title=QT_TRANSLATE_NOOP("Problem", "That is not a server name"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "It looks like imap.example.com, without spaces, slashes or “@”."
        ),
        buttons=(FIX_HOST,),
    ),
    Sentence(
        family="usage",
        codes=("port-invalid",),
        title=QT_TRANSLATE_NOOP("Problem", "That is not a port"),
        meaning=QT_TRANSLATE_NOOP("Problem", "A port is a number between 1 and 65535."),
        buttons=(FIX_PORT,),
    ),
    Sentence(
        family="usage",
        codes=("address-invalid",),
        title=QT_TRANSLATE_NOOP("Problem", "Something is missing in the address"),
        meaning=QT_TRANSLATE_NOOP("Problem", "An address looks like name@domain.com."),
        buttons=((QT_TRANSLATE_NOOP("Problem", "Fix the address"), Remedy.FIX_ADDRESS),),
    ),
    Sentence(
        family="usage",
        codes=("account-exists",),
        title=QT_TRANSLATE_NOOP("Problem", "This address is already in Facteur."),
        meaning=QT_TRANSLATE_NOOP("Problem", "Its settings are in the list of accounts."),
        buttons=((QT_TRANSLATE_NOOP("Problem", "Fix the address"), Remedy.FIX_ADDRESS),),
    ),
    Sentence(
        family="usage",
        codes=("protocol-fixed",),
        title=QT_TRANSLATE_NOOP("Problem", "An account stays with IMAP or POP"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "To switch, remove the account and add the address anew. Nothing was changed.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("folder-missing", "name-taken"),
        title=QT_TRANSLATE_NOOP("Problem", "The file could not be written there"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Choose another folder."),
    ),
    Sentence(
        family="usage",
        codes=("not-encrypted",),
        title=QT_TRANSLATE_NOOP("Problem", "Not encrypted — dangerous"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Without encryption your password and mail can be read on the network.",
        ),
        buttons=(FIX_SECURITY,),
    ),
    Sentence(
        family="network",
        codes=("stopped",),
        title=QT_TRANSLATE_NOOP("Problem", "Stopped"),
        meaning=QT_TRANSLATE_NOOP("Problem", "You stopped this. What is here already stays."),
        buttons=(RETRY,),
    ),
    Sentence(
        family="usage",
        codes=("no-message", "message-unknown", "no-part", "part-unknown"),
        title=QT_TRANSLATE_NOOP("Problem", "The message is no longer here"),
        meaning=QT_TRANSLATE_NOOP("Problem", "It was deleted or moved elsewhere meanwhile."),
    ),
)

BUG = (
    Sentence(
        family="bug",
        codes=("engine-lost",),
        title=QT_TRANSLATE_NOOP("Problem", "The part of Facteur that fetches mail stopped"),
        meaning=QT_TRANSLATE_NOOP("Problem", "It starts again by itself. Nothing is lost."),
        buttons=(RETRY,),
    ),
    Sentence(
        family="bug",
        title=QT_TRANSLATE_NOOP("Problem", "Facteur made a mistake"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Your mail is intact. The technical details help to mend it: "
            "they hold no password and no content.",
        ),
        buttons=(RETRY,),
    ),
)

# Where a sentence needs a fact that is not at hand, this one stands in.
WITHOUT = {
    "This computer’s disk is almost full ({size})": QT_TRANSLATE_NOOP(
        "Problem", "This computer’s disk is almost full"
    ),
    "Folder “{folder}” is no longer on the server": QT_TRANSLATE_NOOP(
        "Problem", "The folder is no longer on the server"
    ),
    "The server renumbered “{folder}”": QT_TRANSLATE_NOOP(
        "Problem", "The server renumbered this folder"
    ),
}
EXPIRED_WITHOUT_DATE = QT_TRANSLATE_NOOP("Problem", "The server’s certificate has expired")
NAME_WITHOUT_OTHER = Sentence(
    family="trust",
    codes=("certificate-name",),
    title=QT_TRANSLATE_NOOP("Problem", "The certificate is not for “{host}”"),
    meaning=QT_TRANSLATE_NOOP("Problem", "Check the server name with your provider."),
    buttons=(FIX_HOST, SEE),
)

SENTENCES: tuple[Sentence, ...] = (
    *NETWORK,
    *TRUST,
    *LOGIN,
    *REFUSED,
    *BUSY,
    *MAILBOX,
    *PROTOCOL,
    *STORE,
    *USAGE,
    *COLLECTING,
    *LOCAL,
    *ARCHIVE,
    *BUG,
)
