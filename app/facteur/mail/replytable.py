"""What servers say when they refuse, as a table: facts, no judgement.

From the documentation of providers and servers, and from what users of many programs reported.
Sentences are patterns searched in lower-case text; those of one verdict stand together, the more
telling verdicts first. How code, number and sentence are weighed: `serverreplies`.
"""

from enum import Enum
from typing import Final


class Verdict(Enum):
    """Why a server says no."""

    AUTH = "auth"  # user name or password
    APP_PASSWORD = "app-password"  # noqa: S105 - the name of a verdict
    WEB_LOGIN = "web-login"  # the owner has to sign in at the provider's page once
    BROWSER = "browser"  # passwords are not taken any more, only OAuth 2.0
    TOKEN = "token"  # noqa: S105 - an OAuth token that is not good (any more)
    EXPIRED = "expired"  # the password or the account is too old
    DISABLED = "disabled"  # the protocol is switched off for this account
    AUTH_OR_DISABLED = "auth-or-disabled"  # the server itself will not say which
    BLOCKED = "blocked"  # the account is locked, suspended or closed
    TOO_OFTEN = "too-often"  # too many tries or commands; a pause helps
    TOO_MANY = "too-many"  # connections at once
    BUSY = "busy"  # somebody else has the mailbox open
    LATER = "later"
    QUOTA = "quota"
    ENCRYPT = "encrypt"  # not without encryption
    SIGN_IN = "sign-in"  # sending is allowed after signing in only
    NO_PERMISSION = "no-permission"
    GONE = "gone"  # the mailbox is not there
    SENDER = "sender"  # not from this address
    RECIPIENT = "recipient"  # no such address
    TOO_BIG = "too-big"
    POLICY = "policy"  # taken for unwanted mail, or against a rule of the server
    ADMIN = "admin"  # only whoever runs the server can help
    UNKNOWN = "unknown"


# Codes that leave no doubt (IMAP: RFC 5530 §3, POP: RFC 2449 §8.1, SMTP: RFC 3463 §3).
FIRM: Final = {
    "EXPIRED": Verdict.EXPIRED,
    "PRIVACYREQUIRED": Verdict.ENCRYPT,
    "NOPERM": Verdict.NO_PERMISSION,
    "NONEXISTENT": Verdict.GONE,
    "TRYCREATE": Verdict.GONE,
    "THROTTLED": Verdict.TOO_OFTEN,
    "WEBALERT": Verdict.WEB_LOGIN,
    "IN-USE": Verdict.BUSY,
    "INUSE": Verdict.BUSY,
    "LOGIN-DELAY": Verdict.TOO_OFTEN,
    "4.2.1": Verdict.LATER,
    "4.2.2": Verdict.QUOTA,
    "4.3.1": Verdict.LATER,
    "4.4.2": Verdict.LATER,
    "5.1.1": Verdict.RECIPIENT,
    "5.1.2": Verdict.RECIPIENT,
    "5.1.3": Verdict.RECIPIENT,
    "5.1.6": Verdict.RECIPIENT,
    "5.1.10": Verdict.RECIPIENT,
    "5.2.1": Verdict.RECIPIENT,
    "5.2.2": Verdict.QUOTA,
    "5.2.3": Verdict.TOO_BIG,
    "5.3.4": Verdict.TOO_BIG,
    "5.7.10": Verdict.ENCRYPT,
    "5.7.11": Verdict.ENCRYPT,
    "5.7.30": Verdict.BROWSER,
    "5.7.57": Verdict.SIGN_IN,
    "5.7.60": Verdict.SENDER,
}

# What a code means when no sentence says more: providers put these before very different ones.
VAGUE: Final = {
    "AUTHENTICATIONFAILED": Verdict.AUTH,
    "AUTHORIZATIONFAILED": Verdict.NO_PERMISSION,
    "UNAVAILABLE": Verdict.LATER,
    "SERVERBUG": Verdict.LATER,
    "CORRUPTION": Verdict.ADMIN,
    "CONTACTADMIN": Verdict.ADMIN,
    "LIMIT": Verdict.TOO_MANY,
    "OVERQUOTA": Verdict.QUOTA,  # Gmail: also of bandwidth
    "AUTH": Verdict.AUTH,
    "SYS/TEMP": Verdict.LATER,
    "SYS/PERM": Verdict.ADMIN,
    "4.3.2": Verdict.LATER,
    "4.5.3": Verdict.TOO_OFTEN,
    "4.7.0": Verdict.LATER,
    "4.7.1": Verdict.LATER,
    "5.7.3": Verdict.AUTH,
    "5.7.8": Verdict.AUTH,
    "5.7.139": Verdict.AUTH,
}

# What SMTP's digits mean when neither says more (RFC 5321 §4.2.3, RFC 4954 §6).
NUMBERS: Final = {
    421: Verdict.LATER,
    432: Verdict.LATER,
    450: Verdict.LATER,
    451: Verdict.LATER,
    452: Verdict.LATER,
    454: Verdict.LATER,
    535: Verdict.AUTH,
    538: Verdict.ENCRYPT,
    551: Verdict.RECIPIENT,
}

# Heard when signing in, with every protocol.
SENTENCES: Final[tuple[tuple[Verdict, tuple[str, ...]], ...]] = (
    (
        Verdict.APP_PASSWORD,  # Gmail, Yahoo, AOL, iCloud, mail.ru, Yandex, Zoho, Fastmail, QQ, 163
        (
            r"app(lication)?[- ]specific password",
            r"(use|generate|create|requires?|with) an? app(lication)? password",
            r"app(lication)? password (is )?(required|needed)",
            r"neobhodim parol",
            r"authori[sz](ation|ed) code|authcode",
            r"invalidsecondfactor|secure mail key",
        ),
    ),
    (
        Verdict.WEB_LOGIN,
        (
            r"web ?login ?required|log ?in via (your )?web browser",
            r"(log|sign) ?in (via|with|to|through) (your|the|a) (web|browser)",
            r"verify (your|this) (account|identity)|unsafe login|suspicious (activity|sign)",
        ),
    ),
    (
        Verdict.BROWSER,  # Microsoft, Google
        (
            r"basic ?auth(entication)? is (disabled|not supported|blocked|deprecated)",
            r"smtpclientauthentication is disabled|basicauthblocked|logondenied-basic",
            r"only oauth|oauth2? (is )?required|please use oauth|modern auth|less secure app",
            r"security defaults policy",
        ),
    ),
    (
        Verdict.TOKEN,
        (
            r"(invalid|expired|bad|revoked) (access |bearer |oauth ?)?token",
            r"token (has |is )?(expired|invalid|revoked)",
        ),
    ),
    (
        Verdict.AUTH_OR_DISABLED,  # Yandex, QQ: the server itself will not say
        (
            r"(credentials|password|login|failure) or (imap|pop3?|smtp) (access )?(is )?disabled",
            r"does not have access rights to this service",
            r"account is abnormal, service is not open",
        ),
    ),
    (
        Verdict.DISABLED,  # Gmail, Zoho, GMX, web.de, Outlook, Exchange, mail.com, Free
        (
            r"(not|yet to) (been )?enabled? .{0,20}(imap|pop|smtp|access)",
            r"(not|un)[- ]?enabled for (your|this) (account|user|mailbox)",
            (
                r"\b(imap4?|pop3?|smtp)( access| service| protocol| login)? (is |has been |was )?"
                r"(currently )?(disabled|turned off|switched off|not (enabled|activated|allowed))"
            ),
            r"(enable|activate) (your account for )?(imap|pop|smtp)",
            r"\b(imap|pop3?)\b.{0,40}(nicht (aktiviert|freigeschaltet)|non activ|désactiv)",
            r"protocol (is )?disabled|service is not open|not provisioned for (imap|pop)",
        ),
    ),
    (
        Verdict.BLOCKED,
        (
            (
                r"account (has been |is |was )?(temporarily |currently )?"
                r"(locked|suspended|blocked|disabled|closed|deactivated|frozen|inactive|on hold)"
            ),
            r"(mailbox|user|login|access) (has been |is )?(suspended|blocked|locked out)",
            r"user (is )?disabled|gesperrt|compte (est )?(suspendu|bloqu)",
        ),
    ),
    (
        Verdict.TOO_MANY,
        (
            (
                r"(too many|maximum number of|exceeded.{0,30}|number of|limit of) "
                r"(simultaneous |concurrent |open |active |imap |pop3? |smtp |client )*connections"
            ),
            r"too many (simultaneous |concurrent |open |active )*(sessions|logins from)",
            r"connections? (limit|from user\+ip)|concurrent connections|thread limit exceeded",
        ),
    ),
    (
        Verdict.TOO_OFTEN,
        (
            (
                r"too many (bad |failed |invalid |wrong |unsuccessful |recent )*"
                r"(log-?ins?|auth|password|attempts|failures|tries|errors|requests|messages)"
            ),
            r"(rate|frequency|bandwidth) ?limit|rate.?limited|throttl|unusual (rate|sending)",
            r"exceeded (the |your )?(command|bandwidth|daily|hourly|sending|download)",
            r"(login|checks?|checking|polling).{0,30}too (often|frequent|fast|soon)",
            r"minimum time between|login delay|try again in",
        ),
    ),
    (
        Verdict.BUSY,
        (
            r"(mailbox|maildrop|mail drop|spool|popdrop).{0,30}(locked|in use|busy|lock)",
            r"(lock(ed)?|in use|opened) by (another|other|pop)|unable to lock",
            r"already (locked|logged in|in use|open)|another (pop3? )?(session|client|process)",
        ),
    ),
    (
        Verdict.QUOTA,
        (
            r"over ?quota|quota (is |has been )?exceeded|exceed(s|ed|ing)? .{0,20}(quota|storage)",
            r"mailbox (is )?full|out of (storage|space)|insufficient (mailbox )?storage",
            r"mailbox size limit|storage limit",
        ),
    ),
    (
        Verdict.ENCRYPT,
        (
            r"must issue a?|(ssl|tls|encrypt(ion|ed)).{0,30}(required|needed)|use (ssl|tls)",
            r"plain ?text auth(entication)? (is )?(disallowed|disabled|not allowed)",
            r"clear ?text (logins?|passwords?|auth)|login is disabled|non-secure|unsecured?\b",
        ),
    ),
    (
        Verdict.LATER,
        (
            r"temporar(y|ily)|try again (later|soon)|please (re)?try|unavailable|not available",
            r"server (is )?(too )?busy|overload|maintenance|internal (server )?error",
            r"shutting down|system (is )?busy|insufficient system resources|greylist|backend",
            r"timed? ?out|authenticated but not connected|wartung|momentan",
        ),
    ),
    (
        Verdict.EXPIRED,
        (
            r"(password|account|subscription) (has |is )?expired",
            r"password must be changed|change your password",
        ),
    ),
    (
        Verdict.AUTH,
        (
            r"(invalid|bad|wrong|incorrect|unknown) (login|user ?name|user|credentials?|password)",
            r"(user ?name|login|user) (and|or|/) ?password",
            (
                r"\b(log-?in|log-?on|logon|auth(enticate|entication)?|signon|sign-in|pass)\b.{0,24}"
                r"(fail(ed|ure)?|unsuccessful|incorrect|rejected|invalid|denied)"
            ),
            r"(password|credentials) (is |are )?(incorrect|wrong|invalid|rejected)|bad auth",
            r"password supplied.{0,80}incorrect",
            (
                r"(identifiant|mot de passe|passwort|kennwort|zugangsdaten).{0,30}"
                r"(incorrect|invalide|erron|refus|falsch|ungültig)"
            ),
        ),
    ),
    (
        Verdict.ADMIN,
        (r"contact (your |the )?(system |mail |email )?(admin|postmaster|support|provider)",),
    ),
)

# Heard when a message is handed over (SMTP), before those above.
SENDING: Final[tuple[tuple[Verdict, tuple[str, ...]], ...]] = (
    (
        Verdict.SENDER,
        (
            r"sender address rejected|not owned by|sender.{0,20}(not allowed|mismatch|denied)",
            r"send as this sender|not authori[sz]ed to send|must match auth",
        ),
    ),
    (
        Verdict.RECIPIENT,
        (
            r"user unknown|no such (user|recipient|mailbox)|unknown (user|recipient)\b",
            r"recipient address rejected|mailbox (unavailable|not found)|domain not found",
            r"recipient.{0,12}not found|does not exist",
        ),
    ),
    (Verdict.TOO_BIG, (r"(message|size).{0,30}(too (big|large|long)|exceeds|limit)",)),
    (
        Verdict.SIGN_IN,
        (
            r"(authentication|smtp auth|authorization) (is )?(required|needed)",
            r"relay(ing)? (access )?(denied|not (permitted|allowed))|not authenticated",
        ),
    ),
    (
        Verdict.POLICY,
        (
            r"spam|policy|blacklist|block ?list|reputation|dnsbl|\brbl\b|unsolicited|virus",
            r"(client host|ip address|your ip).{0,40}(block|reject)",
        ),
    ),
)

# Heard when a mailbox is opened or changed.
MAILBOXES: Final[tuple[tuple[Verdict, tuple[str, ...]], ...]] = (
    (
        Verdict.GONE,
        (
            r"(unknown|no such|nonexistent|non-existent) (mailbox|folder)",
            r"(mailbox|folder) (doesn't|does not|not) (exist|found)",
        ),
    ),
    (Verdict.NO_PERMISSION, (r"permission denied|access denied|not permitted|read-only",)),
)

# Microsoft's servers take no password from anybody since 2024-09-16, and say only that it failed.
NO_PASSWORDS: Final = ("outlook.office365.com", "smtp.office365.com", "smtp-mail.outlook.com")
