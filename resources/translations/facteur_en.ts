<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>Activity</name>
    <message numerus="yes">
        <source>%n change(s) of marks</source>
        <comment>read, starred, …</comment>
        <translation>
            <numerusform>%n change of marks</numerusform>
            <numerusform>%n changes of marks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You are offline. You can read and mark messages: %n change(s) will leave as soon as the network is back.</source>
        <comment>waiting</comment>
        <translation>
            <numerusform>You are offline. You can read and mark messages: %n change will leave as soon as the network is back.</numerusform>
            <numerusform>You are offline. You can read and mark messages: %n changes will leave as soon as the network is back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlreadyBox</name>
    <message numerus="yes">
        <source>Copy them here</source>
        <comment>messages already there</comment>
        <translation>
            <numerusform>Copy it here</numerusform>
            <numerusform>Copy them here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What about the {count} message(s) already there?</source>
        <translation>
            <numerusform>What about the {count} message already there?</numerusform>
            <numerusform>What about the {count} messages already there?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <comment>number of files</comment>
        <translation>
            <numerusform>%n attachment</numerusform>
            <numerusform>%n attachments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more attachment(s)</source>
        <translation>
            <numerusform>Show %n more attachment</numerusform>
            <numerusform>Show %n more attachments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Consequences</name>
    <message numerus="yes">
        <source>At the pace of the last 30 days the server would be full in about {count} day(s).</source>
        <translation>
            <numerusform>At the pace of the last 30 days the server would be full in about {count} day.</numerusform>
            <numerusform>At the pace of the last 30 days the server would be full in about {count} days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s)</source>
        <translation>
            <numerusform>{count} message</numerusform>
            <numerusform>{count} messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EstimateBox</name>
    <message numerus="yes">
        <source>Your mailbox would be full before those {days} day(s) are over. Choose fewer days, or IMAP.</source>
        <translation>
            <numerusform>Your mailbox would be full before {days} day is over. Choose fewer days, or IMAP.</numerusform>
            <numerusform>Your mailbox would be full before those {days} days are over. Choose fewer days, or IMAP.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{days} day(s) of mail: about {size}</source>
        <translation>
            <numerusform>{days} day of mail: about {size}</numerusform>
            <numerusform>{days} days of mail: about {size}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message numerus="yes">
        <source>%n message(s) will be deleted on this computer, which may have the only copy. This cannot be undone.</source>
        <translation>
            <numerusform>%n message will be deleted on this computer, which may have the only copy. This cannot be undone.</numerusform>
            <numerusform>%n messages will be deleted on this computer, which may have the only copy. This cannot be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {count} message(s)</source>
        <translation>
            <numerusform>Delete {count} message</numerusform>
            <numerusform>Delete {count} messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {count} message(s) in {folder} for good?</source>
        <translation>
            <numerusform>Delete {count} message in {folder} for good?</numerusform>
            <numerusform>Delete {count} messages in {folder} for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {folder} and the {count} folder(s) inside it?</source>
        <translation>
            <numerusform>Delete {folder} and the {count} folder inside it?</numerusform>
            <numerusform>Delete {folder} and the {count} folders inside it?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Empty the trash ({count} message(s), {size})?</source>
        <translation>
            <numerusform>Empty the trash ({count} message, {size})?</numerusform>
            <numerusform>Empty the trash ({count} messages, {size})?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>leave for %n day(s)</source>
        <translation>
            <numerusform>leave for %n day</numerusform>
            <numerusform>leave for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) copied to {folder}</source>
        <translation>
            <numerusform>{count} message copied to {folder}</numerusform>
            <numerusform>{count} messages copied to {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) deleted for good</source>
        <translation>
            <numerusform>{count} message deleted for good</numerusform>
            <numerusform>{count} messages deleted for good</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) moved to the trash</source>
        <translation>
            <numerusform>{count} message moved to the trash</numerusform>
            <numerusform>{count} messages moved to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) moved to {folder}</source>
        <translation>
            <numerusform>{count} message moved to {folder}</numerusform>
            <numerusform>{count} messages moved to {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) put back where they were</source>
        <translation>
            <numerusform>{count} message put back where it was</numerusform>
            <numerusform>{count} messages put back where they were</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) will move to the trash.</source>
        <translation>
            <numerusform>{count} message will move to the trash.</numerusform>
            <numerusform>{count} messages will move to the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilingController</name>
    <message numerus="yes">
        <source>Copy {count} message(s) to</source>
        <translation>
            <numerusform>Copy {count} message to</numerusform>
            <numerusform>Copy {count} messages to</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move {count} message(s) to</source>
        <translation>
            <numerusform>Move {count} message to</numerusform>
            <numerusform>Move {count} messages to</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeaderCardView</name>
    <message numerus="yes">
        <source>and %n other(s)</source>
        <comment>recipients of a message</comment>
        <translation>
            <numerusform>and %n other</numerusform>
            <numerusform>and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message numerus="yes">
        <source>Rule: after %n day(s)</source>
        <translation>
            <numerusform>Rule: after %n day</numerusform>
            <numerusform>Rule: after %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LedgerDialog</name>
    <message numerus="yes">
        <source>{count} message(s)</source>
        <comment>of the ledger</comment>
        <translation>
            <numerusform>{count} message</numerusform>
            <numerusform>{count} messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) found</source>
        <comment>in the ledger</comment>
        <translation>
            <numerusform>{count} message found</numerusform>
            <numerusform>{count} messages found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessagesController</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <comment>in this folder</comment>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <comment>messages in this folder</comment>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessagesView</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <comment>came in above</comment>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeCentre</name>
    <message numerus="yes">
        <source>Backup of {count} message(s) made and checked</source>
        <translation>
            <numerusform>Backup of {count} message made and checked</numerusform>
            <numerusform>Backup of {count} messages made and checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n minute(s).</source>
        <translation>
            <numerusform>Next try in %n minute.</numerusform>
            <numerusform>Next try in %n minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) exported</source>
        <translation>
            <numerusform>{count} message exported</numerusform>
            <numerusform>{count} messages exported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) imported</source>
        <translation>
            <numerusform>{count} message imported</numerusform>
            <numerusform>{count} messages imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) left the server</source>
        <translation>
            <numerusform>{count} message left the server</numerusform>
            <numerusform>{count} messages left the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) were put back into the list</source>
        <translation>
            <numerusform>{count} message were put back into the list</numerusform>
            <numerusform>{count} messages were put back into the list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PracticePanel</name>
    <message numerus="yes">
        <source>The clock of this practice is %n day(s) ahead.</source>
        <translation>
            <numerusform>The clock of this practice is %n day ahead.</numerusform>
            <numerusform>The clock of this practice is %n days ahead.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReaderView</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <comment>selected in the list</comment>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not shown, for your privacy: %n image(s) that would come from the Internet.</source>
        <comment>images that a message would load</comment>
        <translation>
            <numerusform>Not shown, for your privacy: %n image that would come from the Internet.</numerusform>
            <numerusform>Not shown, for your privacy: %n images that would come from the Internet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message numerus="yes">
        <source>Delete {count} message(s)</source>
        <translation>
            <numerusform>Delete {count} message</numerusform>
            <numerusform>Delete {count} messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {count} message(s) from the server?</source>
        <translation>
            <numerusform>Delete {count} message from the server?</numerusform>
            <numerusform>Delete {count} messages from the server?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is far more than usual. Really delete {count} message(s)?</source>
        <translation>
            <numerusform>That is far more than usual. Really delete {count} message?</numerusform>
            <numerusform>That is far more than usual. Really delete {count} messages?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{account}: {count} message(s) can leave the server. Nothing is deleted before you agree.</source>
        <translation>
            <numerusform>{account}: {count} message can leave the server. Nothing is deleted before you agree.</numerusform>
            <numerusform>{account}: {count} messages can leave the server. Nothing is deleted before you agree.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{account}: {count} message(s), far more than usual, would leave the server. Facteur deletes none of them before you agree.</source>
        <translation>
            <numerusform>{account}: {count} message, far more than usual, would leave the server. Facteur deletes none of them before you agree.</numerusform>
            <numerusform>{account}: {count} messages, far more than usual, would leave the server. Facteur deletes none of them before you agree.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) are not checked yet: they will stay on the server</source>
        <translation>
            <numerusform>{count} message is not checked yet: it will stay on the server</numerusform>
            <numerusform>{count} messages are not checked yet: they will stay on the server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemoveQuestion</name>
    <message numerus="yes">
        <source>%n change(s) of yours have not reached the server and would be lost.</source>
        <comment>marks set offline</comment>
        <translation>
            <numerusform>%n change of yours has not reached the server and would be lost.</numerusform>
            <numerusform>%n changes of yours have not reached the server and would be lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>I understand that {count} message(s) may be lost for good</source>
        <translation>
            <numerusform>I understand that {count} message may be lost for good</numerusform>
            <numerusform>I understand that {count} messages may be lost for good</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its {count} message(s) are on no server. They are erased here, with its folders.</source>
        <translation>
            <numerusform>Its {count} message is on no server. It is erased here, with its folders.</numerusform>
            <numerusform>Its {count} messages are on no server. They are erased here, with its folders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer may have the only copy of {count} message(s) of this account. They are erased here, with its folders and the remembered password.</source>
        <translation>
            <numerusform>This computer may have the only copy of {count} message of this account. It is erased here, with its folders and the remembered password.</numerusform>
            <numerusform>This computer may have the only copy of {count} messages of this account. They are erased here, with its folders and the remembered password.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestoreQuestion</name>
    <message numerus="yes">
        <source>{count} message(s) in the chosen folders ({size})</source>
        <translation>
            <numerusform>{count} message in the chosen folders ({size})</numerusform>
            <numerusform>{count} messages in the chosen folders ({size})</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesForm</name>
    <message numerus="yes">
        <source>day(s)</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>day</numerusform>
            <numerusform>days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message numerus="yes">
        <source>month(s)</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>month</numerusform>
            <numerusform>months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>second(s)</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>second</numerusform>
            <numerusform>seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message numerus="yes">
        <source>The server’s copy is deleted %n day(s) after its arrival here.</source>
        <translation>
            <numerusform>The server’s copy is deleted %n day after its arrival here.</numerusform>
            <numerusform>The server’s copy is deleted %n days after its arrival here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer may have the only copy of {count} message(s): back up first.</source>
        <translation>
            <numerusform>This computer may have the only copy of {count} message: back up first.</numerusform>
            <numerusform>This computer may have the only copy of {count} messages: back up first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n hour(s)</source>
        <translation>
            <numerusform>every %n hour</numerusform>
            <numerusform>every %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n minute(s)</source>
        <translation>
            <numerusform>every %n minute</numerusform>
            <numerusform>every %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <comment>in a folder</comment>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <comment>messages</comment>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread in the folders below</source>
        <comment>messages</comment>
        <translation>
            <numerusform>%n unread in the folders below</numerusform>
            <numerusform>%n unread in the folders below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message numerus="yes">
        <source>Backup verified: {count} message(s) re-read, no difference</source>
        <translation>
            <numerusform>Backup verified: {count} message re-read, no difference</numerusform>
            <numerusform>Backup verified: {count} messages re-read, no difference</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last backup %n day(s) ago</source>
        <translation>
            <numerusform>Last backup %n day ago</numerusform>
            <numerusform>Last backup %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) already there were skipped</source>
        <translation>
            <numerusform>{count} message already there was skipped</numerusform>
            <numerusform>{count} messages already there were skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) are not in it: they are listed below</source>
        <translation>
            <numerusform>{count} message is not in it: it is listed below</numerusform>
            <numerusform>{count} messages are not in it: they are listed below</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) could not be read: they are listed below</source>
        <translation>
            <numerusform>{count} message could not be read: it is listed below</numerusform>
            <numerusform>{count} messages could not be read: they are listed below</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) exported ({size})</source>
        <translation>
            <numerusform>{count} message exported ({size})</numerusform>
            <numerusform>{count} messages exported ({size})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) imported ({size})</source>
        <translation>
            <numerusform>{count} message imported ({size})</numerusform>
            <numerusform>{count} messages imported ({size})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and {count} more</source>
        <translation>
            <numerusform>… and {count} more</numerusform>
            <numerusform>… and {count} more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferController</name>
    <message numerus="yes">
        <source>{count} message(s) in {folder}</source>
        <translation>
            <numerusform>{count} message in {folder}</numerusform>
            <numerusform>{count} messages in {folder}</numerusform>
        </translation>
    </message>
</context>
</TS>
