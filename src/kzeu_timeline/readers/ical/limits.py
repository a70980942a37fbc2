"""What reading may cost: every limit in one table."""

from __future__ import annotations

from typing import Final

MOST_OCTETS: Final = 64 * 2**20
"""Of all calendars of a reading; ten thousand entries of ours have 22 million."""

LONGEST_VALUE: Final = 2**20
"""Octets of one line, unfolded; only attachments, which are not read, are longer."""

MOST_FOLDS: Final = 100_000
"""Of one line."""

MOST_PARAMETERS: Final = 100
"""Of one property, as in libical."""

MOST_PROPERTIES: Final = 10_000
"""Of one component, as in libical."""

DEEPEST: Final = 20
"""Components within components; a calendar with alarms has three levels."""

MOST_COMPONENTS: Final = 100_000
"""Of one calendar."""

LONGEST_RULE: Final = 5_000
"""Characters; one that lists every number that there is has 4,000."""

MOST_STEPS: Final = 100_000
"""Of one recurrence rule; libical has the same limit."""

ALL_STEPS: Final = 500_000
"""Of all recurrence rules of a reading, those of time zones included."""

ALL_INSTANCES: Final = 10_000
"""Of all that recurs in a reading, within the window; the first of each is not counted."""

ALL_DATES: Final = 100_000
"""Single dates of recurrence (RDATE, EXDATE) of a reading, those of time zones included."""

MOST_OBSERVANCES: Final = 500
"""Of one time zone."""

LONGEST_ZONE_NAME: Final = 255
"""Octets; libical and the file systems have the same limit, and no zone has a longer name."""

MOST_PROBLEMS: Final = 1_000
"""Of one calendar; nobody reads more, and of those that follow only the number is told."""
