"""Faults: one thing of the valid record replaced, and the one problem that follows from it."""

from __future__ import annotations

from typing import Final, NamedTuple

from tests.readers.folders import (
    ACCEPTED,
    AGREEMENT,
    EVENTS,
    FIGURES,
    LEDGER,
    NEGOTIATION,
    PARTIES,
    PEOPLE,
    PLACES,
    RECORD,
    ROLES,
    SERIES,
    SOURCES,
)


class Fault(NamedTuple):
    """In *file*, *old* becomes *new*; the problem is told without its file."""

    file: str
    old: str
    new: str
    problem: str


def _fair(old: str, new: str, problem: str) -> Fault:
    return Fault(EVENTS, old, new, f"events[0].{problem}")


def _said(old: str, new: str, problem: str) -> Fault:
    return Fault(EVENTS, old, new, f"events[0].statements[0].{problem}")


def _present(old: str, new: str, problem: str) -> Fault:
    return _said(old, new, f"participants[0].{problem}")


def _related(old: str, new: str, problem: str) -> Fault:
    return _fair(old, new, f"relations[0].{problem}")


def _dated(value: str, problem: str) -> Fault:
    """The second statement of the fair with another date, which is TOML."""
    return _fair('when = "2025-11"\n', f"when = {value}\n", f"statements[1].when: {problem}")


def _founded(new: str, problem: str) -> Fault:
    """The only statement of the council's foundation replaced."""
    return Fault(SERIES, _ONLY_STATEMENT, new, f"milestones[0].{problem}")


def _astana(old: str, new: str, problem: str) -> Fault:
    return Fault(PLACES, old, new, f"astana.{problem}")


def _source(old: str, new: str, problem: str) -> Fault:
    return Fault(SOURCES, old, new, f"spare.{problem}")


def _figure(old: str, new: str, problem: str) -> Fault:
    return Fault(FIGURES, old, new, f"spare.{problem}")


def _accepted(new: str, problem: str) -> Fault:
    return Fault(ACCEPTED, RECORD[ACCEPTED], new, problem)


def _sealed(old: str, new: str, problem: str) -> Fault:
    return Fault(LEDGER, old, new, f"council-22.{problem}")


_NEITHER: Final = "shown[0].type: neither event nor milestone: 'x'"
_STATUSES: Final = "unknown status (known: planned, held, postponed, cancelled)"
_NOT_A_SLUG: Final = "not a slug (a-z, 0-9, single hyphens)"
_LANGUAGES: Final = "unknown language (known: kk, ru, en)"
_TITLE: Final = 'title = { en = "Fair", ru = "Ярмарка", kk = "Жәрмеңке" }\n'
_ONLY_STATEMENT: Final = '[[milestones.statements]]\nsource = "gazette"\nwhen = "1999"\n'
_LAST_STATEMENT: Final = '[[events.statements]]\nsource = "gazette"\nwhen = "2025-11"\n'
_DIGEST: Final = "075bf1f172dc42b5d41d82d102bc77f8d16bd96a0b7121e7c91b1fc6e51c0a6b"
_TARGET: Final = "pact-signed-anniversary-10"
_ROUND: Final = "[[rounds]]\nordinal = 1\n"

DATES: Final = [
    _dated('"2024-13"', "no such month at offset 5; not an EDTF date: '2024-13'"),
    _dated('"2025-11-31"', "no such day at offset 8; not an EDTF date: '2025-11-31'"),
    _dated('""', "nothing where a date is due at offset 0; not an EDTF date: ''"),
    _dated('" 2025"', "unexpected ' ' at offset 0; not an EDTF date: ' 2025'"),
    _dated('"2 May 2025"', "unexpected '2' at offset 0; not an EDTF date: '2 May 2025'"),
    _dated('"[..2025-12-02"', "no closing ']' at offset 13; not an EDTF date: '[..2025-12-02'"),
    _dated('"10000"', "unexpected '1' at offset 0; not an EDTF date: '10000'"),
    _dated('"0000"', "a year outside 1 to 9999 at offset 0; not an EDTF date: '0000'"),
    _dated('"-0044"', "a year outside 1 to 9999 at offset 0; not an EDTF date: '-0044'"),
    _dated('"Y10000"', "a year outside 1 to 9999 at offset 0; not an EDTF date: 'Y10000'"),
    _dated('"XXXX"', "a year outside 1 to 9999 at offset 0; not an EDTF date: 'XXXX'"),
    _dated("2025-12-02", "a date is EDTF text in quotes, not: datetime.date(2025, 12, 2)"),
    _dated("2025-12-02T10:00:00", "a date is EDTF text in quotes, not: datetime.datetime(2025, 12, 2, 10, 0)"),
    _dated("10:00:00", "a date is EDTF text in quotes, not: datetime.time(10, 0)"),
    _dated("2025", "a date is EDTF text in quotes, not: 2025"),
    _dated("true", "a date is EDTF text in quotes, not: True"),
    _dated("[]", "a date is EDTF text in quotes, not: []"),
    _dated("{}", "a date is EDTF text in quotes, not: {}"),
    _source('"2025-12"', '"2025-00"', "published: no such month at offset 5; not an EDTF date: '2025-00'"),
    _figure('"2024"', '"24"', "period: unexpected '2' at offset 0; not an EDTF date: '24'"),
]

REFERENCES: Final = [
    _fair('track = "pact"', 'track = "x"', "track: unknown track: 'x'"),
    _fair('parties = ["kazakhstan"]', 'parties = ["x"]', "parties[0]: unknown party: 'x'"),
    _fair('topics = ["trade"]', 'topics = ["trade", "x"]', "topics[1]: unknown topic: 'x'"),
    _fair('topics = ["trade"]', "topics = [5]", "topics[0]: unknown topic: 5"),
    _fair('figures = ["turnover"]', 'figures = ["x"]', "figures[0]: unknown figure: 'x'"),
    _fair('source = "gazette"', 'source = "x"', "statements[1].source: unknown source: 'x'"),
    _said('place = "brussels"', 'place = "x"', "place: unknown place: 'x'"),
    _said('place = "brussels"', 'place = ["brussels"]', "place: unknown place: ['brussels']"),
    _present('"bakayev"', '"x"', "person: unknown person: 'x'"),
    _present('"minister"', '"x"', "role: unknown role: 'x'"),
    _present('party = "kazakhstan"', 'party = "x"', "party: unknown party: 'x'"),
    _related('source = "paper"\nparagraph = 2', 'source = "x"', "source: unknown source: 'x'"),
    _related(_TARGET, "x", "target: unknown entry: 'x'"),
    _related(_TARGET, "pact-signed-anniversary-x", "target: unknown entry: 'pact-signed-anniversary-x'"),
    _related(_TARGET, "pact-signed-anniversary-0", "target: unknown entry: 'pact-signed-anniversary-0'"),
    _related(_TARGET, "review-anniversary-10", "target: unknown entry: 'review-anniversary-10'"),
    _figure('topic = "trade"', 'topic = "x"', "topic: unknown topic: 'x'"),
    _figure('source = "paper"\nparagraph', 'source = "x"\nparagraph', "source: unknown source: 'x'"),
    Fault(SERIES, 'parties = ["kazakhstan", "union"]', 'parties = ["x"]', "parties[0]: unknown party: 'x'"),
    Fault(EVENTS, '"talks-round-1"', '"x"', "milestones[0].relations[0].target: unknown entry: 'x'"),
]

MISSING: Final = [
    _fair('slug = "fair"\n', "", "slug: missing"),
    _fair('kind = "fair"\n', "", "kind: missing"),
    _fair(_TITLE, "", "title: missing"),
    _founded("", "statements: missing"),
    _fair(_LAST_STATEMENT, '[[events.statements]]\nsource = "gazette"\n', "statements[1].when: missing"),
    _fair(_LAST_STATEMENT, '[[events.statements]]\nwhen = "2025"\n', "statements[1].source: missing"),
    _related('kind = "ahead-of"\n', "", "kind: missing"),
    _related(f'target = "{_TARGET}"\n', "", "target: missing"),
    _present('person = "bakayev", ', "", "person: missing"),
    _said("start = 10:00:00, ", "", "clock.start: missing"),
    _said(', zone = "Europe/Brussels"', "", "clock.zone: missing"),
    _source('publisher = "The Spare"\n', "", "publisher: missing"),
    _figure('value = "30.5"\n', "", "value: missing"),
    _figure('unit = "per cent"\n', "", "unit: missing"),
    _sealed("updated = 2025-12-03T00:00:00Z, ", "", "en.updated: missing"),
    Fault(PARTIES, "[spare]\nname", "[spare]\n#", "spare.name: missing"),
    Fault(SERIES, 'title = { en = "Council", ru = "Совет", kk = "Кеңес" }\n', "", "title: missing"),
]

UNKNOWN_KEYS: Final = [
    _fair('kind = "fair"\n', 'kind = "fair"\nsort = "x"\n', "sort: unknown key: 'sort'"),
    _fair('kind = "fair"\n', 'kind = "fair"\nwhen = "2025"\n', "when: unknown key: 'when'"),
    _fair('kind = "fair"\n', 'kind = "fair"\nrevisions = []\n', "revisions: unknown key: 'revisions'"),
    _said('status = "held"\n', 'staus = "held"\n', "staus: unknown key: 'staus'"),
    _said("start = 10", "begin = 9, start = 10", "clock.begin: unknown key: 'begin'"),
    _present("chair = true", "chef = true", "chef: unknown key: 'chef'"),
    _related("paragraph = 2", "page = 2", "page: unknown key: 'page'"),
    _sealed("sequence = 3", "sequenc = 3", "en.sequenc: unknown key: 'sequenc'"),
    Fault(EVENTS, "[[milestones]]", "[[meetings]]\n[[milestones]]", "meetings: unknown key: 'meetings'"),
    Fault(SERIES, "[[milestones]]", "[[rounds]]\n[[milestones]]", "rounds: unknown key: 'rounds'"),
    Fault(SERIES, 'parties = ["', 'partys = ["', "partys: unknown key: 'partys'"),
    Fault(PARTIES, "[spare]\n", '[spare]\n"a b" = 1\n', "spare.a b: unknown key: 'a b'"),
    Fault(PARTIES, "[spare]\n", '[spare]\n"\\u001b[31m" = 1\n', "spare.\\x1b[31m: unknown key: '\\x1b[31m'"),
]

TYPES: Final = [
    _fair(_TITLE, 'title = "Fair"\n', "title: not a text by language, as in { en = ..., ru = ..., kk = ... }: 'Fair'"),
    _fair('en = "Fair"', "en = 5", "title: not text: 5"),
    _fair('topics = ["trade"]', 'topics = "trade"', "topics: not a list: 'trade'"),
    _fair('topics = ["trade"]', "topics = { a = 1 }", "topics: not a list: {'a': 1}"),
    _founded("statements = 5\n", "statements: not a list: 5"),
    _founded("statements = [5]\n", "statements[0]: not a table: 5"),
    _said("paragraph = 1\n", 'paragraph = "1"\n', "paragraph: not int: '1'"),
    _said("paragraph = 1\n", "paragraph = true\n", "paragraph: not int: True"),
    _said("paragraph = 1\n", "paragraph = 1.0\n", "paragraph: not int: 1.0"),
    _said("inferred = true", "inferred = 1", "inferred: not bool: 1"),
    _said("inferred = true", 'inferred = "yes"', "inferred: not bool: 'yes'"),
    _said('note = "Reported as past."', "note = 5", "note: not text: 5"),
    _said("start = 10:00:00", 'start = "10:00"', "clock.start: not time: '10:00'"),
    _said("end = 12:30:00", "end = 2025-11-05", "clock.end: not time: datetime.date(2025, 11, 5)"),
    _present("chair = true", 'chair = "yes"', "chair: not bool: 'yes'"),
    _related(f'target = "{_TARGET}"', "target = 5", f"target: {_NOT_A_SLUG}: 5"),
    _figure('value = "30.5"', "value = 30.5", "value: not int or str: 30.5"),
    _figure('value = "30.5"', "value = true", "value: not int or str: True"),
    _figure('value = "30.5"', "value = nan", "value: not int or str: nan"),
    _source('publisher = "The Spare"', "publisher = 5", "publisher: not text: 5"),
    _source('publisher = "The Spare"', "publisher = []", "publisher: not text: []"),
    _astana("latitude = 51.17", 'latitude = "51.17"', "latitude: not int or float: '51.17'"),
    _astana("latitude = 51.17", "latitude = true", "latitude: not int or float: True"),
    _sealed("sequence = 3", "sequence = true", "en.sequence: not int: True"),
    _sealed("2025-12-03T00:00:00Z", '"2025-12-03"', "en.updated: not datetime: '2025-12-03'"),
    _sealed("2025-12-03T00:00:00Z", "2025-12-03", "en.updated: not datetime: datetime.date(2025, 12, 3)"),
    Fault(PEOPLE, '["K. Kallas"]', '"K. Kallas"', "kallas.spellings: not a list: 'K. Kallas'"),
    Fault(PEOPLE, '["K. Kallas"]', "[5]", "kallas.spellings[0]: not text: 5"),
    Fault(ROLES, "[minister]", "spare = 5\n[minister]", "spare: not a table: 5"),
    Fault(ROLES, "[minister]", "[[spare]]\n[minister]", "spare: not a table: [{}]"),
    Fault(NEGOTIATION, _ROUND, f"milestones = 5\n{_ROUND}", "milestones: not a list of tables: 5"),
    Fault(NEGOTIATION, _ROUND, f'milestones = ["x"]\n{_ROUND}', "milestones[0]: not a table: 'x'"),
    Fault(LEDGER, RECORD[LEDGER], "[council-22]\nen = 5\n", "council-22.en: not a table: 5"),
    Fault(LEDGER, RECORD[LEDGER], "council-22 = 5\n", "council-22: not a table: 5"),
    Fault(LEDGER, RECORD[LEDGER], "[council-22]\nshown = 5\n", "council-22.shown: not a list: 5"),
    Fault(LEDGER, RECORD[LEDGER], "[council-22]\nshown = [5]\n", "council-22.shown[0]: not a table: 5"),
    _sealed("withdrawn = true", "withdrawn = 1", "shown[2].withdrawn: not bool: 1"),
    _sealed('sources = ["paper"]', 'sources = "paper"', "shown[0].sources: not a list: 'paper'"),
    Fault(SERIES, "ordinal = 22", 'ordinal = "22"', "meetings[0].ordinal: not int: '22'"),
    Fault(SERIES, "ordinal = 22", "ordinal = true", "meetings[0].ordinal: not int: True"),
    Fault(SERIES, "ordinal = 22", "ordinal = 22.5", "meetings[0].ordinal: not int: 22.5"),
    Fault(SERIES, "ordinal = 22", "ordinal = []", "meetings[0].ordinal: not int: []"),
]

VALUES: Final = [
    Fault(
        SERIES, _ONLY_STATEMENT, "statements = []\n", "milestones[0]: an entry without statements: 'council-founded'"
    ),
    _said("paragraph = 1\n", "paragraph = 0\n", "paragraph: not a whole number from 1 on: 0"),
    _said("paragraph = 1\n", "paragraph = -1\n", "paragraph: not a whole number from 1 on: -1"),
    _related("paragraph = 2", "paragraph = 0", "paragraph: not a whole number from 1 on: 0"),
    _figure("paragraph = 4", "paragraph = 0", "paragraph: not a whole number from 1 on: 0"),
    Fault(SERIES, "ordinal = 22", "ordinal = 0", "meetings[0].ordinal: not a whole number from 1 on: 0"),
    Fault(SERIES, "ordinal = 22", "ordinal = -1", "meetings[0].ordinal: not a whole number from 1 on: -1"),
    _sealed('status = "planned"', 'status = "done"', f"shown[0].status: {_STATUSES}: 'done'"),
    _sealed('type = "event", kind = "meeting", track', 'type = "x", kind = "meeting", track', _NEITHER),
    _said('"held"', '"done"', "status: unknown status (known: planned, held, postponed, cancelled): 'done'"),
    _said('"preferred"', '"best"', "rank: unknown rank (known: preferred, normal, deprecated): 'best'"),
    _related(
        '"ahead-of"',
        '"near"',
        "kind: unknown relationkind (known: part-of, anniversary-of, ahead-of, decided-at, follows, replaces): 'near'",
    ),
    _figure('"almost"', '"nearly"', "bound: unknown bound (known: exactly, about, almost, over): 'nearly'"),
    _said('note = "Reported as past."', 'note = " "', "note: empty text: ' '"),
    _said('note = "Reported as past."', 'note = "\\u0000"', "note: character U+0000 at offset 0 of: '\\x00'"),
    _fair(
        'when = "2025-11-05"',
        'when = "2025"',
        "statements[0]: a clock time without a day to put it on: '2025'",
    ),
    _said('zone = "Europe/Brussels"', 'zone = "Mars"', "clock.zone: not an IANA time zone: 'Mars'"),
    _astana('"Asia/Almaty"', '"asia/almaty"', "zone: not an IANA time zone: 'asia/almaty'"),
    _astana('"Asia/Almaty"', '"../../etc/passwd"', "zone: not an IANA time zone: '../../etc/passwd'"),
    _astana('"Asia/Almaty"', '"/etc/localtime"', "zone: not an IANA time zone: '/etc/localtime'"),
    _astana('"Asia/Almaty"', '"Asia"', "zone: not an IANA time zone: 'Asia'"),
    _astana('"KZ"', '"kz"', "country: not two capital letters: 'kz'"),
    _astana("51.17", "90.01", "latitude: not a coordinate from -90 to 90 degrees: 90.01"),
    _astana("51.17", "-91", "latitude: not a coordinate from -90 to 90 degrees: -91"),
    _astana("51.17", "nan", "latitude: not a coordinate from -90 to 90 degrees: nan"),
    _astana("longitude = 71", "longitude = inf", "longitude: not a coordinate from -180 to 180 degrees: inf"),
    _astana("longitude = 71", "longitude = 181", "longitude: not a coordinate from -180 to 180 degrees: 181"),
    Fault(PLACES, "latitude = 51.17\n", "", "astana: one coordinate without the other: 'astana'"),
    *(
        _source("https://spare.example/1", address, f"url: not an http or https address: '{address}'")
        for address in (
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//spare.example",
            "https://",
            "https://[::1",
            "https://spare.example:99999/",
            "https://spare.example/ 1",
            "https://spare.example/\\r\\nATTENDEE:x",
            "https://spare.example/\\u202e",
        )
    ),
    _source('sha256 = "0', 'sha256 = "', f"sha256: not 64 hexadecimal digits: '{_DIGEST[1:]}'"),
    _source('sha256 = "0', 'sha256 = "G', f"sha256: not 64 hexadecimal digits: 'G{_DIGEST[1:]}'"),
    _figure('value = "30.5"', 'value = "many"', "value: not a number: 'many'"),
    _figure('value = "30.5"', 'value = "NaN"', "value: not a number: 'NaN'"),
    _figure('value = "30.5"', 'value = "Infinity"', "value: not a number: 'Infinity'"),
    _figure('value = "30.5"', 'value = ""', "value: not a number: ''"),
    _figure('value = "30.5"', 'value = "1e30"', "value: not a number: '1e30'"),
    _sealed("sequence = 3", "sequence = -1", "en.sequence: not a sequence number: -1"),
    _sealed("00Z", "00", "en.updated: not an instant in UTC, to the second: datetime.datetime(2025, 12, 3, 0, 0)"),
    _sealed("en = {", "de = {", f"de: {_LANGUAGES}: 'de'"),
    Fault(
        SERIES,
        "{ordinal} Council",
        "The Council",
        "numbered_title: a title pattern without {ordinal}: 'The Council'",
    ),
    Fault(
        SERIES,
        "{ordinal} Council",
        "{ordinal:common} Council",
        "numbered_title: a title pattern without {ordinal}: '{ordinal:common} Council'",
    ),
]

LANGUAGES: Final = [
    _fair(', kk = "Жәрмеңке"', "", "title: missing language: 'kk'"),
    _fair(', ru = "Ярмарка", kk = "Жәрмеңке"', "", "title: missing language: 'kk', 'ru'"),
    _fair('kk = "Жәрмеңке"', 'kk = "Жәрмеңке", de = "Messe"', f"title: {_LANGUAGES}: 'de'"),
    _fair('kk = "Жәрмеңке"', 'kk = ""', "title: empty text in language 'kk'"),
    _fair('kk = "Жәрмеңке"', 'kk = "Жәрмеңке", unattested = ["de"]', f"title: {_LANGUAGES}: 'de'"),
    _fair(
        'kk = "Жәрмеңке"',
        'kk = "Жәрмеңке", unattested = "kk"',
        "title: unattested: not a list of languages: 'kk'",
    ),
    _fair('ru = "Ярмарка"', 'ru = "Яpмарка"', "title: Latin and Cyrillic letters in one word: 'Яpмарка'"),
    _fair('ru = "Книжная."', 'ru = "Kнижная."', "description: Latin and Cyrillic letters in one word: 'Kнижная'"),
    _fair('en = "Fair"', 'en = "Fa\\u0000ir"', "title: character U+0000 at offset 2 of: 'Fa\\x00ir'"),
    _fair(
        'en = "Fair"',
        f'en = "{"x" * 20_001}"',
        f"title: text of 20,001 characters, more than 20,000: '{'x' * 78}…",
    ),
    Fault(AGREEMENT, ', kk = "Ш" }', " }", "abbreviation: missing language: 'kk'"),
]

_BAD_SLUGS: Final = {
    "../x": "'../x'",
    "a/b": "'a/b'",
    "": "''",
    "Fair": "'Fair'",
    "a--b": "'a--b'",
    "-a": "'-a'",
    "a_b": "'a_b'",
    "ä": "'ä'",
    "\\u0000": "'\\x00'",
    "fair\\n": "'fair\\n'",
    "a" * 200: f"'{'a' * 78}…",
}

SLUGS: Final = [
    *(
        _fair('slug = "fair"', f'slug = "{slug}"', f"slug: {_NOT_A_SLUG}: {shown}")
        for slug, shown in _BAD_SLUGS.items()
    ),
    _fair('slug = "fair"', "slug = 5", f"slug: {_NOT_A_SLUG}: 5"),
    _fair('kind = "fair"', 'kind = "Book fair"', f"kind: {_NOT_A_SLUG}: 'Book fair'"),
    Fault(PARTIES, "[spare]", '["../x"]', f"../x.slug: {_NOT_A_SLUG}: '../x'"),
    Fault(PARTIES, "[spare]", '["\\u001b"]', f"\\x1b.slug: {_NOT_A_SLUG}: '\\x1b'"),
    Fault(SERIES, 'kind = "founded"', 'kind = "Founded"', f"milestones[0].kind: {_NOT_A_SLUG}: 'Founded'"),
    Fault(SERIES, "parties", 'kind = "Big meeting"\nparties', f"kind: {_NOT_A_SLUG}: 'Big meeting'"),
    Fault(LEDGER, "[council-22]", '["../x"]', f"../x: {_NOT_A_SLUG}: '../x'"),
]

ACCEPTANCES: Final = [
    _accepted("x = 5", "x: not a table: 5"),
    _accepted('[[single-source]]\nfair = "x"', "single-source: not a table: [{'fair': 'x'}]"),
    _accepted("[single-source]\nfair = true", "single-source.fair: not text: True"),
    _accepted('[single-source]\nfair = " "', "single-source.fair: empty text: ' '"),
    _accepted('[single-source]\nfair = "\\u0000"', "single-source.fair: character U+0000 at offset 0 of: '\\x00'"),
    _accepted('[single-source]\nFair = "x"', f"single-source.Fair: {_NOT_A_SLUG}: 'Fair'"),
    _accepted('["\\u001b"]\nfair = "x"', f"\\x1b.fair: {_NOT_A_SLUG}: '\\x1b'"),
]

FAULTS: Final = {
    "date": DATES,
    "reference": REFERENCES,
    "missing": MISSING,
    "unknown key": UNKNOWN_KEYS,
    "type": TYPES,
    "value": VALUES,
    "language": LANGUAGES,
    "slug": SLUGS,
    "acceptance": ACCEPTANCES,
}
