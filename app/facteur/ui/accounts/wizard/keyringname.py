"""What the keyring of this computer is called, where its users know it by a name."""

import os
import sys

from PySide6.QtCore import QCoreApplication


def keyring_name(platform: str = sys.platform, desktop: str | None = None) -> str:
    """Return the name, to stand after "in"; desktop: as XDG_CURRENT_DESKTOP has it."""
    if platform == "darwin":
        return QCoreApplication.translate("KeyringName", "the Keychain", "of macOS")
    if platform == "win32":
        return QCoreApplication.translate("KeyringName", "the Credential Manager", "of Windows")
    shown = os.environ.get("XDG_CURRENT_DESKTOP", "") if desktop is None else desktop
    if "KDE" in shown.upper().split(":"):
        return "KWallet"
    return QCoreApplication.translate("KeyringName", "the keyring of this computer")
