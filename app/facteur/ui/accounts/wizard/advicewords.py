"""The advice in words: the sentence after the three questions, and the reason on a card."""

from PySide6.QtCore import QCoreApplication

from facteur.ui.accounts.wizard.advice import Advice


def advice_title(advice: Advice) -> str:
    """Return what is advised, in one short sentence."""
    match advice:
        case Advice.POP:
            return QCoreApplication.translate("Advice", "We suggest POP.")
        case Advice.IMAP_TIDY:
            return QCoreApplication.translate("Advice", "We suggest IMAP with a regular tidy-up.")
        case Advice.IMAP_MILD:
            return QCoreApplication.translate("Advice", "Both will do.")
        case Advice.IMAP_DEVICES | Advice.IMAP_WEBMAIL:
            return QCoreApplication.translate("Advice", "We suggest IMAP.")


def advice_reason(advice: Advice) -> str:
    """Return why."""
    match advice:
        case Advice.IMAP_DEVICES:
            return QCoreApplication.translate(
                "Advice",
                "You read on several devices: with POP they would not all show the same mail. "
                "Just watch the server space: Facteur warns you at 80%.",
            )
        case Advice.IMAP_WEBMAIL:
            return QCoreApplication.translate("Advice", "Webmail needs to go on seeing your mail.")
        case Advice.IMAP_TIDY:
            return QCoreApplication.translate(
                "Advice",
                "Your mail stays the same everywhere. As the mailbox is small, delete from time to "
                "time, on your provider’s site, what you no longer need: that keeps room for new "
                "mail.",
            )
        case Advice.POP:
            return QCoreApplication.translate(
                "Advice",
                "One computer and little server space: that is what it is for. "
                "Facteur will help you back up.",
            )
        case Advice.IMAP_MILD:
            return QCoreApplication.translate(
                "Advice",
                "We lean to IMAP: if this computer fails, your mail is still on the server.",
            )


def card_reason(advice: Advice) -> str:
    """Return the reason as it stands below the pill "Recommended for you"."""
    match advice:
        case Advice.IMAP_DEVICES:
            return QCoreApplication.translate("Advice", "because you read on several devices")
        case Advice.IMAP_WEBMAIL:
            return QCoreApplication.translate("Advice", "because you use webmail")
        case Advice.IMAP_TIDY:
            return QCoreApplication.translate(
                "Advice", "because you read your mail in several places"
            )
        case Advice.POP:
            return QCoreApplication.translate(
                "Advice", "because you have one computer and a small mailbox"
            )
        case Advice.IMAP_MILD:
            return QCoreApplication.translate(
                "Advice", "because your mail survives if this computer fails"
            )
