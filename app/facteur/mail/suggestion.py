"""What domain was probably meant: slips of the finger in the names of large providers."""

_COMMON = tuple(
    (
        "gmail.com outlook.com hotmail.com yahoo.com icloud.com orange.fr free.fr hotmail.fr"
        " wanadoo.fr yahoo.fr laposte.net outlook.fr live.fr live.com sfr.fr gmx.fr bbox.fr"
        " neuf.fr club-internet.fr proton.me protonmail.com googlemail.com gmx.de web.de"
        " t-online.de gmx.net freenet.de gmx.com gmx.at gmx.ch posteo.de mailbox.org hotmail.de"
        " yahoo.de outlook.de live.de hotmail.co.uk yahoo.co.uk live.co.uk btinternet.com aol.com"
        " msn.com rocketmail.com mail.com fastmail.com comcast.net verizon.net att.net"
        " sbcglobal.net hotmail.it yahoo.it libero.it virgilio.it tiscali.it alice.it tim.it"
        " hotmail.es yahoo.es bluewin.ch telenet.be skynet.be proximus.be hotmail.be kpnmail.nl"
        " ziggo.nl planet.nl seznam.cz onet.pl yandex.ru yandex.com mail.ru zoho.com naver.com"
    ).split()
)
# They have addresses under one ending alone.
_ONE_ENDING = {"gmail": "gmail.com", "icloud": "icloud.com", "laposte": "laposte.net"}
_ENDINGS = {
    **dict.fromkeys(
        ("cm", "co", "com.com", "comm", "con", "cpm", "cmo", "om", "vom", "xom"), "com"
    ),
    **dict.fromkeys(("fe", "ffr", "frr", "ft", "rf"), "fr"),
    **dict.fromkeys(("nte", "nett", "met", "ner"), "net"),
    **dict.fromkeys(("ed", "dee"), "de"),
}
# Providers whose real names look like slips.
_REAL = frozenset({"email.com", "mailo.com", "ymail.com"})
_SHORTEST = 4  # letters of a name that can be told from another name


def suggested_domain(domain: str) -> str:
    """Return the domain that was probably meant, "" when this one looks right.

    A suggestion, never more: the domain may well exist.
    """
    typed = domain.strip().rstrip(".").lower()
    if typed in _COMMON or typed in _REAL:
        return ""
    name, _, ending = typed.partition(".")
    wanted = _ENDINGS.get(ending, ending)
    for common in _COMMON:
        label, _, its_ending = common.partition(".")
        if its_ending == wanted and (label == name or _is_slip(name, label)):
            return common
    return _ONE_ENDING.get(name, "")


def _is_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, too many or wrong, or two neighbours changed places."""
    if len(meant) < _SHORTEST or abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    left, right = typed[start:], meant[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    other = left[1:] == right[1:] and len(meant) > _SHORTEST  # "love" is not meant for "live"
    return swapped or left[1:] == right or left == right[1:] or other
