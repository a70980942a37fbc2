"""The raw checker finds every fault that it is there to find, and none in a good feed."""

from __future__ import annotations

import pytest

from tests.exporters.raw_dialects import ALARMS, PLAIN, RICH
from tests.exporters.raw_ical import Property, events, faults, read

GOOD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
NAME;LANGUAGE=en:A\\, b\\; c\\\\d\\ne
REFRESH-INTERVAL;VALUE=DURATION:PT12H
SOURCE;VALUE=URI:https://example.org/a;b,c
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20251202T000000Z
SEQUENCE:3
DTSTART;VALUE=DATE:20251201
DTEND;VALUE=DATE:20251202
SUMMARY;LANGUAGE=kk:Қазақстан мен ЕО
  арасындағы серіктестік: "on\te"
GEO:50.85;-4
CATEGORIES;LANGUAGE=en:a\\,b,c
STATUS:CONFIRMED
X-KZEU-EDTF:2025-12-01
END:VEVENT
BEGIN:VEVENT
UID:two@example.org
DTSTAMP:20251202T000000Z
DTSTART:20251201T093000Z
DTEND:20251201T110000Z
SUMMARY:Second
RELATED-TO:one@example.org
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


def test_a_good_feed_has_no_fault() -> None:
    assert faults(GOOD) == []


def test_what_a_feed_says_is_read_back() -> None:
    calendar = read(GOOD)
    one, two = events(GOOD)
    assert calendar.text("NAME") == "A, b; c\\d\ne"
    assert calendar.one("SOURCE") == Property("SOURCE", {"VALUE": "URI"}, "https://example.org/a;b,c")
    assert one.text("SUMMARY") == 'Қазақстан мен ЕО арасындағы серіктестік: "on\te"'
    assert one.one("CATEGORIES").texts == ["a,b", "c"]
    assert two.names == ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "RELATED-TO"]


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a,b", ["a", "b"]),
        ("a,", ["a", ""]),
        (",", ["", ""]),
        (r"a\,b", ["a,b"]),
        (r"a\\,b", ["a\\", "b"]),
        (r"a\n,\;", ["a\n", ";"]),
    ],
)
def test_a_list_of_texts_is_taken_apart_at_bare_commas(value: str, texts: list[str]) -> None:
    assert Property("CATEGORIES", {}, value).texts == texts


def _inserted(line: str, *, before: str) -> tuple[str, str]:
    return f"\r\n{before}", f"\r\n{line}\r\n{before}"


DAMAGE = {
    "byte order mark": (("BEGIN:VCALENDAR", "\ufeffBEGIN:VCALENDAR"), "a byte order mark"),
    "bare LF": (("SEQUENCE:3\r\n", "SEQUENCE:3\n"), "a bare LF"),
    "bare CR": (("SUMMARY:Second", "SUMMARY:Sec\rond"), "a bare CR"),
    "no last line end": (("END:VCALENDAR\r\n", "END:VCALENDAR"), "no line end at the end"),
    "too long": (("Second", "S" * 68), "76 octets"),
    "empty line": (("STATUS", "\r\nSTATUS"), "an empty line"),
    "empty continuation": (("STATUS", " \r\nSTATUS"), "an empty line"),
    "fold of nothing": (("BEGIN:VCALENDAR", " BEGIN:VCALENDAR"), "continues nothing"),
    "C0 control": (("Second", "Sec\x01ond"), "control character U+0001"),
    "DEL": (("Second", "Sec\x7fond"), "control character U+007F"),
    "C1 control": (("Second", "Sec\x85ond"), "control character U+0085"),
    "line separator": (("Second", "Sec\u2028ond"), "control character U+2028"),
    "no colon": (("SUMMARY:Second", "SUMMARY Second"), "no content line: 'SUMMARY Second'"),
    "small letters": (("SUMMARY:Second", "Summary:Second"), "no content line"),
    "odd name": (("SUMMARY:Second", "SUM_MARY:Second"), "no content line"),
    "parameter without value": (("NAME;LANGUAGE=en", "NAME;LANGUAGE"), "no content line"),
    "quote in a parameter": (("NAME;LANGUAGE=en", 'NAME;LANGUAGE=e"n'), "no content line"),
    "parameter twice": (("NAME;LANGUAGE=en", "NAME;LANGUAGE=en;LANGUAGE=ru"), "NAME: parameter LANGUAGE twice"),
    "language": (("LANGUAGE=kk", "LANGUAGE=k!"), "SUMMARY: LANGUAGE 'k!'"),
    "wrong end": (("END:VEVENT\r\nEND", "END:VTODO\r\nEND"), "END:VTODO inside VEVENT"),
    "no end": (("END:VCALENDAR\r\n", ""), "VCALENDAR has no end"),
    "too many ends": (("END:VCALENDAR\r\n", "END:VCALENDAR\r\nEND:VCALENDAR\r\n"), "END:VCALENDAR inside nothing"),
    "two calendars": (("END:VCALENDAR\r\n", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "exactly one"),
    "line outside": (("END:VCALENDAR\r\n", "END:VCALENDAR\r\nX-A:b\r\n"), "exactly one"),
    "another root": (("VCALENDAR", "VCARD"), "exactly one"),
    "no version": (("VERSION:2.0\r\n", ""), "VCALENDAR: no VERSION"),
    "no product": (("PRODID:-//example//EN\r\n", ""), "VCALENDAR: no PRODID"),
    "no UID": (("UID:two@example.org\r\n", ""), "VEVENT: no UID"),
    "no DTSTAMP": (("DTSTAMP:20251202T000000Z\r\nSEQUENCE", "SEQUENCE"), "VEVENT: no DTSTAMP"),
    "no DTSTART": (("DTSTART;VALUE=DATE:20251201\r\n", ""), "VEVENT: no DTSTART"),
    "no DTEND": (("DTEND;VALUE=DATE:20251202\r\n", ""), "VEVENT: no DTEND"),
    "two summaries": (_inserted("SUMMARY:again", before="X-KZEU"), "VEVENT: SUMMARY 2 times"),
    "two names": (_inserted("NAME:again", before="REFRESH"), "VCALENDAR: NAME 2 times"),
    "two X": (_inserted("X-KZEU-EDTF:2025", before="X-KZEU"), "VEVENT: X-KZEU-EDTF 2 times"),
    "one UID twice": (("UID:two@", "UID:one@"), "UID of 2 events: one@example.org"),
    "METHOD": (_inserted("METHOD:PUBLISH", before="NAME"), "VCALENDAR: METHOD does not belong here"),
    "calendar UID": (_inserted("UID:a", before="NAME"), "VCALENDAR: UID does not belong here"),
    "RRULE": (_inserted("RRULE:FREQ=YEARLY", before="GEO"), "VEVENT: RRULE does not belong here"),
    "RDATE": (_inserted("RDATE:20251201T000000Z", before="GEO"), "VEVENT: RDATE does not belong here"),
    "RECURRENCE-ID": (_inserted("RECURRENCE-ID:20251201T000000Z", before="GEO"), "VEVENT: RECURRENCE-ID"),
    "TZID": (("DTSTART:2025", "DTSTART;TZID=Asia/Almaty:2025"), "DTSTART: TZID"),
    "alarm": (_inserted("BEGIN:VALARM\r\nEND:VALARM", before="GEO"), "VEVENT: a VALARM inside"),
    "time zone": (_inserted("BEGIN:VTIMEZONE\r\nEND:VTIMEZONE", before="BEGIN:VEVENT"), "a VTIMEZONE"),
    "empty day": (("DTEND;VALUE=DATE:20251202", "DTEND;VALUE=DATE:20251201"), "DTEND 20251201 is not after"),
    "end before begin": (("DTEND:20251201T110000Z", "DTEND:20251201T090000Z"), "is not after DTSTART"),
    "day and time": (("DTEND:20251201T110000Z", "DTEND;VALUE=DATE:20251202"), "of different types"),
    "no such day": (("DATE:20251202", "DATE:20251131"), "DTEND: value '20251131'"),
    "no such hour": (("T110000Z", "T240000Z"), "DTEND: value '20251201T240000Z'"),
    "floating time": (("T110000Z", "T110000"), "DTEND: value '20251201T110000'"),
    "DTSTAMP in no zone": (("20251202T000000Z", "20251202T000000"), "DTSTAMP: value"),
    "bare comma": (("Second", "Sec,ond"), "SUMMARY: value 'Sec,ond'"),
    "bare semicolon": (("Second", "Sec;ond"), "SUMMARY: value 'Sec;ond'"),
    "lone backslash": (("Second", "Second\\"), "SUMMARY: value"),
    "capital newline": (("Second", "Sec\\Nond"), "SUMMARY: value"),
    "escaped colon": (("Second", "Sec\\:ond"), "SUMMARY: value"),
    "comma in X": (("X-KZEU-EDTF:2025-12-01", "X-KZEU-EDTF:[2025,2026]"), "X-KZEU-EDTF: value"),
    "semicolon in a list": (("a\\,b,c", "a;b,c"), "CATEGORIES: value"),
    "sequence": (("SEQUENCE:3", "SEQUENCE:-3"), "SEQUENCE: value"),
    "large sequence": (("SEQUENCE:3", "SEQUENCE:2147483648"), "SEQUENCE: value"),
    "unheard-of parameter": (("SUMMARY:Second", "SUMMARY;X-A=b:Second"), "SUMMARY: X-A"),
    "exponent": (("GEO:50.85;-4", "GEO:5e-05;-4"), "GEO: value"),
    "latitude": (("GEO:50.85;-4", "GEO:95;-4"), "GEO: value"),
    "status": (("STATUS:CONFIRMED", "STATUS:HELD"), "STATUS: value"),
    "duration": (("PT12H", "12H"), "REFRESH-INTERVAL: value '12H'"),
    "untyped duration": ((";VALUE=DURATION", ""), "REFRESH-INTERVAL: VALUE=None"),
    "address": (("org/a;b", "org/қ;b"), "SOURCE: value"),
    "relation to an address": (("TO:one@example.org", "TO;VALUE=URI:one@example.org"), "RELATED-TO: VALUE=URI"),
    "relation outward": (("TO:one@", "TO:three@"), "RELATED-TO leads out of the feed: three@example.org"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_each_fault_is_found(name: str) -> None:
    (old, new), expected = DAMAGE[name]
    damaged = GOOD.decode().replace(old, new).encode()
    assert damaged != GOOD
    assert expected in "\n".join(faults(damaged))


ALARM = """\
BEGIN:VALARM
UID:alarm@example.org
ACTION:DISPLAY
DESCRIPTION;LANGUAGE=kk:Ертең
TRIGGER:-PT15H
END:VALARM
""".replace("\n", "\r\n").encode()

DETAILS = """\
LINK;VALUE=URI;LINKREL=via;FMTTYPE=text/html;LABEL="a: b":
 https://example.org/
CONCEPT;LABEL=Trade:urn:uuid:6f1d9c3e-2b7a-5e48-9f0a-4c8e1d35b7a2
REFID:cooperation-council
RELATED-TO;RELTYPE=FINISHTOSTART;GAP=P3D:two@example.org
BEGIN:VLOCATION
UID:place@example.org
NAME:Astana
GEO:51.17;71.43
END:VLOCATION
BEGIN:PARTICIPANT
UID:person@example.org
PARTICIPANT-TYPE:ACTIVE
SUMMARY:Kaja Kallas
END:PARTICIPANT
""".replace("\n", "\r\n").encode()

WITH_ALARM = GOOD.replace(b"END:VEVENT", ALARM + b"END:VEVENT", 1)
WITH_DETAILS = GOOD.replace(b"END:VEVENT", DETAILS + b"END:VEVENT", 1)

DAMAGE_OF_VARIANTS = {
    "no action": (("ACTION:DISPLAY\r\n", ""), "VALARM: no ACTION"),
    "alarm without words": (("DESCRIPTION;LANGUAGE=kk:Ертең\r\n", ""), "VALARM: no DESCRIPTION"),
    "an alarm that sends mail": (("ACTION:DISPLAY", "ACTION:EMAIL"), "ACTION: value 'EMAIL'"),
    "an alarm without end": (("TRIGGER", "REPEAT:1000\r\nTRIGGER"), "VALARM: REPEAT does not belong here"),
    "trigger": (("-PT15H", "15H"), "TRIGGER: value '15H'"),
    "alarm and event of one UID": (("alarm@", "one@"), "UID of 2 components: one@example.org"),
    "link of no type": ((";VALUE=URI;LINKREL", ";LINKREL"), "LINK: VALUE=None"),
    "link of no relation": ((";LINKREL=via", ""), "LINK: no LINKREL"),
    "odd relation": (("LINKREL=via", "LINKREL=VIA "), "LINK: LINKREL 'VIA '"),
    "media type": (("text/html", "html"), "LINK: FMTTYPE 'html'"),
    "link to no address": (("https://example.org/\r\nCONCEPT", "example\r\nCONCEPT"), "LINK: value 'example'"),
    "concept": (("urn:uuid", "urn uuid"), "CONCEPT: value"),
    "type of relation": (("FINISHTOSTART", "AFTER"), "RELATED-TO: RELTYPE 'AFTER'"),
    "gap": (("GAP=P3D", "GAP=3"), "RELATED-TO: GAP '3'"),
    "gap of nothing": (("RELTYPE=FINISHTOSTART;", ""), "RELATED-TO: GAP of no type of relation"),
    "place of one UID with another": (("place@", "person@"), "UID of 2 components: person@example.org"),
    "place without UID": (("UID:place@example.org\r\n", ""), "VLOCATION: no UID"),
    "two names of a place": (("NAME:Astana", "NAME:Astana\r\nNAME:Astana"), "VLOCATION: NAME 2 times"),
    "participant of no type": (("PARTICIPANT-TYPE:ACTIVE\r\n", ""), "PARTICIPANT: no PARTICIPANT-TYPE"),
    "type of participant": (("TYPE:ACTIVE", "TYPE:GUEST"), "PARTICIPANT-TYPE: value 'GUEST'"),
    "participant with an address": (("SUMMARY:Kaja", "ATTENDEE:mailto:a@b\r\nSUMMARY:Kaja"), "PARTICIPANT: ATTENDEE"),
}


def test_variants_hold_what_plain_feeds_must_not() -> None:
    assert faults(WITH_ALARM, ALARMS) == faults(WITH_DETAILS, RICH) == []
    assert faults(WITH_ALARM, PLAIN) == faults(WITH_ALARM, RICH) == ["VEVENT: a VALARM inside"]
    assert {"VEVENT: LINK does not belong here", "VEVENT: a VLOCATION inside"} < set(faults(WITH_DETAILS, PLAIN))


@pytest.mark.parametrize("name", DAMAGE_OF_VARIANTS)
def test_each_fault_of_variants_is_found(name: str) -> None:
    (old, new), expected = DAMAGE_OF_VARIANTS[name]
    feed, dialect = (WITH_ALARM, ALARMS) if old.encode() in ALARM else (WITH_DETAILS, RICH)
    damaged = feed.decode().replace(old, new).encode()
    assert damaged != feed
    assert expected in "\n".join(faults(damaged, dialect))


def test_a_character_cut_by_a_fold_is_found() -> None:
    cut = GOOD.replace("Қ".encode(), b"\xd2\r\n \x9a")
    assert [fault for fault in faults(cut) if "not UTF-8 by itself" in fault]


def test_the_last_day_of_the_calendar_may_go_without_an_end() -> None:
    last = GOOD.replace(b"DATE:20251201", b"DATE:99991231").replace(b"DTEND;VALUE=DATE:20251202\r\n", b"")
    assert faults(last) == []


@pytest.mark.parametrize("feed", [b"", b"\r\n", b"\xff", b"BEGIN:VCALENDAR", b"\x00" * 100])
def test_nothing_passes_for_a_feed_that_is_none(feed: bytes) -> None:
    assert faults(feed)
