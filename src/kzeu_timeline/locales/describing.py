"""Dates in words: every kind of EDTF value, nothing of it lost."""

from __future__ import annotations

from typing import Final, NamedTuple

from kzeu_timeline.dates import (
    AllOf,
    Boundary,
    DateTime,
    Day,
    Edtf,
    Interval,
    OneOf,
    PartialDate,
    Precision,
    Qualifier,
    Run,
    ScaledYear,
)
from kzeu_timeline.locales import names
from kzeu_timeline.locales.wording import Case, Wording

MARK: Final = "≈"
"""Before dates that calendars can only show as more than the source says."""


class _Phrase(NamedTuple):
    """The date itself, and what is said about it in brackets."""

    date: str
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.date} ({'; '.join(self.notes)})" if self.notes else self.date


def describe(when: Edtf, wording: Wording) -> str:
    """*when* in the words of a language."""
    return wording.finished(_plain_day(when, wording) or _described(when, wording))


def marked(when: Edtf, wording: Wording) -> str:
    """*when* after the sign ≈, which says "about" already."""
    if not isinstance(when, PartialDate | ScaledYear) or not _is_approximate_whole(when):
        return f"{MARK} {describe(when, wording)}"
    date, notes = _phrase(when, wording, Case.PLAIN)
    kept = tuple(note for note in notes if note != wording.approximate)
    return wording.finished(f"{MARK} {_Phrase(date, kept)}")


def _plain_day(when: Edtf, wording: Wording) -> str | None:
    """A day of which nothing more is said, as most dates are, without asking for all that might be; else None."""
    if not isinstance(when, PartialDate) or len(when.components) < 3 or any(when.qualifiers) or when.is_unspecified:
        return None
    year, month, day = map(int, when.components)
    return names.day_text(Day(year, month, day), wording)


def inflected(when: Edtf, wording: Wording, case: Case) -> str | None:
    """*when* in a case of the language; None if so much is said of it that no case can be put on it."""
    phrase = None
    if isinstance(when, PartialDate | ScaledYear):
        phrase = _phrase(when, wording, case)
    elif isinstance(when, Interval) and isinstance(when.start, PartialDate) and isinstance(when.end, PartialDate):
        # Days of a month inflect as one phrase; of June – August each month would have to.
        days = _compact(when.start, when.end, wording) if when.precision is Precision.DAY else None
        phrase = _Phrase(wording.inflected(days, case)) if days else None
    return phrase.date if phrase and not phrase.notes else None


def _described(when: Edtf, wording: Wording) -> str:
    match when:
        case PartialDate() | ScaledYear():
            return _standing_alone(when, wording)
        case DateTime():
            return _date_time(when, wording)
        case Interval():
            return _interval(when, wording)
        case OneOf(members=(Run(start=start, end=end),)) if start and end:
            first, last = (_phrase(side, wording, Case.FROM) for side in (start, end))
            return wording.one_of_run.format(first=first, last=last)
        case OneOf():
            return names.either([_member(member, wording) for member in when.members], wording)
        case AllOf():
            dates = names.together([_member(member, wording) for member in when.members], wording)
            has_run = any(isinstance(member, Run) for member in when.members)
            return wording.all_of_run.format(dates=dates) if has_run else dates
        case Run():
            return _member(when, wording)
    raise AssertionError(f"a kind of date without words: {when!r}")


def _standing_alone(date: PartialDate | ScaledYear, wording: Wording) -> str:
    """A date that nothing precedes, so that "about" can."""
    if not _is_approximate_whole(date):
        return str(_phrase(date, wording, Case.PLAIN))
    date_text, notes = _phrase(date, wording, wording.about_case)
    kept = tuple(note for note in notes if note != wording.approximate)
    return str(_Phrase(wording.about.format(date=date_text), kept))


def _is_approximate_whole(date: PartialDate | ScaledYear) -> bool:
    qualifiers = date.qualifiers if isinstance(date, PartialDate) else (date.qualifier,)
    return all(qualifier == qualifiers[0] for qualifier in qualifiers) and date.approximate


def _phrase(date: PartialDate | ScaledYear, wording: Wording, case: Case) -> _Phrase:
    if isinstance(date, ScaledYear):
        core, notes = _scaled(date, wording, case)
        qualified = _qualified((date.qualifier,), wording)
    else:
        core, notes = _partial(date, wording, case)
        qualified = _qualified(date.qualifiers, wording)
    return _Phrase(core, (*notes, *qualified))


def _scaled(year: ScaledYear, wording: Wording, case: Case) -> _Phrase:
    core = wording.inflected(names.year_text(year.year, wording, case), case)
    if year.significant is None:
        return _Phrase(core)
    first, last = (names.digits(bound, wording) for bound in sorted(year.years, key=abs))
    return _Phrase(core, (wording.significant_note(year.significant, first, last),))


def _partial(date: PartialDate, wording: Wording, case: Case) -> _Phrase:
    if date.season is not None:
        return _grouping(date, wording, case)
    shape = "".join("X" if set(part) == {"X"} else "x" if "X" in part else "9" for part in date.components)
    match shape:
        case "9" | "9X" | "9XX":
            core, unspecified = names.year_text(_day(date).year, wording, case), ("", "month", "both")[len(shape) - 1]
        case "99" | "99X":
            core, unspecified = names.month_text(_day(date), wording, case), "day" if shape == "99X" else ""
        case "999":
            core, unspecified = names.day_text(_day(date), wording), ""
        case "x" | "X":
            return _Phrase(_masked_year(date, wording, case))
        case _:
            return _pattern(date, wording, case)
    return _Phrase(wording.inflected(core, case), (wording.unspecified[unspecified],) if unspecified else ())


def _pattern(date: PartialDate, wording: Wording, case: Case) -> _Phrase:
    """A date whose unspecified digits make no unit that has a name; the pattern itself is always told."""
    first, last = (
        names.day_text(bound, wording)
        if date.precision is Precision.DAY
        else names.month_text(bound, wording, Case.FROM)
        for bound in date.bounds
        if bound
    )
    between, pattern = wording.between.format(first=first, last=last), "-".join(date.components)
    # After a preposition there is no room for another.
    return (
        _Phrase(between, (pattern,)) if case is Case.PLAIN else _Phrase(wording.pattern_text(pattern, case), (between,))
    )


def _day(date: PartialDate) -> Day:
    """The first day; what is unspecified in it is left unsaid by the caller."""
    first = date.bounds[0]
    assert first is not None  # noqa: S101 - only seasons have no bounds
    return first


def _masked_year(date: PartialDate, wording: Wording, case: Case) -> str:
    first, last = (bound.year for bound in date.bounds if bound)
    if date.precision is Precision.DECADE and first > 0:
        return wording.decade(names.digits(first, wording), case)
    start = names.digits(first, wording) if first > 0 else names.year_text(first, wording, Case.PLAIN)
    return wording.some_year(start, names.digits(last, wording), case)


def _grouping(date: PartialDate, wording: Wording, case: Case) -> _Phrase:
    code = date.season or 0
    name = wording.grouping_name(code, case)
    if date.year is None:
        years = _masked_year(PartialDate(date.components[:1]), wording, Case.PLAIN)
        core = wording.grouping_of_some_year.format(name=name, years=years)
    elif date.year <= 0:
        era = names.year_text(date.year, wording, Case.PLAIN)
        core = wording.grouping_of_some_year.format(name=name, years=era)
    else:
        core = wording.grouping.format(name=name, year=names.digits(date.year, wording))
    core = wording.inflected(core, case)
    return _Phrase(core, (wording.hemispheres[code > 28],) if 25 <= code <= 32 else ())


def _qualified(qualifiers: tuple[Qualifier, ...], wording: Wording) -> tuple[str, ...]:
    """A note for the whole date, or one for each part that is qualified."""
    if all(qualifier == qualifiers[0] for qualifier in qualifiers):
        return _how(qualifiers[0], wording)
    return tuple(
        wording.part_qualified.format(part=part, how=", ".join(_how(qualifier, wording)))
        for part, qualifier in zip(wording.parts, qualifiers, strict=False)
        if qualifier
    )


def _how(qualifier: Qualifier, wording: Wording) -> tuple[str, ...]:
    if not qualifier:
        return ()
    words = ((Qualifier.UNCERTAIN, wording.uncertain), (Qualifier.APPROXIMATE, wording.approximate))
    return tuple(word for flag, word in words if qualifier & flag)


def _date_time(when: DateTime, wording: Wording) -> str:
    shift = when.shift.replace("-", "−")  # a minus sign, not a hyphen
    zone = wording.local_time if not shift else "UTC" if shift == "Z" else f"UTC{shift}"
    return f"{names.day_text(_day(when.date), wording)}, {when.hour:02}:{when.minute:02}:{when.second:02} ({zone})"


def _interval(when: Interval, wording: Wording) -> str:
    match when.start, when.end:
        case Boundary() as start, (PartialDate() | ScaledYear()) as end:
            template = wording.until if start is Boundary.OPEN else wording.until_unknown_start
            return _after_template(template, end, wording, Case.UNTIL)
        case (PartialDate() | ScaledYear()) as start, Boundary() as end:
            template = wording.since if end is Boundary.OPEN else wording.since_unknown_end
            return _after_template(template, start, wording, Case.FROM)
        case PartialDate() as start, PartialDate() as end:
            return _compact(start, end, wording) or _two_ends(when, wording)
    return _two_ends(when, wording)


def _compact(start: PartialDate, end: PartialDate, wording: Wording) -> str | None:
    """21–22 June 2007, where both ends are plain, of our era and of the same precision."""
    if start.qualifier or end.qualifier or start.is_unspecified or end.is_unspecified or start == end:
        return None
    if start.season or end.season or start.precision != end.precision or _day(start).year <= 0:
        return None
    unit = {Precision.YEAR: "y", Precision.MONTH: "M", Precision.DAY: "d"}[start.precision]
    text = names.days_text(_day(start), _day(end), wording, unit=unit)
    return wording.years.format(years=text) if unit == "y" else text


def _two_ends(when: Interval, wording: Wording) -> str:
    ends = []
    for end in (when.start, when.end):
        if isinstance(end, Boundary):
            ends.append("…" if end is Boundary.OPEN else "?")
        else:
            ends.append(_member(end, wording))
    return " – ".join(ends)


def _member(member: PartialDate | ScaledYear | Run, wording: Wording) -> str:
    if not isinstance(member, Run):
        return _standing_alone(member, wording)
    if member.start and member.end:
        start, end = member.start, member.end
        compact = isinstance(start, PartialDate) and isinstance(end, PartialDate) and _compact(start, end, wording)
        return compact or " – ".join(_standing_alone(side, wording) for side in (start, end))
    if member.end:
        template = wording.on_or_before if member.precision is Precision.DAY else wording.in_or_before
        return _after_template(template, member.end, wording, Case.FROM)
    assert member.start is not None  # noqa: S101 - a run has a date at one side at least
    template = wording.on_or_after if member.precision is Precision.DAY else wording.in_or_after
    return _after_template(template, member.start, wording, Case.FROM)


def _after_template(template: str, date: PartialDate | ScaledYear, wording: Wording, case: Case) -> str:
    """The filled-in template, notes last."""
    phrase = _phrase(date, wording, case)
    return str(_Phrase(template.format(date=phrase.date), phrase.notes))
