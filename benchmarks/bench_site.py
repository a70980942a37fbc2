"""The whole site of the shipped record from a warm interpreter, and what its check saves.

Every run gets a record that was loaded for it: what is kept of an entry from one feed to the next in a site counts,
what an earlier run left does not. The check line by line stands beside icalendar over every feed whole.
"""

from __future__ import annotations

import datetime as dt

import icalendar

import kzeu_timeline as kt
import measure
from kzeu_timeline.site import to_site
from kzeu_timeline.validation import FeedChecks

TODAY = dt.date(2026, 6, 1)
LONGEST = 1.0


def make(catalogue: kt.Catalogue) -> kt.Catalogue:
    to_site(catalogue, base="https://example.org/", today=TODAY)
    return catalogue


def main() -> None:
    site = to_site(kt.load(), base="https://example.org/", today=TODAY)
    feeds = [file.content for path, file in site.items() if path.endswith(".ics")]

    def by_line() -> None:
        checks = FeedChecks()
        for feed in feeds:
            checks.checked(feed)

    seconds = measure.side_by_side(
        {
            "the whole site": measure.Fresh(kt.load, make),
            "of that, the check by distinct line": by_line,
            "the same feeds, each read whole by icalendar": lambda: [
                icalendar.Calendar.from_ical(feed) for feed in feeds
            ],
        }
    )
    rows = [(name, measure.duration(each)) for name, each in seconds.items()]
    size = sum(len(file.content) for file in site.values())
    measure.show(f"The site: {len(site)} files, {len(feeds)} of them feeds, {size:,} bytes", ["", "CPU"], rows)
    whole, lines, each = seconds.values()
    measure.verdict(
        "all feeds, three languages, twins and pages in under a second",
        f"{measure.duration(whole)}; the check {measure.times(each / lines)} faster than by feed",
        holds=whole < LONGEST,
    )


if __name__ == "__main__":
    main()
