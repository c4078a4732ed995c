"""How mail lies in files of others and in our backups; not where it goes (the engine decides that).

Layer: a line of its own above `imap | pop | message`. Of those it needs four pure modules only
(safe file names, dates, encoded words, modified UTF-7); a contract forbids the rest, and any I/O
but files. It imports neither store nor engine: those hand it `ArchivedMessage`s and take them.

Reading: `detect` says what a path is, `sources.folders` yields its folders, each folder its
messages or, in their place, an `Unreadable` that says where and why. A message is a handful of
facts and a way to open its octets, which come in chunks: nothing here holds a whole message, so
that a file of many GB and one message of 1.2 GB are read alike. Faults of what is read are data;
what makes going on senseless (no such file, disk full, wrong passphrase) is an `ArchiveError`.

The standard library's `mailbox` is not used: it keeps a table of every message, loads each whole,
splits at any line that begins with "From ", never undoes quoting, rewrites files under foreign
programs, and throws on flags it does not know. The tests use it as the other program.

mbox (RFC 4155, quoted as mboxrd). A separator is a "From " line after an empty line that either
bears a date or stands before a header field; without the empty line it needs both. Content-Length
is not believed: a hostile message could swallow those that follow it. One ">" is taken from each
line of ">...>From ". Exported messages come back octet for octet, whatever they hold: our own
header line `X-Facteur-Mbox` closes the lines that we add and keeps the size, the moment and whether
line ends were CRLF. Lines that a mail program put before the message (X-Mozilla-*, Status,
X-Gmail-Labels...) are read and taken away again; elsewhere in a header they are read and left.

Backup (`backup`): a ZIP, 64-bit where needed, that any unzip opens:
  README.txt               says what it is, for whoever finds it in ten years
  messages/ab/abcdef….eml  each message once, named by its SHA-256, as it is stored
  folders/0001.jsonl       one line a message: sha256, size_octets, flags, keywords, received_ms
  manifest.json            version, moment, and for each folder its levels and counts
What a backup holds is told by its manifest alone (`BackupReader.contents`): the engine lists it
(command ListBackup, reply `folders`), window and command line let people choose, and ImportMail
names the chosen folders by their levels, cleaned as `folders` yields them. The first level is the
address of the account; by it a folder finds its account again. The window never opens a backup
itself: it may come from an enemy, and unpacking and ciphers are the engine's.
It is written under another name, made durable, read back from the disk, then renamed; nothing is
ever overwritten. With a passphrase the ZIP lies inside an age file (`sealed`), which the `age`
program opens too: authenticated in pieces of 64 KiB, cuts are seen when it is opened. Writer and
reader need some 750 octets of memory for each message: what zipfile keeps of the directory.
A cut backup is named, not salvaged. `oldbackups` deletes those of the schedule that are too many,
each only as long as it is, by name, length and manifest, the file that was made.
"""
