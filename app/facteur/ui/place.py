"""What kind of place a folder is: it decides what deleting means, and what else can be done."""

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from facteur.mail.account import Account, Protocol
from facteur.mail.mailbox import Mailbox, SpecialUse


class Place(Enum):
    """Where the messages of a folder lie."""

    SERVER = "server"  # deleting marks them there
    LOCAL = "local"  # on this computer alone: deleting puts them into the trash
    TRASH = "trash"  # the trash of this computer: deleting is for good


class Folder(NamedTuple):
    """What the sidebar stands on, as far as actions depend on it.

    local: an account whose folders are on this computer, or one of them. own: a folder that the
    user made there. trash_count: messages in the trash of the account.
    """

    local: bool = False
    own: bool = False
    trash_count: int = 0


def is_local(account: Account) -> bool:
    """Whether the folders of an account are on this computer alone."""
    return account.settings.protocol.keeps_here


def account_title(account: Account) -> str:
    """Return what an account is called: its address, and in words what has none."""
    if account.settings.protocol is Protocol.LOCAL:
        return QCoreApplication.translate("Place", "On this computer")
    return account.settings.address


def place_of(mailbox: Mailbox, *, local: bool) -> Place:
    """Return what kind of place a mailbox of an account with local folders, or not, is."""
    if not local:
        return Place.SERVER
    return Place.TRASH if mailbox.special_use is SpecialUse.TRASH else Place.LOCAL
