"""What is left of those limits that count over a whole reading."""

from __future__ import annotations

import attrs

from kzeu_timeline.readers.ical.limits import ALL_DATES, ALL_INSTANCES, ALL_STEPS
from kzeu_timeline.readers.ical.problems import Damaged


@attrs.define(eq=False)
class Allowance:
    """What is left of one limit over a whole reading."""

    left: int
    message: str

    def take(self, count: int) -> None:
        """Take so many; raises :class:`Damaged` if fewer are left, of which then none is taken."""
        if count > self.left:
            raise Damaged(self.message)
        self.left -= count


@attrs.define(eq=False)
class Budget:
    """What a whole reading may cost."""

    steps: Allowance = attrs.Factory(lambda: Allowance(ALL_STEPS, f"the rules take more than {ALL_STEPS:,} steps"))
    instances: Allowance = attrs.Factory(
        lambda: Allowance(ALL_INSTANCES, f"more than {ALL_INSTANCES:,} instances within the window")
    )
    dates: Allowance = attrs.Factory(lambda: Allowance(ALL_DATES, f"more than {ALL_DATES:,} single dates"))
