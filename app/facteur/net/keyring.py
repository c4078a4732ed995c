"""Where passwords lie: the system's keyring, or nowhere.

There is no file to fall back on, on purpose: without a keyring the password is asked at each
start and kept in the engine's memory.
"""

from typing import Protocol

from facteur.base.log import logger
from facteur.base.secret import Secret

SERVICE = "Facteur"

_log = logger("net")


class Secrets(Protocol):
    """A keeper of secrets by name. Names are `account address/host/user`."""

    def available(self) -> bool:
        """Whether anything can be kept."""
        ...

    def get(self, name: str) -> Secret | None:
        """Return the secret, None when there is none or the keeper is locked."""
        ...

    def set(self, name: str, secret: Secret) -> bool:
        """Keep the secret; False when it cannot be kept."""
        ...

    def delete(self, name: str) -> None:
        """Forget the secret; an unknown name is no error."""
        ...


class SystemSecrets:
    """SecretService or KWallet, Keychain, Credential Manager, through `keyring`.

    Calls may block for as long as the user takes to unlock: run them in a thread. The library
    takes 5 MB, and accounts whose password a command prints never need it: it loads on first use.
    """

    def available(self) -> bool:
        """Whether a real backend answers."""
        import keyring  # noqa: PLC0415 - see the class
        import keyring.backends.fail  # noqa: PLC0415 - see the class
        import keyring.backends.null  # noqa: PLC0415 - see the class

        backend = keyring.get_keyring()
        return not isinstance(
            backend, keyring.backends.fail.Keyring | keyring.backends.null.Keyring
        )

    def get(self, name: str) -> Secret | None:
        """Ask the keyring."""
        import keyring  # noqa: PLC0415 - see the class

        try:
            text = keyring.get_password(SERVICE, name)
        except Exception as error:  # noqa: BLE001 - backends raise what D-Bus and the like do
            _log.info("keyring: %s", type(error).__name__)
            return None
        return None if text is None else Secret(text)

    def set(self, name: str, secret: Secret) -> bool:
        """Put it into the keyring."""
        import keyring  # noqa: PLC0415 - see the class

        try:
            keyring.set_password(SERVICE, name, secret.reveal())
        except Exception as error:  # noqa: BLE001 - backends raise what D-Bus and the like do
            _log.info("keyring: %s", type(error).__name__)
            return False
        return True

    def delete(self, name: str) -> None:
        """Take it out of the keyring."""
        import keyring  # noqa: PLC0415 - see the class

        try:
            keyring.delete_password(SERVICE, name)
        except Exception as error:  # noqa: BLE001 - backends raise what D-Bus and the like do
            _log.info("keyring: %s", type(error).__name__)
            return
