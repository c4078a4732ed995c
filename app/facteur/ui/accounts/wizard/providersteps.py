"""What has to be done at a provider first: codes of resources/providers.toml in plain sentences."""

from PySide6.QtCore import QCoreApplication

from facteur.mail.account import Protocol
from facteur.ui.foreign import shown_name

_ORDER = (
    "bridge",
    "paid",
    "paid-pop",
    "enable-imap",
    "enable-pop",
    "enable-smtp",
    "main-address",
    "app-password",
    "authorisation-code",
    "separate-password",
)


def step_sentences(
    steps: list[str], provider: str, protocols: frozenset[Protocol]
) -> tuple[str, ...]:
    """Return one sentence a step, in the order they are done; unknown codes say nothing.

    provider: its name for people. protocols: those that can be chosen; what concerns another one
    is left out.
    """
    wanted = set(steps)
    if Protocol.IMAP not in protocols:
        wanted -= {"enable-imap"}
    if Protocol.POP not in protocols:
        wanted -= {"enable-pop", "paid-pop"}
    if {"enable-imap", "enable-pop"} <= wanted:
        wanted -= {"enable-pop"}
        both = True
    else:
        both = False
    name = shown_name(provider)
    found = (_sentence(step, both=both) for step in _ORDER if step in wanted)
    return tuple(sentence.format(provider=name) for sentence in found)


def _sentence(step: str, *, both: bool) -> str:  # noqa: C901, PLR0911 - one a code
    match step:
        case "bridge":
            return QCoreApplication.translate(
                "ProviderSteps",
                "Install {provider}’s own program “Bridge” on this computer and start it; it "
                "gives you the password to use here.",
            )
        case "paid":
            return QCoreApplication.translate(
                "ProviderSteps", "{provider} lets mail programs in for paying customers only."
            )
        case "paid-pop":
            return QCoreApplication.translate(
                "ProviderSteps", "{provider} offers POP to paying customers only."
            )
        case "enable-imap" if both:
            return QCoreApplication.translate(
                "ProviderSteps",
                "Switch IMAP or POP on in the settings of {provider}’s site, if they are off.",
            )
        case "enable-imap":
            return QCoreApplication.translate(
                "ProviderSteps",
                "Switch IMAP on in the settings of {provider}’s site, if it is off.",
            )
        case "enable-pop":
            return QCoreApplication.translate(
                "ProviderSteps",
                "For POP, switch it on in the settings of {provider}’s site, if it is off.",
            )
        case "enable-smtp":
            return QCoreApplication.translate(
                "ProviderSteps",
                "To send, switch on sending from programs (SMTP) in the settings of "
                "{provider}’s site.",
            )
        case "main-address":
            return QCoreApplication.translate(
                "ProviderSteps",
                "Sign in with your main address at {provider}, even when this one is an alias.",
            )
        case "app-password":
            return QCoreApplication.translate(
                "ProviderSteps",
                "{provider} wants an app password, different from your usual one: create it on "
                "its site.",
            )
        case "authorisation-code":
            return QCoreApplication.translate(
                "ProviderSteps",
                "{provider} wants an authorisation code instead of your password: create it on "
                "its site.",
            )
        case _:
            return QCoreApplication.translate(
                "ProviderSteps",
                "{provider} has a password for mail programs that is not the one of its site: "
                "set it there.",
            )
