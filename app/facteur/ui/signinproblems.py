"""The sentences for what goes wrong when signing in, and at servers for sending.

Rows as in `problemtable`, which takes them up. The family's own row blames nobody: a server that
gives no reason is quoted, and the password may well be right.
"""

from facteur.ui.mark import QT_TRANSLATE_NOOP
from facteur.ui.notice import Remedy
from facteur.ui.problemsentence import (
    FIX_HOST,
    FIX_PORT,
    FIX_SECURITY,
    LATER,
    RETRY,
    Sentence,
)

TYPE_AGAIN = (QT_TRANSLATE_NOOP("Problem", "Type it again"), Remedy.FIX_PASSWORD)
CHANGE_USER = (QT_TRANSLATE_NOOP("Problem", "Change the user name"), Remedy.FIX_USER)
APP_PASSWORD = (QT_TRANSLATE_NOOP("Problem", "Create an app password"), Remedy.APP_PASSWORD)
OPEN_PAGE = (QT_TRANSLATE_NOOP("Problem", "Open the settings page"), Remedy.OPEN_PAGE)
SIGN_IN = (QT_TRANSLATE_NOOP("Problem", "Sign in"), Remedy.SIGN_IN)

LOGIN = (
    Sentence(
        family="login",
        title=QT_TRANSLATE_NOOP("Problem", "The server did not let you in"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Network and server are fine. Facteur does not know its reason: the server’s own "
            "words say what there is to know.",
        ),
        buttons=(RETRY, TYPE_AGAIN, CHANGE_USER),
    ),
    Sentence(
        family="login",
        codes=("refused",),
        title=QT_TRANSLATE_NOOP("Problem", "The server refused the user name or password"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Network and server are fine. Check the password, then the user name. "
            "Some providers ask for an “app password” made on their site.",
        ),
        buttons=(TYPE_AGAIN, APP_PASSWORD, CHANGE_USER),
    ),
    Sentence(
        family="login",
        codes=("app-password",),
        title=QT_TRANSLATE_NOOP("Problem", "{provider} wants an app password"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It is different from your usual one, which may well be right: you create it on the "
            "provider’s site, then type it here.",
        ),
        buttons=(APP_PASSWORD, TYPE_AGAIN),
    ),
    Sentence(
        family="login",
        codes=("web-login",),
        title=QT_TRANSLATE_NOOP("Problem", "{provider} wants to see you on its site first"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It is careful with programs it has not seen yet. Sign in there once in your browser, "
            "then try again. Your password may well be right.",
        ),
        buttons=(RETRY, OPEN_PAGE),
    ),
    Sentence(
        family="login",
        codes=("browser",),
        title=QT_TRANSLATE_NOOP("Problem", "{provider} takes no passwords from mail programs"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "You sign in on its own page instead, in your browser. Your password may well be "
            "right.",
        ),
        buttons=(SIGN_IN, OPEN_PAGE),
    ),
    Sentence(
        family="login",
        codes=("oauth-expired",),
        title=QT_TRANSLATE_NOOP("Problem", "{provider}’s authorisation has expired"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Your mail is intact. Just sign in again."),
        buttons=(SIGN_IN, LATER),
    ),
    Sentence(
        family="login",
        codes=("oauth-denied",),
        title=QT_TRANSLATE_NOOP("Problem", "Approval was not given"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Nothing was changed."),
        buttons=(SIGN_IN,),
    ),
    Sentence(
        family="login",
        codes=("oauth-needed",),
        title=QT_TRANSLATE_NOOP("Problem", "{provider} wants you to sign in on its page"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "What is on this computer can be read. New mail waits for your approval."
        ),
        buttons=(SIGN_IN, LATER),
    ),
    Sentence(
        family="login",
        codes=("oauth-timeout",),
        title=QT_TRANSLATE_NOOP("Problem", "No approval came from the browser"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "Facteur waited for some minutes. Nothing was changed."
        ),
        buttons=(SIGN_IN,),
    ),
    Sentence(
        family="login",
        codes=("oauth-scopes",),
        title=QT_TRANSLATE_NOOP("Problem", "The approval does not include your mail"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "On the provider’s page the access to mail was unticked, or cannot be given. Sign in "
            "again and leave it ticked.",
        ),
        buttons=(SIGN_IN,),
    ),
    Sentence(
        family="login",
        codes=("oauth-refused", "oauth-client", "oauth-unknown"),
        title=QT_TRANSLATE_NOOP("Problem", "The provider’s page did not let Facteur in"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Your password is not concerned, and nothing was changed. The technical details say "
            "what the provider answered.",
        ),
        buttons=(SIGN_IN, APP_PASSWORD),
    ),
    Sentence(
        family="login",
        codes=("clock-wrong",),
        title=QT_TRANSLATE_NOOP("Problem", "The clock of this computer is wrong"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Seconds it is off, by the provider’s clock: {detail}. Set date and time, then try "
            "again.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="login",
        codes=("oauth-unregistered",),
        title=QT_TRANSLATE_NOOP("Problem", "This build of Facteur is not registered there"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "So the provider’s page cannot be opened from here. An app password works, or a "
            "client id of your own.",
        ),
        buttons=(APP_PASSWORD, TYPE_AGAIN),
    ),
    Sentence(
        family="login",
        codes=("expired",),
        title=QT_TRANSLATE_NOOP("Problem", "The password or authorisation has expired"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Your mail is intact. Just sign in again."),
        buttons=((QT_TRANSLATE_NOOP("Problem", "Sign in"), Remedy.FIX_PASSWORD), LATER),
    ),
    Sentence(
        family="login",
        codes=("refused-or-disabled",),
        title=QT_TRANSLATE_NOOP(
            "Problem", "The password is not accepted, or {protocol} is turned off"
        ),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "The server does not say which. See on {provider}’s site whether {protocol} is turned "
            "on, then check the password.",
        ),
        buttons=(OPEN_PAGE, TYPE_AGAIN, CHANGE_USER),
    ),
    Sentence(
        family="login",
        codes=("disabled",),
        title=QT_TRANSLATE_NOOP("Problem", "{protocol} is turned off for this account"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Turn it on at {provider}’s site, then come back."),
        buttons=(OPEN_PAGE, RETRY),
    ),
    Sentence(
        family="login",
        codes=("blocked",),
        title=QT_TRANSLATE_NOOP("Problem", "{provider} has locked this account"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Only the provider can open it again. What is on this computer can still be read.",
        ),
        buttons=(RETRY, OPEN_PAGE),
    ),
    Sentence(
        family="login",
        codes=("encryption-wanted",),
        title=QT_TRANSLATE_NOOP("Problem", "The server takes no password without encryption"),
        meaning=QT_TRANSLATE_NOOP("Problem", "It is right. Choose an encrypted connection."),
        buttons=(FIX_SECURITY,),
    ),
    Sentence(
        family="login",
        codes=("administrator",),
        title=QT_TRANSLATE_NOOP("Problem", "The server asks you to see whoever runs it"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "The account is not ready, or closed to programs. The technical details help them.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="login",
        codes=("password-needed",),
        title=QT_TRANSLATE_NOOP("Problem", "The password of this account is needed"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "What is on this computer can be read. New mail waits for the password."
        ),
        buttons=(
            (QT_TRANSLATE_NOOP("Problem", "Enter the password"), Remedy.FIX_PASSWORD),
            LATER,
        ),
    ),
    Sentence(
        family="login",
        codes=("no-keyring",),
        title=QT_TRANSLATE_NOOP("Problem", "The keyring of this computer cannot be used"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "No keyring is open: Facteur will ask for the password at each start."
        ),
        buttons=((QT_TRANSLATE_NOOP("Problem", "Enter the password"), Remedy.FIX_PASSWORD),),
    ),
    Sentence(
        family="login",
        codes=("password-command",),
        title=QT_TRANSLATE_NOOP("Problem", "The command that gives the password failed"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "It printed nothing, or ended with an error. The server was not asked."
        ),
        buttons=(RETRY,),
    ),
)

BUSY = (
    Sentence(
        family="refused",
        codes=("too-often",),
        title=QT_TRANSLATE_NOOP("Problem", "The server wants a pause"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "It was asked too much in a short time. Nothing is lost. {again}"
        ),
        buttons=((QT_TRANSLATE_NOOP("Problem", "Try now"), Remedy.RETRY),),
    ),
    Sentence(
        family="refused",
        codes=("unavailable", "bye", "not-delivered"),
        title=QT_TRANSLATE_NOOP("Problem", "The server is unavailable for now"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Nothing is lost. {again}"),
        buttons=((QT_TRANSLATE_NOOP("Problem", "Try now"), Remedy.RETRY),),
    ),
    Sentence(
        family="refused",
        codes=("limit", "too-many-connections"),
        title=QT_TRANSLATE_NOOP("Problem", "Too many open connections"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem", "Other devices use this account. Facteur will use fewer. {again}"
        ),
        buttons=((QT_TRANSLATE_NOOP("Problem", "Try now"), Remedy.RETRY),),
    ),
    Sentence(
        family="refused",
        codes=("hello-refused", "login-refused"),
        title=QT_TRANSLATE_NOOP("Problem", "The server for sending turned Facteur away"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Receiving is not concerned. Its own words say why."),
        buttons=(RETRY, FIX_HOST, FIX_PORT),
    ),
    Sentence(
        family="refused",
        codes=("oauth-unavailable",),
        title=QT_TRANSLATE_NOOP("Problem", "The provider’s sign-in is unavailable for now"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Nothing is lost. {again}"),
        buttons=((QT_TRANSLATE_NOOP("Problem", "Try now"), Remedy.RETRY),),
    ),
    Sentence(
        family="network",
        codes=("oauth-unreachable",),
        title=QT_TRANSLATE_NOOP("Problem", "The provider’s sign-in is unavailable for now"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Nothing is lost. {again}"),
        buttons=((QT_TRANSLATE_NOOP("Problem", "Try now"), Remedy.RETRY),),
    ),
    Sentence(
        family="trust",
        codes=("oauth-certificate",),
        title=QT_TRANSLATE_NOOP("Problem", "The provider’s sign-in could not prove who it is"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Its certificate is not vouched for: this network may be reading along. Facteur sent "
            "nothing.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="trust",
        codes=("token-elsewhere",),
        title=QT_TRANSLATE_NOOP("Problem", "“{host}” is not a server of this provider"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Facteur gives the provider’s key to the provider’s own servers only. Nothing was "
            "sent.",
        ),
        buttons=(FIX_HOST,),
    ),
    Sentence(
        family="protocol",
        codes=("not-smtp",),
        title=QT_TRANSLATE_NOOP(
            "Problem", "What answers on port {port} is not a server for sending"
        ),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Another service answers at “{host}” there, or this network wants you to sign in "
            "first (browser). Facteur did not send your password.",
        ),
        buttons=(FIX_PORT, FIX_HOST, RETRY),
    ),
)
