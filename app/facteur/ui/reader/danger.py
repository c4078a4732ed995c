"""Attachments that can do harm when opened: asked about first.

A list of endings, as every system decides by them what to run; the content type is the sender's
word and proves nothing.
"""

_PROGRAMS = frozenset(
    # Windows
    "exe com scr pif bat cmd msi msix msp mst appx cpl dll sys drv ocx hta js jse vb vbe vbs wsf"
    " wsh ws ps1 psm1 psd1 ps1xml psc1 reg inf lnk url scf chm hlp gadget msc jar jnlp xll"
    " application settingcontent-ms search-ms library-ms website diagcab theme vhd vhdx"
    # Unix and macOS
    " desktop sh bash zsh csh ksh run bin appimage flatpakref deb rpm pkg dmg app command tool"
    " workflow action scpt applescript terminal fileloc inetloc webloc"
    # languages
    " py pyw pyc pyz pl rb php lua tcl"
    # office files with programs inside, and pages that run scripts
    " docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm accdb accde mdb one iqy slk"
    " htm html xhtml shtml mht mhtml svg xht xml"
    # disk images and archives that hide programs from the system's own warnings
    " iso img".split()
)


def dangerous(name: str) -> bool:
    """Whether opening a file of this name may run a program."""
    # Windows drops trailing dots and blanks, so they must not hide the ending.
    parts = name.strip().rstrip(". ").lower().split(".")
    return len(parts) > 1 and parts[-1].strip() in _PROGRAMS
