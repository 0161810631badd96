"""The languages a service speaks, and days and times written in each; no other words are kept here."""

from datetime import date, datetime, time
from enum import StrEnum

from handrail.terms.legal_day import in_london
from handrail.terms.month import Month

_HOURS_TO_NOON = 12


class Language(StrEnum):
    """A language of the service; its value is the language tag (BCP 47)."""

    ENGLISH = "en"
    WELSH = "cy"

    @property
    def own_name(self) -> str:
        """The language's name in that language, as a language switch shows it."""
        return _OWN_NAMES[self]


_OWN_NAMES = {Language.ENGLISH: "English", Language.WELSH: "Cymraeg"}
_MONTHS = {
    Language.ENGLISH: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    Language.WELSH: (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip
_AT = {Language.ENGLISH: "at", Language.WELSH: "am"}
_MIDNIGHT = {Language.ENGLISH: "midnight", Language.WELSH: "hanner nos"}
_MIDDAY = {Language.ENGLISH: "midday", Language.WELSH: "hanner dydd"}


def format_day(day: date, language: Language | str) -> str:
    """Return a day as people write it: '29 February 2024', '29 Chwefror 2024'."""
    return _day(day, Language(language))


def format_month(month: Month, language: Language | str) -> str:
    """Return a month as people write it: 'February 2024', 'Chwefror 2024'."""
    return f"{_MONTHS[Language(language)][month.month - 1]} {month.year}"


def format_clock(clock: time, language: Language | str) -> str:
    """Return a time of day in GOV.UK style: '9:30am', '2pm', 'midday', 'hanner dydd'."""
    return _clock_time(clock, Language(language))


def format_instant(instant: datetime, language: Language | str) -> str:
    """Return an instant as the day and clock time in Europe/London, in GOV.UK style: '... at 3:05pm'.

    Raises NaiveInstant when the instant carries no time zone.
    """
    language, clock = Language(language), in_london(instant)
    return f"{_day(clock, language)} {_AT[language]} {_clock_time(clock, language)}"


def format_told(instant: datetime, language: Language | str) -> str:
    """Return when something happened to a case, as `format_instant` does; of a letter, the day alone.

    What came by post is told from the very beginning of the day stamped on it: its clock time is nobody's.
    """
    clock = in_london(instant)
    return (
        format_day(clock.date(), language) if clock.time() == time.min else format_instant(instant, language)
    )


def _day(day: date, language: Language) -> str:
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def _clock_time(clock: datetime | time, language: Language) -> str:
    if clock.minute == 0 and clock.hour == 0:
        return _MIDNIGHT[language]
    if clock.minute == 0 and clock.hour == _HOURS_TO_NOON:
        return _MIDDAY[language]
    minutes = f":{clock.minute:02}" if clock.minute else ""
    half = "am" if clock.hour < _HOURS_TO_NOON else "pm"
    return f"{clock.hour % _HOURS_TO_NOON or _HOURS_TO_NOON}{minutes}{half}"
