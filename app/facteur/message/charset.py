"""Character sets: names, aliases, fallbacks, detection within limits.

Only codecs of a fixed list are ever used: Python also registers codecs that are no character
sets (idna is quadratic, unicode_escape and hex mean something else).
"""

import re
from functools import lru_cache

import chardet

from facteur.message.visible import without_surrogates

# Bytes the detector sees: chardet reads about 1 MB/s, and 4 KiB settle it.
_DETECT_OCTETS = 4096
_MIN_CONFIDENCE = 0.5

_CODECS = frozenset(
    """ascii big5 big5hkscs cp037 cp424 cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp857
    cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp932 cp949 cp950 cp1125 cp1140
    cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 euc_jp euc_jis_2004
    euc_jisx0213 euc_kr gb18030 gb2312 gbk hz iso2022_jp iso2022_jp_1 iso2022_jp_2
    iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr iso8859_1 iso8859_2 iso8859_3
    iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_11
    iso8859_13 iso8859_14 iso8859_15 iso8859_16 johab koi8_r koi8_t koi8_u kz1048 mac_cyrillic
    mac_greek mac_iceland mac_latin2 mac_roman mac_turkish ptcp154 shift_jis shift_jis_2004
    shift_jisx0213 tis_620 utf_16 utf_16_be utf_16_le utf_32 utf_32_be utf_32_le utf_7
    utf_8 utf_8_sig""".split()
)
# What senders write → what they mean. Supersets stand for the sets they contain, as browsers do.
_ALIASES = {
    "": "ascii", "usascii": "ascii", "ascii": "ascii", "ansix341968": "ascii", "646": "ascii",
    "ascii7bit": "ascii", "7bit": "ascii", "8bit": "ascii", "unknown8bit": "ascii",
    "xunknown": "ascii", "unknown": "ascii", "default": "ascii", "iso646us": "ascii",
    "utf8": "utf_8", "unicode11utf8": "utf_8", "utf8mb4": "utf_8", "xutf8": "utf_8",
    "unicode11utf7": "utf_7", "utf7": "utf_7", "unicode": "utf_16", "ucs2": "utf_16",
    "utf16": "utf_16", "utf16le": "utf_16_le", "utf16be": "utf_16_be", "utf32": "utf_32",
    "iso88591": "cp1252", "latin1": "cp1252", "l1": "cp1252", "iso885911": "cp874",
    "iso8859": "cp1252", "88591": "cp1252", "cp819": "cp1252", "ansi": "cp1252",
    "xansi": "cp1252", "xuserdefined": "cp1252", "iso88599": "cp1254", "latin5": "cp1254",
    "iso8859i": "cp1255", "iso88598i": "iso8859_8", "iso88598e": "iso8859_8",
    "iso88596i": "iso8859_6", "iso88596e": "iso8859_6", "logical": "iso8859_8",
    "windows874": "cp874", "tis620": "cp874", "dos874": "cp874", "windows31j": "cp932",
    "shiftjis": "cp932", "xsjis": "cp932", "sjis": "cp932", "mskanji": "cp932",
    "xeucjp": "euc_jp", "eucjp": "euc_jp", "eucjpms": "euc_jp", "iso2022jp": "iso2022_jp_ext",
    "csiso2022jp": "iso2022_jp_ext", "cp50220": "iso2022_jp_ext", "cp50221": "iso2022_jp_ext",
    "gb2312": "gb18030", "gbk": "gb18030", "xgbk": "gb18030", "gb231280": "gb18030",
    "cngb": "gb18030", "cp936": "gb18030", "windows936": "gb18030", "chinese": "gb18030",
    "csgb2312": "gb18030", "euccn": "gb18030", "hzgb2312": "hz", "big5": "cp950",
    "xbig5": "cp950", "cnbig5": "cp950", "big5hkscs": "big5hkscs", "euckr": "cp949",
    "ksc56011987": "cp949", "ksc5601": "cp949", "ksc56011989": "cp949", "korean": "cp949",
    "xwindows949": "cp949", "windows949": "cp949", "uhc": "cp949", "ksx1001": "cp949",
    "macintosh": "mac_roman", "mac": "mac_roman", "xmacroman": "mac_roman",
    "xmaccyrillic": "mac_cyrillic", "xmacce": "mac_latin2", "xmacgreek": "mac_greek",
    "xmacturkish": "mac_turkish", "koi8": "koi8_r", "xkoi8r": "koi8_r", "koi8ru": "koi8_u",
    "cskoi8r": "koi8_r", "xviet": "cp1258", "viscii": "cp1258", "ibm850": "cp850",
}  # fmt: skip
_SEPARATORS = re.compile(r"[^a-z0-9]")
_NUMBERED = re.compile(r"(?:x|cs)?(iso8859|windows|cp|ibm|dos|koi8|win)(\d{1,4}|[rtu])\Z")
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\([BIJ])")
_EIGHT_BIT_LINE = re.compile(rb"[^\n]{0,200}[\x80-\xff][^\n]{0,200}")


@lru_cache(maxsize=512)
def codec_name(charset: str) -> str | None:
    """Return the Python codec for a charset name as senders write it, None when unknown."""
    plain = _SEPARATORS.sub("", charset.lower())[:40]
    known = _ALIASES.get(plain)
    if known is not None:
        return known
    numbered = _NUMBERED.match(plain)
    if numbered:
        family, number = numbered.groups()
        guess = {"iso8859": "iso8859_", "koi8": "koi8_"}.get(family, "cp") + number
        return guess if guess in _CODECS else None
    spelled = charset.strip().lower().replace("-", "_")
    return spelled if spelled in _CODECS else None


def decode(data: bytes, charset: str, *, html: bool = False) -> tuple[str, str]:
    """Return the text and the code of a defect, "" when the declared charset was right.

    html: UTF-7 is refused, for it hides markup from everything that looks at the bytes.
    Never raises; what cannot be read becomes U+FFFD.
    """
    codec = codec_name(charset)
    if html and codec == "utf_7":
        return decode_unlabelled(data), "charset-utf7-in-html"
    bom = _by_bom(data)
    if bom is not None:
        return bom, ""
    if codec is None or codec == "ascii":
        missing = "charset-unknown" if codec is None else "charset-missing"
        return decode_unlabelled(data), "" if data.isascii() else missing
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError):
        return _repair(data, codec), "charset-wrong"
    # UTF-7 is the one codec that lets half a surrogate pair through.
    return (without_surrogates(text) if codec == "utf_7" else text), ""


def decode_unlabelled(data: bytes) -> str:
    """Return text of bytes whose charset nobody named: UTF-8 when it is, else a guess."""
    if data.isascii() and b"\x1b" not in data:
        return data.decode("ascii")
    if _ESCAPES.search(data):
        try:
            return data.decode("iso2022_jp_ext")
        except UnicodeError:
            pass
    try:
        return data.decode("utf-8")
    except UnicodeError:
        return data.decode(_detect(data), "replace")


def _by_bom(data: bytes) -> str | None:
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and len(data) > 3:  # noqa: PLR2004 (a BOM and a character)
        return data.decode("utf-16", "replace")
    return None


def _repair(data: bytes, codec: str) -> str:
    """Return the best reading of data that is not what it says it is."""
    if codec != "utf_8":
        try:
            if not data.isascii():
                return data.decode("utf-8")
        except UnicodeError:
            pass
        return data.decode(codec, "replace")
    text = data.decode("utf-8", "replace")
    # A truncated or once-damaged UTF-8 text stays UTF-8; a text that never was one does not.
    if text.count("\ufffd") * 10 <= sum(byte > 0x7F for byte in data[:_DETECT_OCTETS]):  # noqa: PLR2004 (octets above ASCII)
        return text
    return data.decode(_detect(data), "replace")


def _detect(data: bytes) -> str:
    """Return a codec for 8-bit data that is not UTF-8; Windows-1252 when nothing is sure."""
    sample = b"\n".join(
        found.group() for found, _ in zip(_EIGHT_BIT_LINE.finditer(data), range(40), strict=False)
    )[:_DETECT_OCTETS]
    guess = chardet.detect(sample)
    name = guess["encoding"]
    if not name or guess["confidence"] < _MIN_CONFIDENCE:
        return "cp1252"
    codec = codec_name(name)
    return "cp1252" if codec in {None, "ascii", "utf_7", "utf_8"} else str(codec)
