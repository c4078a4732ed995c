"""Safe names for attachments: what a sender calls a file never leaves the folder chosen for it."""

import re
import unicodedata

from facteur.message import visible

# Most file systems allow 255 octets; room is left for " (12)" and ".part".
MAX_OCTETS = 200
_MAX_EXTENSION = 20
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\Z", re.IGNORECASE
)
_EXTENSIONS = {
    "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/vcard": ".vcf",
    "text/x-vcard": ".vcf", "text/csv": ".csv", "text/rtf": ".rtf", "text/xml": ".xml",
    "message/rfc822": ".eml", "message/global": ".eml", "application/pdf": ".pdf",
    "application/zip": ".zip", "application/json": ".json", "application/xml": ".xml",
    "application/ms-tnef": ".dat", "application/pgp-signature": ".asc",
    "application/pgp-keys": ".asc", "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s", "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m", "application/rtf": ".rtf", "application/gzip": ".gz",
    "application/msword": ".doc", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif",
    "image/webp": ".webp", "image/svg+xml": ".svg", "image/bmp": ".bmp", "image/tiff": ".tiff",
    "audio/mpeg": ".mp3", "audio/ogg": ".ogg", "audio/wav": ".wav", "video/mp4": ".mp4",
    "video/mpeg": ".mpeg", "message/delivery-status": ".txt", "text/rfc822-headers": ".txt",
}  # fmt: skip


def safe_name(name: str, content_type: str = "") -> str:
    """Return a name fit for every file system: one component, never empty, extension kept.

    Nothing is numbered here: who saves two files of one name numbers them.
    """
    plain = visible.one_line(unicodedata.normalize("NFC", name[:4096]))
    plain = re.split(r"[/\\]", plain)[-1] if re.search(r"[^/\\][/\\][^/\\]", plain) else plain
    plain = _FORBIDDEN.sub("_", plain).strip(" .\u3000")
    plain = plain.lstrip("~-") if plain.startswith(("~", "-")) else plain
    if not plain or not plain.strip("_ ."):
        return "attachment" + _EXTENSIONS.get(content_type, "")
    stem = plain.split(".", 1)[0].rstrip()
    if _RESERVED.match(stem):
        plain = "_" + plain
    return _shortened(plain)


def default_name(content_type: str, section: str) -> str:
    """Return a name for an attachment whose sender gave none."""
    kind = content_type.partition("/")[0]
    word = {"image": "image", "message": "message", "text": "text"}.get(kind, "attachment")
    return f"{word}-{section or '1'}{_EXTENSIONS.get(content_type, '')}"


def _shortened(name: str) -> str:
    if len(name.encode()) <= MAX_OCTETS:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > _MAX_EXTENSION:
        stem, extension = name, ""
    room = MAX_OCTETS - len((dot + extension).encode() if extension else b"")
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .")
    return f"{stem}.{extension}" if extension else stem
