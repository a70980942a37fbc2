"""English, as written in Britain and by the Union's institutions."""

from __future__ import annotations

from typing import Final

from kzeu_timeline.locales.wording import Case, Wording

_NAMES: Final = (
    *("spring", "summer", "autumn", "winter") * 3,
    *("1st quarter of", "2nd quarter of", "3rd quarter of", "4th quarter of"),
    *("first third of", "second third of", "last third of"),
    *("first half of", "second half of"),
)


class English(Wording):
    """No cases; ordinals in -st, -nd, -rd, -th."""

    locale = "en_GB"
    own_name = "English"
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    between = "between {first} and {last}"
    about = "about {date}"
    about_case = Case.FROM
    since = "from {date} onwards"
    since_unknown_end = "from {date}, end unknown"
    until = "until {date}"
    until_unknown_start = "until {date}, beginning unknown"
    on_or_before = "on or before {date}"
    on_or_after = "on or after {date}"
    in_or_before = "in or before {date}"
    in_or_after = "in or after {date}"
    one_of_run = "between {first} and {last}"
    all_of_run = "{dates} (all of them)"
    years = "{years}"
    grouping = "{name} {year}"
    grouping_of_some_year = "{name} {years}"
    significant = "known to {digits} significant digits: {first}–{last}"
    uncertain = "uncertain"
    approximate = "approximate"
    local_time = "local time"
    part_qualified = "{part} {how}"
    unspecified = {
        "day": "day not specified",
        "month": "month not specified",
        "both": "month and day not specified",
    }
    parts = ("year", "month", "day")
    hemispheres = ("northern hemisphere", "southern hemisphere")
    labels = {
        "planned": "planned",
        "held": "held",
        "done": "confirmed",
        "postponed": "postponed",
        "cancelled": "cancelled",
        "CANCELLED": "CANCELLED",
        "REMOVED": "REMOVED",
        "event": "event",
        "milestone": "milestone",
        "meeting": "meeting",
        "summit": "summit",
        "round": "round of negotiations",
        "visit": "visit",
        "forum": "forum",
        "established": "establishment",
        "mandate": "mandate",
        "opened": "opening of talks",
        "concluded": "talks concluded",
        "initialled": "initialled",
        "signed": "signature",
        "provisionally-applied": "provisional application",
        "ratified": "ratification",
        "entered-into-force": "entry into force",
        "terminated": "termination",
        "approved": "approval",
        "adopted": "adoption",
        "decided": "decision",
        "reviewed": "review",
        "announced": "announcement",
        "anniversary": "anniversary",
        "timeline": "Timeline",
        "calendar": "Kazakhstan–EU calendar",
        "calendar-about": "Events and milestones of Kazakhstan–EU relations – dates as precise as their sources.",
        "date": "Date",
        "title": "Title",
        "status": "Status",
        "kind": "Kind",
        "place": "Place",
        "sources": "Sources",
        "and-more": "… and {count} more",
        "stated": "stated",
        "inferred": "inferred",
        "derived": "computed from a stated date",
        "how-known": "How the date is known",
        "why": "Why this date",
        "rank": "ranked above the others",
        "published-last": "published after the others",
        "precision": "more precise than the other dates given",
        "order": "of equal ones the first in the record",
        "others-say": "Other statements",
        "together": "By all statements together",
        "description": "Description",
        "takes-part": "Taking part",
        "figures": "Figures",
        "topics": "Topics",
        "local-times": "Local times",
        "astana": "Astana",
        "brussels": "Brussels",
        "leap-day": "The day itself is 29 February; in other years it is kept on 28 February.",
        "withdrawn": "This entry was removed from the calendar; that does not mean that the event was cancelled.",
        "what-changed": "what changed",
        "days-open": "no source gives exact days",
        "anywhere": "spans more than a year, and may belong elsewhere",
        "relations": "Relations",
        "days-between": "days between",
        "part-of": "part of",
        "anniversary-of": "anniversary of",
        "ahead-of": "ahead of",
        "decided-at": "decided at",
        "follows": "follows",
        "replaces": "replaces",
        "order-open": "the sources do not decide the order of these",
        "published": "published",
        "unpublished": "publication date unknown",
        "almost": "almost {value}",
        "over": "over {value}",
        "about": "about {value}",
        "exactly": "{value}",
        "on-these-days": "on each of these days",
        "on-some-days": "on some of these days",
        "no-limit": "limit unknown, or outside the picture",
        "today": "Today",
        "uneven": "where there are more entries, days are wider",
        "without-track": "Other entries",
        "ahead": "still ahead",
        "unconfirmed": "planned, never confirmed",
    }
    changes = {
        "added": "added",
        "withdrawn": "removed",
        "moved": "moved",
        "moved-between": "moved from {before} to {after}",
        "corrected": "date corrected",
        "corrected-between": "date corrected from {before} to {after}",
        "more-precise": "date made more precise",
        "less-precise": "date made less precise",
        "qualifier-gained": "date now marked “{how}”",
        "qualifier-lost": "date no longer marked “{how}”",
        "planned": "planned",
        "confirmed": "confirmed as held",
        "postponed": "postponed",
        "cancelled": "cancelled",
        "reinstated": "planned again",
        "retracted": "no longer reported as {status}",
        "place-changed": "place",
        "place-changed-alone": "place changed",
        "place-changed-gone": "place no longer stated",
        "clock-changed": "clock times",
        "clock-changed-alone": "clock times changed",
        "clock-changed-gone": "clock times no longer stated",
        "participants-changed": "taking part",
        "participants-changed-alone": "participants changed",
        "participants-joined": "now also taking part",
        "participants-left": "no longer taking part",
        "chair": "chaired by",
        "chair-gone": "chair no longer stated",
        "title-changed": "title",
        "title-changed-alone": "title changed",
        "title-changed-gone": "title no longer there",
        "source-added": "now also cited",
        "source-dropped": "no longer cited",
        "statements-changed": "recorded anew what is stated by",
        "details-changed": "details changed",
        "before": "before",
    }
    details = {
        "type": "type of entry",
        "kind": "kind",
        "track": "series or agreement",
        "ordinal": "number",
        "parties": "parties",
        "topics": "topics",
        "figures": "figures",
        "relations": "relations",
        "description": "description",
        "commemorated": "anniversaries",
        "unattested": "whether sources use the title",
    }
    page = {
        "languages": "Languages",
        "coming": "What is coming",
        "by-topic": "By topic",
        "subscribe": "Subscribe",
        "subscribe-about": "Subscribe once: the calendar in your telephone or computer then keeps itself up to date.",
        "address-needed": (
            "This page does not know at which address it is published, so a calendar can be downloaded from it, "
            "but not subscribed to. In the project’s folder, “make serve” gives it an address to open; who "
            "publishes it names the address (“publish --base”)."
        ),
        "entries": "Entries",
        "next": "Next",
        "subscribe-here": "Subscribe",
        "file": "File (.ics)",
        "address": "For any other program:",
        "formats": "The same as",
        "variants": "Other versions of this calendar",
        "spans": "all possible days",
        "spans-about": "Entries known only to the month fill the month.",
        "alarms": "with reminders",
        "alarms-about": "A reminder at nine in the morning on the day before.",
        "rich": "for programs",
        "rich-about": "Places, people and links as data too; some calendars refuse such a file.",
        "reading": "How to read it",
        "reading-open": (
            "“≈” before a date: the sources give no exact days, but only a month or a year, a limit (“on or before”), "
            "several possible days, or a day with a reservation (“about”). In calendars the entry stands on the first "
            "possible day; where only the last is known, on that."
        ),
        "reading-moved": (
            "When a date moves, the entry moves with it. What is cancelled stays, marked so, until 30 days "
            "after its date, or after you were told, whichever is later. “Removed” is what has left this record "
            "because it was wrong or superfluous; it goes 30 days after you were told."
        ),
        "reading-sources": "Every entry names its sources, and says where they disagree.",
        "news": "What changed (Atom)",
        "whole": "The whole timeline",
        "table": "Table (CSV)",
        "text": "Text (Markdown)",
        "data": "Data (JSON)",
        "reach": "Entries: {entries}; anniversaries computed from their dates: {anniversaries}",
        "latest-source": "Latest source: {date}",
        "none-ahead": "No meeting ahead is known",
        "made-by": "Made by kzeu-timeline; open data, MIT licence",
        "skip": "Skip to the entries",
        "picture": "At a glance",
        "today": "today",
        "as-of": "Picture and list as known on:",
        "as-of-all": "now (everything)",
        "as-of-about": (
            "Move it back to see what was known from the sources published by that day. Sources without a date "
            "of publication count only at the end, so some entries appear only there."
        ),
        "zoom-in": "Larger",
        "zoom-out": "Smaller",
        "list": "Year by year",
        "filter": "Search and filter",
        "find": "Find in titles, details and sources, or by date (2025-12)",
        "track": "Series or agreement",
        "year": "Year",
        "years": "Years",
        "all": "all",
        "doubtful": "Only dates that are not certain or are disputed",
        "clear": "Show all",
        "open-all": "Open all entries",
        "close-all": "Close all entries",
        "shown": "Entries shown: {shown} of {all}",
        "undated": "undated",
        "unreported": "not reported as held",
        "reading-held": (
            "Where nothing stands beside an entry, a source reports that it took place; anniversaries are computed."
        ),
        "disputed": "sources differ",
        "inferred": "inferred",
        "known-wrong": "known to be wrong",
        "subscribe-how": "How to subscribe; all calendars",
        "recent": "What happened last",
        "contents": "On this page",
        "no-year": "year unknown",
        "download": "Download (.ics)",
        "copy": "Copy",
        "copied": "Copied",
        "subscribe-local": (
            "This is the address of your own computer: its programs can subscribe; Google, Outlook on the web "
            "and your telephone do not reach it."
        ),
        "steps": "Step by step",
        "steps-apple": "Press “Subscribe” and confirm.",
        "steps-google": (
            "On a computer, press + beside “Other calendars”, choose “From URL”, and paste the address. Telephones "
            "show it afterwards."
        ),
        "steps-outlook": "Choose “Add calendar”, then “Subscribe from web”, and paste the address.",
        "steps-thunderbird": "Choose “New Calendar”, then “On the Network”, and paste the address.",
        "nothing-found": "Nothing is found.",
        "reading-words": (
            "“Planned”: announced, and no source reports that it took place. “Inferred”: the source does not say "
            "it in so many words. “Ranked above the others”: the best founded of several statements."
        ),
    }
    quotation = "“{text}”"

    def ordinal(self, number: int, gender: str) -> str:
        del gender
        suffix = "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{suffix}"

    def anniversary(self, number: int, of: str | None) -> str:
        anniversary = f"{self.ordinal(number, 'neuter')} anniversary"
        return anniversary if of is None else f"{anniversary} of {of}"

    def year(self, digits: str, case: Case) -> str:
        del case
        return digits

    def decade(self, first: str, case: Case) -> str:
        del case
        return f"the {first}s"

    def some_year(self, first: str, last: str, case: Case) -> str:
        del case
        return f"a year from {first} to {last}"

    def grouping_name(self, code: int, case: Case) -> str:
        name = _NAMES[code - 21]
        return f"the {name}" if name.endswith(" of") and case is not Case.PLAIN else name

    def significant_note(self, digits: int, first: str, last: str) -> str:
        note = super().significant_note(digits, first, last)
        return note.replace("digits", "digit") if digits == 1 else note


WORDING: Final = English()
