"""What is advised after the three questions, and why. Pure; the words are `advicewords`."""

from enum import Enum

from facteur.mail.account import Protocol
from facteur.ui.accounts.wizard.state import Answer, WizardState


class Advice(Enum):
    """A protocol with its reason."""

    IMAP_DEVICES = "imap-devices"
    IMAP_WEBMAIL = "imap-webmail"
    IMAP_TIDY = "imap-tidy"  # with a regular move of old mail to this computer
    POP = "pop"
    IMAP_MILD = "imap-mild"  # both will do

    @property
    def protocol(self) -> Protocol:
        """What is advised."""
        return Protocol.POP if self is Advice.POP else Protocol.IMAP


def advice(devices: Answer, webmail: Answer, small: Answer) -> Advice:
    """Return what three answers come to.

    "Not sure" counts as yes for devices and webmail and as no for a small mailbox: the side that
    can be changed later wins.
    """
    several = devices is not Answer.NO
    in_browser = webmail is not Answer.NO
    if small is Answer.YES:
        return Advice.IMAP_TIDY if several or in_browser else Advice.POP
    if several:
        return Advice.IMAP_DEVICES
    return Advice.IMAP_WEBMAIL if in_browser else Advice.IMAP_MILD


def advised(state: WizardState) -> Advice | None:
    """Return the advice for the answers given, None while one is missing."""
    if state.devices is None or state.webmail is None or state.small is None:
        return None
    return advice(state.devices, state.webmail, state.small)
