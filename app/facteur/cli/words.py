"""Sentences for problems, by family and code; English, for people who read a terminal.

Placeholders: {host}, {place} (host and port), {detail}. A code without a sentence gets that of its
family, and the server's own words are quoted beside either. The window has its own sentences, in
two languages.
"""

from facteur.base.errors import UsageError
from facteur.cli.plain import safe_line
from facteur.link.events import Problem

_NOT_SENT = "The password was not sent."

SENTENCES: dict[tuple[str, str], str] = {
    ("network", ""): "The network or the server cannot be reached.",
    ("network", "dns"): "The server {host} cannot be found: the name may be misspelt, or the "
    "network blocks the search.",
    ("network", "refused"): "{place} refuses connections: that port is closed or not for this.",
    ("network", "timeout"): "{place} does not answer: it may be down, or a firewall is in the way.",
    ("network", "closed"): "{host} cut the connection. Nothing is lost; try again later.",
    ("network", "unreachable"): "There is no way to {host}: is this computer online?",
    ("network", "offline"): "This needs the server, and Facteur is offline.",
    ("network", "paused"): "This account is paused: nothing is asked of its server. "
    "`facteur account prefer --resume` ends that.",
    ("trust", ""): "{host} could not prove who it is. " + _NOT_SENT,
    ("trust", "certificate-expired"): "The certificate of {host} has expired. " + _NOT_SENT,
    ("trust", "certificate-name"): "The certificate that {host} shows is for another name. "
    + _NOT_SENT,
    ("trust", "certificate-unknown"): "Nobody vouches for the certificate of {host}. "
    + _NOT_SENT
    + " If its administrator confirms the fingerprint, add the account with --trust-certificate.",
    ("trust", "certificate-changed"): "{host} shows another certificate than the one you trusted: "
    "it may have been renewed, it may be an intruder. " + _NOT_SENT,
    ("trust", "starttls-missing"): "{place} offers no encryption. " + _NOT_SENT,
    ("trust", "starttls-injected"): "Somebody interfered with the start of encryption. "
    + _NOT_SENT
    + " Encryption from the first byte (--security tls) is not open to this.",
    ("trust", "preauth"): "{host} skips sign-in before encryption, so the connection can no longer "
    "be encrypted. Encryption from the first byte (--security tls) avoids this.",
    ("trust", "no-mechanism"): "{host} offers no way to sign in that Facteur knows or that is safe "
    "on this connection. " + _NOT_SENT,
    ("trust", "tls-failed"): "No encrypted connection to {place} came about: "
    "another --security or another port may be right. " + _NOT_SENT,
    ("login", ""): "The server did not let you in.",
    ("login", "refused"): "The server refuses this user name and password.",
    ("login", "password-needed"): "The password of this account is not at hand: open Facteur's "
    "window to enter it, or add the account with --password-command.",
    ("login", "expired"): "The password or authorisation has expired.",
    (
        "login",
        "oauth-expired",
    ): "The provider's agreement has expired or was withdrawn. Your mail is "
    "intact; agree again: facteur account sign-in ADDRESS.",
    (
        "login",
        "oauth-needed",
    ): "The key of the provider is not at hand: no keyring has kept it. Agree "
    "again: facteur account sign-in ADDRESS.",
    ("login", "app-password"): "The server wants an app password, made at the provider's site for "
    "this program.",
    ("login", "web-login"): "The provider wants you to sign in at its site once, in a browser.",
    ("login", "browser"): "The server takes no password any more: sign in at the provider's page "
    "(account add --oauth).",
    (
        "login",
        "refused-or-disabled",
    ): "The server did not let you in: the password may be wrong, or "
    "this way to the mail is switched off at the provider's site.",
    ("login", "disabled"): "This way to the mail is switched off for this account; switch it on at "
    "the provider's site.",
    ("login", "blocked"): "The provider has blocked this account.",
    ("login", "encryption-wanted"): "The server lets nobody in without encryption.",
    ("login", "administrator"): "Only whoever runs the server can mend this.",
    ("login", "unexplained"): "The server did not let you in and did not say why.",
    ("refused", "disabled"): "This way to the mail is switched off for this account; switch it on "
    "at the provider's site.",
    ("refused", "blocked"): "The provider has blocked this account or this network.",
    ("refused", "encryption-wanted"): "The server lets nobody in without encryption.",
    ("refused", "administrator"): "Only whoever runs the server can mend this.",
    ("refused", "too-often"): "The server wants a pause before the next try.",
    ("refused", "too-many-connections"): "Too many programs use this account at once.",
    ("login", "oauth-denied"): "Approval was not given. Nothing was changed.",
    ("login", "oauth-timeout"): "Nobody agreed at the provider's page for ten minutes.",
    ("login", "oauth-scopes"): "Not everything was agreed to at the provider's page; Facteur also "
    "needs: {detail}",
    (
        "login",
        "oauth-unregistered",
    ): "This build of Facteur is not registered at {detail}. Use an app "
    "password, or a client of your own: --oauth-client ID.",
    ("login", "oauth-unknown"): "No provider of this name is known: {detail}",
    ("login", "oauth-client"): "The provider does not know the client that asked: {detail}",
    ("login", "oauth-refused"): "The provider refused the sign-in.",
    (
        "login",
        "clock-wrong",
    ): "The clock of this computer is wrong by about {detail} seconds, and the "
    "provider does not let it in. Set the clock, then try again.",
    (
        "refused",
        "oauth-unavailable",
    ): "The provider cannot give a key just now; Facteur tries again.",
    ("protocol", "oauth-answer"): "What answers in the provider's place is not the provider. "
    "Perhaps this network wants you to sign in first.",
    ("protocol", "not-smtp"): "What answers at {place} is not a server for sending. " + _NOT_SENT,
    ("network", "oauth-unreachable"): "The provider's sign-in cannot be reached. Nothing is lost; "
    "Facteur tries again.",
    ("trust", "oauth-certificate"): "The provider's sign-in could not prove that it is the "
    "provider's: {detail}. Nothing was told to it.",
    ("trust", "token-elsewhere"): "{host} does not belong to the provider; its key was not shown "
    "there.",
    ("login", "no-keyring"): "No keyring is open on this computer to keep the password. Give a "
    "command that prints it instead: --password-command CMD.",
    ("login", "keyring-locked"): "The keyring of this computer is locked. Unlock it, or give a "
    "command that prints the password instead: --password-command CMD.",
    ("login", "keyring-failed"): "The keyring of this computer did not keep the password. Give a "
    "command that prints it instead: --password-command CMD.",
    ("login", "password-command-failed"): "The command that gives the password failed; the server "
    "was not asked.",
    ("login", "password-command-empty"): "The command that gives the password printed nothing; "
    "the server was not asked.",
    ("refused", ""): "The server understood and said no.",
    ("refused", "message-gone"): "The message is no longer on the server.",
    ("refused", "in-use"): "Another program is reading this mailbox, or a cut connection still "
    "holds it; the server frees it after some minutes.",
    ("refused", "login-delay"): "The server allows the next sign-in only after a pause.",
    ("refused", "temporary"): "The server cannot do it just now.",
    ("refused", "permanent"): "The server cannot do it, and trying again will not help.",
    ("refused", "listing-refused"): "The server would not say what is in the mailbox.",
    ("refused", "message-refused"): "The server would not give the message.",
    ("refused", "messages-refused"): "The server would not give {detail} messages. The others "
    "are here. After three times it is asked no more (facteur account change: --retry-refused or "
    "--skip-refused).",
    ("refused", "keeps-deleted"): "This server keeps messages that it was asked to delete: "
    "{detail}. Facteur does not ask again (facteur account change: --retry-refused).",
    ("refused", "expires"): "This server deletes messages by itself, whatever the rule here says: "
    "{detail} days after they came (0: once they were collected).",
    ("refused", "too-large"): "This message is too large to be taken apart here; save it whole "
    "(show --raw).",
    ("refused", "mailbox-gone"): "The folder is no longer on the server.",
    ("protocol", ""): "The server answered unintelligibly; the connection was left.",
    ("protocol", "not-imap"): "What answers at {place} is not an IMAP server. " + _NOT_SENT,
    ("protocol", "not-pop"): "What answers at {place} is not a POP server. " + _NOT_SENT,
    ("protocol", "message-too-long"): "A message was far longer than the server said; it was left "
    "there.",
    ("protocol", "framing-lost"): "The server sent a message in a way that nobody can tell where "
    "it ends; it was left there.",
    ("store", ""): "Facteur's files on this computer cannot be used.",
    ("store", "disk-full"): "The disk of this computer is full. Nothing was damaged.",
    ("store", "disk-low"): "There is too little room on the disk to collect mail safely: {detail}. "
    "It stays on the server.",
    ("store", "read-only"): "Facteur may not write in its folder.",
    ("store", "locked"): "Another Facteur holds this profile and does not answer. Close it first.",
    ("store", "corrupt"): "Facteur's database is damaged. Your mail on the server is safe.",
    ("store", "damaged"): "A message kept on this computer is damaged; it will be fetched again.",
    ("store", "only-copy-damaged"): "The disk has damaged a message that no server has any more: "
    "{detail}. What can be read of it is kept; a backup may have it whole.",
    ("store", "newer"): "A newer Facteur wrote these files; this one leaves them as they are.",
    ("store", "io"): "Facteur's files on this computer cannot be read or written.",
    ("archive", ""): "The file could not be read or written: {detail}",
    ("archive", "missing"): "There is no such file or folder: {detail}",
    ("archive", "denied"): "Facteur may not read or write there: {detail}",
    ("archive", "disk-full"): "The disk is full; nothing half-written was left: {detail}",
    ("archive", "exists"): "There is something of that name already; nothing is overwritten: "
    "{detail}",
    ("archive", "unknown-kind"): "Neither mbox, Maildir, .eml nor a backup: {detail}",
    ("archive", "not-backup"): "Not a backup of Facteur: {detail}",
    ("archive", "truncated"): "The end of this backup is missing: {detail}",
    ("archive", "damaged"): "This file is damaged: {detail}",
    ("archive", "newer"): "A newer Facteur wrote this backup: {detail}",
    ("archive", "passphrase-needed"): "This backup is protected: --passphrase-stdin",
    ("archive", "passphrase-wrong"): "That is not the passphrase of this backup.",
    ("archive", "differs"): "What was read back is not what was written; the file was not kept: "
    "{detail}",
    ("usage", ""): "That cannot be done.",
    ("usage", "host-empty"): "The server name is missing.",
    ("usage", "host-invalid"): "Not a server name: {detail}",
    ("usage", "port-invalid"): "Not a port between 1 and 65535: {detail}",
    ("usage", "address-invalid"): "Not an address such as name@example.com: {detail}",
    ("usage", "fingerprint-invalid"): "Not a SHA-256 fingerprint of 64 hexadecimal digits: "
    "{detail}",
    ("usage", "account-exists"): "This account is already here: {detail}",
    ("usage", "account-not-oauth"): "This account signs in with a password: {detail}",
    ("usage", "oauth-secret-alone"): "Say --oauth-secret-stdin with --oauth-client only.",
    ("usage", "oauth-client-alone"): "Say --oauth-client with --oauth only.",
    ("usage", "grant-unknown"): "This sign-in is not known any more; sign in again.",
    ("usage", "account-local"): "This account has no server: its mail is on this computer alone.",
    ("usage", "account-not-pop"): "This account works on the server (IMAP); that is for accounts "
    "that collect (POP): {detail}",
    ("usage", "protocol-fixed"): "An account stays with IMAP or POP; add another account instead: "
    "{detail}",
    ("usage", "only-copy"): "This computer may have the only copy of {detail} messages of this "
    "account. Export them first, or say --with-its-mail.",
    ("usage", "nothing-found"): "No encrypted server was found for {detail}. Ask whoever runs this "
    "address, then name the server: --imap HOST or --pop HOST.",
    ("usage", "provider-closed"): "Mail programs are not let in by {detail}.",
    ("usage", "protocol-not-found"): "Only the other protocol was found, or a server for sending "
    "alone: {detail}. See facteur discover ADDRESS.",
    ("usage", "found-foreign"): "The mail of this address is said to be handled by another "
    "organisation: {detail}. If that is right, name the server: --imap HOST or --pop HOST.",
    ("usage", "needs-browser"): "Mail programs are let in by {detail} only after you agree in "
    "your browser: add this account in Facteur's window.",
    ("usage", "security-without-server"): "Say --security and --trust-certificate with --imap or "
    "--pop only.",
    ("usage", "smtp-security-alone"): "Say --smtp-security with --smtp only.",
    ("usage", "no-smtp"): "There is no server for sending yet: name it with --smtp.",
    ("usage", "local-with-server"): "Say --local only where the server is to be found.",
    ("usage", "rules-without-pop"): "What becomes of the server's copies is a matter of --pop.",
    ("usage", "left-server"): "The server was already told to delete it, so it cannot be kept "
    "there; the copy here stays.",
    ("usage", "nothing-to-change"): "There is nothing to change in what you said.",
    ("usage", "days-invalid"): "Not between 1 and 90 days: {detail}",
    ("usage", "mailbox-exists"): "There is such a folder already: {detail}",
    ("usage", "mailbox-special"): "This folder is needed as it is: {detail}",
    ("usage", "mailbox-name-invalid"): "Not a name for a folder: {detail}",
    ("usage", "mailbox-into-itself"): "A folder cannot lie in itself: {detail}",
    ("usage", "mailbox-not-local"): "This folder is on a server, not on this computer: {detail}",
    ("usage", "say-which-account"): "Say for which account: --account",
    ("usage", "no-local-account"): "No account here has folders on this computer.",
    ("usage", "not-in-backup"): "The backup has no such folder: {detail} (facteur backup --list "
    "shows them)",
    ("usage", "not-in-trash"): "That is only for messages in the trash.",
    ("usage", "not-whole"): "Only the header of message {detail} is here; fetch all of it first.",
    ("usage", "several-accounts"): "These messages belong to more than one account.",
    ("usage", "account-unknown"): "No account here has this address: {detail}",
    ("usage", "account-ambiguous"): "More than one account here has this address: {detail}",
    ("usage", "no-account"): "There is no account yet. Add one: facteur account add --help",
    ("usage", "mailbox-unknown"): "No folder here has this name: {detail} (facteur mailboxes "
    "lists them; facteur sync brings them)",
    ("usage", "mailbox-ambiguous"): "More than one account has this folder; say which with "
    "--account: {detail}",
    ("usage", "message-unknown"): "No message here has this key: {detail}",
    ("usage", "part-unknown"): "The message has no part {detail}.",
    ("usage", "no-html"): "The message has no HTML.",
    ("usage", "not-encrypted"): "Not encrypted - dangerous: on the way to {detail} anybody can "
    "read your password and your mail. If that is what you want, say "
    "--i-know-it-is-not-encrypted.",
    ("usage", "not-text"): "This is not text in the encoding of this system: {detail}",
    ("usage", "password-empty"): "There was no password on standard input.",
    ("usage", "not-a-key"): "Neither a key of a message nor a change such as +\\Seen: {detail}",
    ("usage", "flag-incomplete"): "flag needs the key of a message and a change such as +\\Seen",
    ("usage", "flag-unknown"): "No such system flag: {detail}",
    ("usage", "flag-both"): "This flag would be set and cleared at once: {detail}",
    ("usage", "keyword-invalid"): "Not a keyword that IMAP can hold: {detail}",
    ("usage", "stopped"): "It was stopped. What is here already stays.",
    ("bug", ""): "Facteur made a mistake. Your mail is intact.",
    ("bug", "engine-ended"): "Facteur's engine ended before it answered.",
    ("bug", "engine-silent"): "Facteur's engine does not answer.",
}
_SAME: dict[tuple[str, str], str] = {
    ("login", "command-failed"): "password-command-failed",
    ("protocol", "http-answer"): "not-imap",
    ("protocol", "greeting"): "not-imap",
    ("refused", "expunged"): "message-gone",
    ("refused", "nonexistent"): "mailbox-gone",
    ("store", "content-damaged"): "damaged",
    ("usage", "message-gone"): "message-unknown",
    ("usage", "unknown-message"): "message-unknown",
    ("usage", "no-message"): "message-unknown",
    ("usage", "no-mailbox"): "mailbox-unknown",
    ("usage", "part-gone"): "part-unknown",
    ("usage", "unknown-part"): "part-unknown",
    ("usage", "cancelled"): "stopped",
}


def sentence(problem: Problem) -> str:
    """Return the problem in words on one line: what is wrong, what the server said, the code."""
    family, code = problem.family, problem.code
    words = SENTENCES.get((family, _SAME.get((family, code), code)))
    parts = [words or SENTENCES.get((family, "")) or SENTENCES["bug", ""]]
    host = problem.host or "the server"
    facts = {
        "host": host,
        "place": f"{host}, port {problem.port}," if problem.port else host,
        "detail": problem.detail or "?",
    }
    told = [_begun(parts[0].format(**facts))]
    if problem.server_text:
        told.append(f"The server said: “{problem.server_text}”")
    technical = f"{family}/{code}"
    if problem.detail and "{detail}" not in parts[0]:
        technical += f": {problem.detail}"
    if problem.certificate_sha256:
        technical += f"; certificate SHA-256 {problem.certificate_sha256}"
    if family != "usage" or words is None:
        told.append(f"[{technical}]")
    return safe_line(" ".join(told))


def _begun(text: str) -> str:
    """Begin with a capital where the sentence begins with our own words."""
    return text[0].upper() + text[1:] if text.startswith("the server") else text


def usage_sentence(error: UsageError) -> str:
    """Return what is wrong with a word of the command line."""
    return sentence(Problem(family="usage", code=error.code, detail=error.detail))
