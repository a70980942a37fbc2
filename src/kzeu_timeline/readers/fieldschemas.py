"""What a field of each type takes, as JSON Schema.

Patterns have no lookaround, which the language servers for TOML don't know. A date or time of TOML, which JSON
has not, is a string to them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, Final

from kzeu_timeline.dates import Edtf
from kzeu_timeline.dates.grammar import LONGEST_EDTF
from kzeu_timeline.model import fields
from kzeu_timeline.model.track import PLACEHOLDER
from kzeu_timeline.text import LONGEST_TEXT, Language

Schema = dict[str, Any]

_YEAR: Final = r"(?:Y-?[0-9]+(?:E[0-9]+)?|-?[0-9X]{4})(?:S[0-9]+)?"
_MONTH: Final = r"(?:0[1-9X]|1[0-2X]|[2-4X][0-9X])"
_DAY: Final = r"(?:0[1-9X]|[12X][0-9X]|3[01X])"
_DATE: Final = rf"[?~%]?{_YEAR}[?~%]?(?:-[?~%]?{_MONTH}[?~%]?(?:-[?~%]?{_DAY}[?~%]?)?)?"
_TIME: Final = r"(?:T[0-9:]{8}(?:Z|[+-][0-9:]{2,5})?)?"
_BETWEEN: Final = r"(?:\.\.|[/,])"
_EDTF: Final = rf"[\[{{]?{_BETWEEN}*{_DATE}{_TIME}(?:{_BETWEEN}+{_DATE})*{_BETWEEN}*[\]}}]?"
# All dates of the years 1 to 9999, and some text that is none: the grammar itself needs more than a pattern.

_CLOCK: Final = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_DECIMAL: Final = r"\s*[+-]?(?:\d[\d_]*\.?[\d_]*|\.[\d_]*\d[\d_]*)(?:[eE][+-]?[\d_]+)?\s*"

_DAYS: Final = {"type": "integer", "minimum": 0, "maximum": fields.LARGEST_NUMBER}


def table(properties: Mapping[str, Schema], required: Collection[str] = ()) -> Schema:
    """A table with these keys and no others."""
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return schema | ({"required": list(required)} if required else {})


def _string(pattern: str, description: str, **more: object) -> Schema:
    return {"type": "string", "pattern": f"^(?:{pattern})$", **more, "description": description}


def _text(description: str, pattern: str = r"\S") -> Schema:
    return {"type": "string", "pattern": pattern, "maxLength": LONGEST_TEXT, "description": description}


def _localized(description: str, pattern: str = r"\S") -> Schema:
    languages = [language.value for language in Language]
    unattested = {
        "type": "array",
        "items": {"enum": languages},
        "description": "The languages whose wording is the project's own, found in no source.",
    }
    texts = {language: _text(f"The text in the language {language}.", pattern) for language in languages}
    return table({**texts, "unattested": unattested}, required=languages) | {"description": description}


SLUG: Final = _string(
    fields.SLUG.pattern, "Lower-case letters, digits and single hyphens.", maxLength=fields.LONGEST_SLUG
)
LOCALIZED: Final = _localized('The text in each language: { en = "…", ru = "…", kk = "…" }.')
NUMBERED: Final = _localized(
    "The text in each language with {ordinal}, {ordinal:masculine} or {ordinal:feminine} in it.", PLACEHOLDER.pattern
)
_ZONE: Final = _string("[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*", "An IANA time zone, as in Asia/Almaty.")

TYPES: Final[Mapping[object, Schema]] = {
    fields.Slug: SLUG,
    fields.Text: _text("Text that says something."),
    fields.Zone: _ZONE,
    fields.Url: _string(rf"[Hh][Tt][Tt][Pp][Ss]?://[^{fields.NOT_IN_URL.pattern[1:-1]}]+", "An http or https address."),
    fields.CountryCode: _string(fields.COUNTRY.pattern, "Two capital letters, ISO 3166-1 alpha-2."),
    fields.Sha256: _string(fields.SHA256.pattern, "64 hexadecimal digits, in lower case."),
    fields.Days: {
        "anyOf": [_DAYS, {"type": "array", "items": _DAYS, "minItems": 2, "maxItems": 2}],
        "description": "So many days, or the least and the most: 1, [1, 3].",
    },
    Edtf: _string(
        _EDTF,
        'A date in EDTF, as precise as the source gives it, in quotes: "2025-12-01", "2025-11", "[..2025-12-02]".',
        maxLength=LONGEST_EDTF,
    ),
    int: {"type": "integer", "minimum": 1, "maximum": fields.LARGEST_NUMBER, "description": "Counted from 1."},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    str: {"type": "string"},
    Decimal: {
        "type": ["integer", "string"],
        "pattern": f"^{_DECIMAL}$",
        "description": 'A whole number, or a decimal number in quotes: 5_000, "48.8".',
    },
    dt.time: _string(_CLOCK, "A local time, without quotes: 16:30:00.", format="time-local"),
    dt.datetime: _string(
        rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{_CLOCK}(?:Z|[+-]00:00)",
        "An instant in UTC, without quotes.",
        format="date-time",
    ),
}
"""What a field of each type takes; references, tables and words from a list apart."""

FIELDS: Final[Mapping[str, Schema]] = {
    "latitude": {"minimum": -90, "maximum": 90},
    "longitude": {"minimum": -180, "maximum": 180},
    "sequence": {"minimum": 0, "maximum": 2**31 - 1, "description": "How often it has changed."},
    "zone": _ZONE,
    "statements": {"minItems": 1},
    "type": {"enum": ["event", "milestone"]},
    "numbered_title": {"$ref": "#/definitions/numbered_title"},
}
"""What fields of these names ask beyond their type."""
