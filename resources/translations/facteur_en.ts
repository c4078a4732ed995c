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
        <source>%n remote image(s), from the Internet, blocked to protect your privacy.</source>
        <comment>images that a message would load</comment>
        <translation>
            <numerusform>%n remote image, from the Internet, blocked to protect your privacy.</numerusform>
            <numerusform>%n remote images, from the Internet, blocked to protect your privacy.</numerusform>
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
</TS>
