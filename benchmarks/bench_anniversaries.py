"""Thirty anniversaries of a thousand milestones, against recurring-ical-events and dateutil.

Everybody works out the same 30,000 days. Ours are whole records: milestones with titles in three languages, ordinals,
a statement and its source. recurring-ical-events makes copies of an event with another day, from a calendar with a
yearly rule that icalendar has read beforehand, asked for all thirty years at once. dateutil makes datetimes only, so
it is put beside our dates alone. Milestones of 29 February are left out: a yearly rule skips three years in four there,
and ours keeps them on the 28th.
"""

from __future__ import annotations

import datetime as dt

import icalendar
import recurring_ical_events
from dateutil.rrule import YEARLY, rrule

import kzeu_timeline as kt
import measure
from kzeu_timeline.anniversaries import anniversaries

COUNT, YEARS = 1_000, 30
FIRST_DAY = dt.date(1991, 12, 16)
AHEAD = 50


def day(number: int) -> dt.date:
    found = FIRST_DAY + dt.timedelta(days=number)
    return found.replace(day=28) if (found.month, found.day) == (2, 29) else found


def milestones() -> list[kt.Entry]:
    source = kt.Source(slug="treaty-series", publisher="Treaty series", published="2025-12-02")
    return [
        kt.Milestone(
            slug=f"agreement-{number}-signed",
            kind="signed",
            title={
                "en": f"Agreement {number} signed",
                "ru": f"Подписание Соглашения {number}",
                "kk": f"{number}-келісімге қол қойылды",
            },
            commemorated={"en": f"Agreement {number}", "ru": f"Соглашения {number}", "kk": f"{number}-келісімнің"},
            statements=[kt.Statement(source=source, when=day(number).isoformat(), status="held")],
        )
        for number in range(COUNT)
    ]


def calendar() -> icalendar.Calendar:
    feed = icalendar.Calendar()
    for number in range(COUNT):
        event = icalendar.Event()
        event.add("uid", f"agreement-{number}-signed")
        event.add("summary", f"Anniversary of Agreement {number}")
        event.add("dtstart", day(number))
        event.add("dtend", day(number) + dt.timedelta(days=1))
        event.add("rrule", {"FREQ": "YEARLY", "COUNT": YEARS + 1})
        feed.add_component(event)
    return icalendar.Calendar.from_ical(feed.to_ical())


def our_milestones(entries: list[kt.Entry]) -> list[dt.date | None]:
    return [milestone.earliest for milestone in anniversaries(entries, range(1, YEARS + 1))]


def our_dates(entries: list[kt.Entry]) -> list[dt.date | None]:
    dates = (entry.when.plus_years(number) for entry in entries for number in range(1, YEARS + 1))
    return [date.earliest for date in dates]


def recurring(feed: icalendar.Calendar) -> list[dt.date]:
    # From the day after the first, so that the event itself, which is no anniversary, costs nothing.
    last = day(COUNT).replace(year=day(COUNT).year + YEARS + 1)
    events = recurring_ical_events.of(feed).between(FIRST_DAY, last)
    return [event["DTSTART"].dt for event in events]


def by_dateutil() -> list[dt.date]:
    starts = (dt.datetime.combine(day(number), dt.time()) for number in range(COUNT))
    return [each.date() for start in starts for each in rrule(YEARLY, dtstart=start, count=YEARS + 1)[1:]]


def by_hand() -> list[dt.date]:
    return [
        day(number).replace(year=day(number).year + years) for number in range(COUNT) for years in range(1, YEARS + 1)
    ]


def main() -> None:
    entries, feed = milestones(), calendar()
    wanted = sorted(by_hand())
    originals = sorted(day(number) for number in range(COUNT))
    assert sorted(our_milestones(entries)) == sorted(our_dates(entries)) == sorted(by_dateutil()) == wanted
    assert sorted(recurring(feed)) == sorted(wanted + originals)
    seconds = measure.side_by_side(
        {
            "kzeu_timeline, milestones": lambda: our_milestones(entries),
            "kzeu_timeline, dates alone": lambda: our_dates(entries),
            "recurring-ical-events": lambda: recurring(feed),
            "dateutil, datetimes alone": by_dateutil,
            "datetime.date.replace": by_hand,
        },
        runs=5,
        budget=20,
    )
    ours = seconds["kzeu_timeline, milestones"]
    rows = [
        [name, measure.duration(each), measure.duration(each / (COUNT * YEARS)), measure.times(each / ours)]
        for name, each in seconds.items()
    ]
    title = f"{YEARS} anniversaries of {COUNT:,} milestones"
    measure.show(title, ["", "CPU", "for each", "CPU to our milestones"], rows)
    lead = seconds["recurring-ical-events"] / ours
    measure.verdict(
        f"at least {AHEAD} times as fast as recurring-ical-events",
        f"{measure.times(lead)}; dates alone "
        f"{measure.times(seconds['recurring-ical-events'] / seconds['kzeu_timeline, dates alone'])}, and "
        f"{measure.times(seconds['dateutil, datetimes alone'] / seconds['kzeu_timeline, dates alone'])} dateutil",
        holds=lead >= AHEAD,
    )


if __name__ == "__main__":
    main()
