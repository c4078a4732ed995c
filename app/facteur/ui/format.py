"""Dates, sizes, counts and names as people read them.

Qt alone is not enough: its French sizes are binary and its long dates carry the time zone's name.
Numbers and month names come from the locale that is handed in, words from the translators.
"""

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from facteur.mail.message import MessageRow

_NO_BREAK = "\u00a0"
_THIN_NO_BREAK = "\u202f"
_WEEK_DAYS = 6  # within so many days a weekday says enough
_KILO = 1000
_TEN = 10


def moment(time_ms: int) -> QDateTime:
    """Return a UTC time of ours as the local date and time."""
    return QDateTime.fromMSecsSinceEpoch(time_ms)  # asking for the zone itself: 4 ms


def card_date(time_ms: int, today: QDate, locale: QLocale) -> str:
    """Return a date as short as it can be told: 14:32, yesterday, Tue, 12 Nov, 12/11/2024."""
    then = moment(time_ms)
    date = then.date()
    days = date.daysTo(today)
    if days == 0:
        return clock(then.time(), locale)
    if days == 1:
        return QCoreApplication.translate("Format", "yesterday")
    return _older(date, days, today, locale)


def table_date(time_ms: int, today: QDate, locale: QLocale) -> str:
    """Return a date for a column: as on a card, with the time as long as the days are near."""
    then = moment(time_ms)
    date = then.date()
    days = date.daysTo(today)
    time = clock(then.time(), locale)
    if days == 0:
        return time
    if days == 1:
        day = QCoreApplication.translate("Format", "yesterday")
    elif 0 < days <= _WEEK_DAYS:
        day = locale.toString(date, "ddd")
    else:
        return _older(date, days, today, locale)
    #: %1 is a day ("yesterday", "Tue"), %2 a time
    return _filled(QCoreApplication.translate("Format", "%1, %2"), day, time)


def exact_date(time_ms: int, locale: QLocale) -> str:
    """Return date and time in full: Monday 23 November 2026 at 14:32."""
    then = moment(time_ms)
    pattern = "dddd d MMMM yyyy" if _is_french(locale) else "dddd, d MMMM yyyy"
    return _at(locale.toString(then.date(), pattern), clock(then.time(), locale))


def number_date(time_ms: int, locale: QLocale) -> str:
    """Return date and time in numbers, the year in full: 23/11/2026 14:32."""
    then = moment(time_ms)
    return f"{_numbers(then.date(), locale)} {clock(then.time(), locale)}"


def spoken_date(time_ms: int, today: QDate, locale: QLocale) -> str:
    """Return a date as it is said aloud: today at 14:32, Tuesday 10 November at 9:05."""
    then = moment(time_ms)
    days = then.date().daysTo(today)
    if days == 0:
        day = QCoreApplication.translate("Format", "today")
    elif days == 1:
        day = QCoreApplication.translate("Format", "yesterday")
    else:
        year = "" if then.date().year() == today.year() else " yyyy"
        day = locale.toString(then.date(), f"dddd d MMMM{year}")
    return _at(day, _spoken_time(then.time(), locale))


def clock(time: QTime, locale: QLocale) -> str:
    """Return a time of day: 14:32, or 2:32 PM where the locale counts so."""
    if _is_french(locale):
        return locale.toString(time, "HH:mm")
    return locale.toString(time, QLocale.FormatType.ShortFormat).replace("\u202f", _NO_BREAK)


def size(octets: int, locale: QLocale) -> str:
    """Return a size in SI units, with a space that does not break: 412 kB, 1.5 MB; 1,5 Mo."""
    units = ("o", "ko", "Mo", "Go", "To") if _is_french(locale) else ("B", "kB", "MB", "GB", "TB")
    value, step = float(octets), 0
    while round(value, 1) >= _KILO and step < len(units) - 1:
        value /= _KILO
        step += 1
    digits = 1 if step > 1 and value < 10 * _TEN and round(value, 1) != round(value) else 0
    return f"{locale.toString(value, 'f', digits)}{_NO_BREAK}{units[step]}"


def count(number: int, locale: QLocale) -> str:
    """Return a number with its thousands parted."""
    return locale.toString(number)


def percent(number: int, locale: QLocale) -> str:
    """Return a percentage: 62%, in French with a thin space before the sign."""
    return f"{number}{_THIN_NO_BREAK if _is_french(locale) else ''}%"


def quoted(text: str, locale: QLocale) -> str:
    """Return a text in the quotation marks of the language."""
    if _is_french(locale):
        return f"«{_NO_BREAK}{text}{_NO_BREAK}»"
    return f"“{text}”"


def sender(row: MessageRow) -> str:
    """Return who a message is from: the name, else the address, else words saying there is none."""
    return (
        row.sender_name.strip()
        or row.sender_address.strip()
        or QCoreApplication.translate("Format", "(no sender)")
    )


def subject(row: MessageRow) -> str:
    """Return the subject, or words saying that there is none."""
    return row.subject.strip() or QCoreApplication.translate("Format", "(no subject)")


def initials(name: str, address: str) -> str:
    """Return one or two letters that stand for a person; "" when there is nothing to take."""
    words = [word for word in name.replace(",", " ").replace("-", " ").split() if word[0].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    if words:
        return words[0][0].upper()
    return next((letter for letter in name + address if letter.isalnum()), "").upper()


def _older(date: QDate, days: int, today: QDate, locale: QLocale) -> str:
    if 0 < days <= _WEEK_DAYS:
        return locale.toString(date, "ddd")
    if date.year() == today.year():
        return locale.toString(date, "d MMM")
    return locale.toString(date, "dd/MM/yyyy") if _is_french(locale) else _numbers(date, locale)


def _numbers(date: QDate, locale: QLocale) -> str:
    """Return a date in numbers with the full year, in the locale's own order."""
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(date, pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy"))


def _spoken_time(time: QTime, locale: QLocale) -> str:
    if _is_french(locale):
        hours = f"{time.hour()} heure{'s' if time.hour() > 1 else ''}"
        return f"{hours} {time.minute()}" if time.minute() else hours
    return clock(time, locale)


def _at(day: str, time: str) -> str:
    #: %1 is a day ("today", "Monday 23 November"), %2 a time
    return _filled(QCoreApplication.translate("Format", "%1 at %2"), day, time)


def _filled(text: str, first: str, second: str) -> str:
    # Not QString.arg twice: a %2 inside the first value must stay as it is.
    before, _, rest = text.partition("%1")
    middle, _, after = rest.partition("%2")
    return f"{before}{first}{middle}{second}{after}"


def _is_french(locale: QLocale) -> bool:
    return locale.language() is QLocale.Language.French
