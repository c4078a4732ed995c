"""The sentences for what only accounts that collect (POP), local folders and archives meet.

Rows as in `problemtable`, which takes them up.
"""

from facteur.ui.mark import QT_TRANSLATE_NOOP
from facteur.ui.problemsentence import (
    FIX_HOST,
    FIX_PORT,
    RETRY,
    RETRY_REFUSED,
    SKIP_REFUSED,
    USE_IMAP,
    Sentence,
)

COLLECTING = (
    Sentence(
        family="refused",
        codes=("in-use",),
        title=QT_TRANSLATE_NOOP("Problem", "The mailbox is open elsewhere"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "POP lets in one visitor at a time, and a cut connection may hold it for some "
            "minutes. {again}",
        ),
        buttons=(RETRY, USE_IMAP),
    ),
    Sentence(
        family="refused",
        codes=("login-delay",),
        title=QT_TRANSLATE_NOOP("Problem", "The server wants a pause between two visits"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It lets in the next sign-in only after some time. Facteur waits, then tries again "
            "by itself.",
        ),
    ),
    Sentence(
        family="refused",
        codes=("temporary",),
        title=QT_TRANSLATE_NOOP("Problem", "The server cannot do it just now"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Nothing is lost. Facteur tries again by itself.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="refused",
        codes=("permanent",),
        title=QT_TRANSLATE_NOOP("Problem", "The server cannot do it"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Trying again will hardly help. Its own words say why.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="refused",
        codes=("listing-refused",),
        title=QT_TRANSLATE_NOOP("Problem", "The server would not say what is in the mailbox"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Nothing was collected, and nothing was deleted there.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="refused",
        codes=("message-refused",),
        title=QT_TRANSLATE_NOOP("Problem", "The server would not give the message"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It stays on the server. Nothing else changed.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="refused",
        codes=("messages-refused",),
        title=QT_TRANSLATE_NOOP("Problem", "Messages that the server would not give: {detail}"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "They are only on the server; the others are here. “Try these again” asks for them "
            "anew, “Leave them on the server” never again: then you read them in webmail.",
        ),
        buttons=(RETRY_REFUSED, SKIP_REFUSED),
    ),
    Sentence(
        family="refused",
        codes=("too-large",),
        title=QT_TRANSLATE_NOOP("Problem", "The message is too large to be taken apart"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Save it whole instead; nothing of it is lost."),
    ),
    Sentence(
        family="refused",
        codes=("keeps-deleted",),
        title=QT_TRANSLATE_NOOP(
            "Problem",
            "Messages that the server keeps although it was asked to delete them: {detail}",
        ),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "They are here as well. Facteur does not ask again for their deletion unless you say "
            "so.",
        ),
        buttons=(RETRY_REFUSED,),
    ),
    Sentence(
        family="refused",
        codes=("expires",),
        title=QT_TRANSLATE_NOOP(
            "Problem", "Days after which this server deletes messages by itself: {detail}"
        ),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It does so whatever the rule of the account says; 0 means once they were collected. "
            "The copies on this computer stay.",
        ),
    ),
    Sentence(
        family="protocol",
        codes=("not-pop",),
        title=QT_TRANSLATE_NOOP("Problem", "What answers on port {port} is not a POP server"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Another service answers at “{host}” there (IMAP, perhaps), or this network wants "
            "you to sign in first (browser). Facteur did not send your password.",
        ),
        buttons=(FIX_PORT, FIX_HOST, RETRY),
    ),
    Sentence(
        family="protocol",
        codes=("message-too-long",),
        title=QT_TRANSLATE_NOOP("Problem", "A message is far longer than the server said"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Facteur broke off and left it on the server.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="protocol",
        codes=("framing-lost",),
        title=QT_TRANSLATE_NOOP("Problem", "Nobody can tell where a message of the server ends"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Facteur left the connection. The message stays on the server.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="store",
        codes=("disk-low",),
        title=QT_TRANSLATE_NOOP("Problem", "This computer’s disk is almost full ({size})"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Facteur stopped downloading so that nothing gets damaged. Your mail waits on the "
            "server.",
        ),
        buttons=(RETRY,),
    ),
)

LOCAL = (
    Sentence(
        family="usage",
        codes=("account-local",),
        title=QT_TRANSLATE_NOOP("Problem", "This account has no server"),
        meaning=QT_TRANSLATE_NOOP("Problem", "Its mail is on this computer alone."),
    ),
    Sentence(
        family="usage",
        codes=("account-not-pop",),
        title=QT_TRANSLATE_NOOP("Problem", "This account keeps its mail on the server (IMAP)"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "That can be done only with accounts that collect their mail (POP).",
        ),
    ),
    Sentence(
        family="usage",
        codes=("left-server",),
        title=QT_TRANSLATE_NOOP("Problem", "It has left the server already"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "The server was told to delete it, so it cannot be kept there. The copy here stays.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("only-copy",),
        title=QT_TRANSLATE_NOOP(
            "Problem", "Messages of which this computer may have the only copy: {detail}"
        ),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Nothing was removed. Make a backup or export them first.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("days-invalid",),
        title=QT_TRANSLATE_NOOP("Problem", "That is not a number of days for copies on the server"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It can be 1 to 90 days.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("size-invalid",),
        title=QT_TRANSLATE_NOOP("Problem", "That is not a size"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It is a number, 0 or more.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("mailbox-exists",),
        title=QT_TRANSLATE_NOOP("Problem", "There is a folder of that name already"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Choose another name.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("mailbox-special",),
        title=QT_TRANSLATE_NOOP("Problem", "This folder is needed as it is"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Facteur puts mail there by itself: it can be neither renamed nor deleted.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("mailbox-name-invalid",),
        title=QT_TRANSLATE_NOOP("Problem", "That cannot be the name of a folder"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "A name is not empty, not too long, and neither begins nor ends with a space.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("mailbox-into-itself",),
        title=QT_TRANSLATE_NOOP("Problem", "A folder cannot lie in itself"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Choose another place for it.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("mailbox-not-local",),
        title=QT_TRANSLATE_NOOP("Problem", "This folder is on the server, not on this computer"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "That can be done only with folders on this computer.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("no-mailbox", "mailbox-unknown"),
        title=QT_TRANSLATE_NOOP("Problem", "The folder is no longer here"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It was deleted or renamed meanwhile.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("not-in-trash",),
        title=QT_TRANSLATE_NOOP("Problem", "It is not in the trash"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It was put back or deleted for good meanwhile.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("not-whole",),
        title=QT_TRANSLATE_NOOP("Problem", "Only the header of a message is here"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Fetch the whole message first, then copy it.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("several-accounts",),
        title=QT_TRANSLATE_NOOP("Problem", "These messages belong to more than one account"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Choose messages of one account at a time.",
        ),
    ),
    Sentence(
        family="usage",
        codes=("no-account", "account-unknown"),
        title=QT_TRANSLATE_NOOP("Problem", "The account is no longer here"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It was removed meanwhile.",
        ),
    ),
)

ARCHIVE = (
    Sentence(
        family="archive",
        title=QT_TRANSLATE_NOOP("Problem", "The file could not be read or written"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Your mail in Facteur does not change. The technical details say where it stopped.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="archive",
        codes=("backup-failed",),
        title=QT_TRANSLATE_NOOP("Problem", "The monthly backup could not be made"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "The disk of its folder may not be connected, or be full. Facteur tries again each"
            " hour; the folder can be changed on the page of the backup.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("missing",),
        title=QT_TRANSLATE_NOOP("Problem", "There is no such file or folder"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It was moved, renamed or deleted, or its disk is not connected.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="archive",
        codes=("denied",),
        title=QT_TRANSLATE_NOOP("Problem", "Facteur may not read or write there"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Choose another place, or change the permissions of this one.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="archive",
        codes=("read-only",),
        title=QT_TRANSLATE_NOOP("Problem", "Nothing can be written there"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "The folder or its disk is read-only. Choose another place.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("disk-full",),
        title=QT_TRANSLATE_NOOP("Problem", "There is not enough room on that disk"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Nothing half-written was left. Make room, or choose another place.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="archive",
        codes=("file-too-big",),
        title=QT_TRANSLATE_NOOP("Problem", "That disk does not take files so big"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Disks formatted as FAT32 stop at 4 GB. Choose another place.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("exists",),
        title=QT_TRANSLATE_NOOP("Problem", "There is something of that name already"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Nothing is overwritten. Choose another name.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("name-too-long",),
        title=QT_TRANSLATE_NOOP("Problem", "That name is too long for this disk"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Choose a shorter name, or another place.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("symbolic-link",),
        title=QT_TRANSLATE_NOOP("Problem", "The place named is only a link to another"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Facteur does not follow links there. Choose the file or folder itself.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("not-a-file",),
        title=QT_TRANSLATE_NOOP("Problem", "That is not a file that can be read"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Choose the file itself.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("changed",),
        title=QT_TRANSLATE_NOOP("Problem", "The file changed while it was being read"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Another program may be writing to it. Close it, then try again.",
        ),
        buttons=(RETRY,),
    ),
    Sentence(
        family="archive",
        codes=("unknown-kind",),
        title=QT_TRANSLATE_NOOP("Problem", "Facteur does not know this kind of file"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It reads mbox, Maildir, .eml and its own backups.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("not-backup",),
        title=QT_TRANSLATE_NOOP("Problem", "That is not a backup of Facteur"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Facteur opens only backups that it made itself.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("truncated",),
        title=QT_TRANSLATE_NOOP("Problem", "The end of this backup is missing"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It was not written or copied to its end. Take another copy, if there is one.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("damaged",),
        title=QT_TRANSLATE_NOOP("Problem", "This file is damaged"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It does not hold what was written to it. Take another copy, if there is one.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("newer",),
        title=QT_TRANSLATE_NOOP("Problem", "A newer Facteur made this backup"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "This version does not know its form. Restore it with the newer one.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("passphrase-needed",),
        title=QT_TRANSLATE_NOOP("Problem", "This backup is protected by a passphrase"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Without it nobody can read the backup.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("passphrase-wrong",),
        title=QT_TRANSLATE_NOOP("Problem", "That is not the passphrase of this backup"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "Check capitals and the layout of the keyboard.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("too-costly",),
        title=QT_TRANSLATE_NOOP("Problem", "Opening this backup would need too much memory"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "It was not made by Facteur, or it was changed.",
        ),
    ),
    Sentence(
        family="archive",
        codes=("differs",),
        title=QT_TRANSLATE_NOOP("Problem", "What was read back is not what was written"),
        meaning=QT_TRANSLATE_NOOP(
            "Problem",
            "The file was not kept. The disk may be failing: choose another one.",
        ),
        buttons=(RETRY,),
    ),
)
