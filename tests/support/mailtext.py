"""Writes realistic messages from a seed: people, subjects in several charsets, threads, parts.

The bytes have LF line ends. Not here: where they are put (`maildir`).
"""

import base64
import email.utils
import random
from email.header import Header

FIRST = "Claire Paul Inès Jürgen Søren Zoë Łukasz Ana 健太 Ольга Thomas Fatima Noé Maria Dmitri Amélie".split()
LAST = "Martin Nguyen Benali Müller Sørensen Čapek Kowalski García 田中 Иванова Lefèvre Haddad Dubois".split()
HOSTS = ("example.org", "exemple.fr", "beispiel.example", "mail.example.net", "lists.example.com")
WORDS = (
    "devis toiture réunion facture invoice meeting report photo holiday été billet train garden update"
    " release patch question answer Übersicht Straße contrat école vélo budget minutes agenda plan"
).split()
JAPANESE = "会議の資料を送ります"
RUSSIAN = "Отчёт о встрече"
CHARSETS = ("utf-8", "iso-8859-1", "iso-8859-15", "windows-1252")
SENTENCE = "The quick brown fox jumps over the lazy dog while the postman rings twice. "
FILES = (
    ("plan.pdf", "application/pdf"),
    ("photo.jpg", "image/jpeg"),
    ("été.docx", "application/octet-stream"),
)


class Writer:
    """One mailbox's worth of messages; threads refer back to what was written before."""

    def __init__(self, chance: random.Random, *, rich: bool) -> None:
        self._chance = chance
        self._rich = rich
        self._people = [self._person(number) for number in range(400)]
        self._subjects = [self._subject() for _ in range(600)]
        self._threads: list[tuple[str, bytes, str]] = []  # Message-ID, subject, References
        self._noise = base64.encodebytes(chance.randbytes(1 << 20))
        self._text = "".join(self._paragraph() for _ in range(400)).encode()

    def message(self, position: int, date_s: int) -> bytes:
        """Return the next message; position makes its Message-ID unique."""
        chance = self._chance
        message_id = f"<{position}.{chance.getrandbits(40):x}@{HOSTS[position % len(HOSTS)]}>"
        thread = chance.choice(self._threads) if self._threads and chance.random() < 0.45 else None
        subject = chance.choice(self._subjects)
        references = ""
        if thread is not None:
            subject = thread[1] if thread[1].startswith(b"Re: ") else b"Re: " + thread[1]
            references = f"{thread[2]} {thread[0]}".strip()
        self._remember(message_id, subject, references)
        head = [
            b"From: " + chance.choice(self._people),
            b"To: " + self._people[0],
            b"Subject: " + subject,
            b"Date: " + email.utils.formatdate(date_s).encode(),
            b"Message-ID: " + message_id.encode(),
        ]
        if references:
            parent = references.rsplit(" ", 1)[-1]
            head += [
                f"In-Reply-To: {parent}".encode(),
                b"References: " + references.replace(" ", "\n ").encode(),
            ]
        if not self._rich:
            return b"\n".join((*head, b"", b"Message %d." % position, b""))
        if chance.random() < 0.3:
            head.append(b"Cc: " + b",\n ".join(chance.sample(self._people, chance.randint(1, 6))))
        return b"\n".join((*head, b"MIME-Version: 1.0", self._body(position)))

    def _remember(self, message_id: str, subject: bytes, references: str) -> None:
        references = " ".join(references.split()[-8:])
        entry = (message_id, subject, references)
        if len(self._threads) < 200:
            self._threads.append(entry)
        else:
            self._threads[self._chance.randrange(200)] = entry

    def _person(self, number: int) -> bytes:
        name = f"{self._chance.choice(FIRST)} {self._chance.choice(LAST)}"
        address = f"person{number}@{self._chance.choice(HOSTS)}"
        return f"{_encoded(name, 'utf-8')} <{address}>".encode()

    def _subject(self) -> bytes:
        chance = self._chance
        dice = chance.random()
        if dice < 0.05:
            return _encoded(JAPANESE, chance.choice(("iso-2022-jp", "utf-8", "shift_jis"))).encode()
        if dice < 0.1:
            return _encoded(RUSSIAN, chance.choice(("koi8-r", "utf-8", "windows-1251"))).encode()
        words = " ".join(chance.choices(WORDS, k=chance.randint(2, 9))).capitalize()
        return _encoded(words, chance.choice(CHARSETS)).encode()

    def _paragraph(self) -> str:
        return (
            "".join(self._chance.choices((SENTENCE, *(f"{word} " for word in WORDS)), k=12))
            + "\n\n"
        )

    def _body(self, position: int) -> bytes:
        """Return the rest from Content-Type on: text, alternatives, or those with files."""
        chance = self._chance
        shown = self._alternative(position) if chance.random() < 0.6 else _plain(self._words(2500))
        if chance.random() >= 0.15:
            return shown
        edge = f"mix-{position:x}".encode()
        name, media_type = chance.choice(FILES)
        size = min(int(chance.lognormvariate(11.5, 1.3)), 1_700_000)
        begin = chance.randrange(64) * 77
        data = (self._noise * (1 + (begin + size) // len(self._noise)))[
            begin : begin + size // 77 * 77
        ]
        file = (
            f"Content-Type: {media_type}\nContent-Transfer-Encoding: base64\n"
            f"Content-Disposition: attachment; {_filename(name)}\n\n"
        ).encode()
        return _multipart(b"mixed", edge, (shown, file + data))

    def _alternative(self, position: int) -> bytes:
        words = self._words(3000)
        rows = b"".join(
            b'<p style=3D"margin:0 0 12px">%s</p>\n' % line for line in words.split(b"\n\n")
        )
        html = (
            b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
            b"<html><head><style>p { color: #222 }</style></head><body>\n%s"
            b'<img src=3D"https://tracker.example/%d.gif" width=3D1>\n</body></html>\n'
            % (_quoted(rows), position)
        )
        return _multipart(b"alternative", f"alt-{position:x}".encode(), (_plain(words), html))

    def _words(self, median: int) -> bytes:
        size = min(int(self._chance.lognormvariate(0, 0.8) * median), len(self._text) // 2)
        begin = self._chance.randrange(len(self._text) // 2)
        return self._text[begin : begin + size].decode("utf-8", "ignore").encode()


def _encoded(text: str, charset: str) -> str:
    """Return a header value, RFC 2047 where it must be, in a charset that can hold it."""
    if text.isascii():
        return text
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        charset = "utf-8"
    return Header(text, charset, maxlinelen=200).encode()


def _filename(name: str) -> str:
    return (
        f'filename="{name}"'
        if name.isascii()
        else f"filename*={email.utils.encode_rfc2231(name, 'utf-8')}"
    )


def _plain(words: bytes) -> bytes:
    return (
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        + words
        + b"\n"
    )


def _quoted(text: bytes) -> bytes:
    """Return text whose long lines are broken as quoted-printable does; "=" is escaped already."""
    lines = []
    for line in text.split(b"\n"):
        pieces = [line[at : at + 70] for at in range(0, len(line), 70)] or [b""]
        lines.append(b"=\n".join(pieces))
    return b"\n".join(lines)


def _multipart(kind: bytes, edge: bytes, parts: tuple[bytes, ...]) -> bytes:
    inner = b"".join(b"--%s\n%s\n" % (edge, part) for part in parts)
    return b'Content-Type: multipart/%s; boundary="%s"\n\n%s--%s--\n' % (kind, edge, inner, edge)
