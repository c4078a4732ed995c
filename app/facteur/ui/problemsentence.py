"""The shape of a row of the tables of problems, and what several rows share."""

from dataclasses import dataclass

from facteur.ui.mark import QT_TRANSLATE_NOOP
from facteur.ui.notice import Remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is said of the problems of one family with these codes; all texts in English.

    also: a second family that these codes come in, or "".
    """

    family: str
    also: str = ""
    codes: tuple[str, ...] = ()
    title: str
    meaning: str
    buttons: tuple[tuple[str, Remedy], ...] = ()


RETRY = (QT_TRANSLATE_NOOP("Problem", "Try again"), Remedy.RETRY)
FIX_HOST = (QT_TRANSLATE_NOOP("Problem", "Fix the name"), Remedy.FIX_HOST)
FIX_PORT = (QT_TRANSLATE_NOOP("Problem", "Change the port"), Remedy.FIX_PORT)
FIX_SECURITY = (QT_TRANSLATE_NOOP("Problem", "Change the security"), Remedy.FIX_SECURITY)
SEE = (QT_TRANSLATE_NOOP("Problem", "See the certificate"), Remedy.SEE_CERTIFICATE)
RETRY_REFUSED = (QT_TRANSLATE_NOOP("Problem", "Try these again"), Remedy.RETRY_REFUSED)
SKIP_REFUSED = (QT_TRANSLATE_NOOP("Problem", "Leave them on the server"), Remedy.SKIP_REFUSED)
USE_IMAP = (QT_TRANSLATE_NOOP("Problem", "Switch to IMAP"), Remedy.USE_IMAP)
LATER = (QT_TRANSLATE_NOOP("Problem", "Later"), Remedy.LATER)
NOT_SENT = QT_TRANSLATE_NOOP("Problem", "Facteur did not send your password.")
