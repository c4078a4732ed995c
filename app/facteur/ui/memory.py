"""What the window remembers for itself: geometry, open branches, the view of each folder."""

from PySide6.QtCore import QSettings

from facteur.base.paths import Profile


def window_memory(profile: Profile) -> QSettings:
    """Return the memory of the window of this profile, an INI file; nothing is lost without it."""
    return QSettings(str(profile.window), QSettings.Format.IniFormat)
