"""What reads records and what tells their faults agree: on whether there is a fault, and on the record if not."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kzeu_timeline.exceptions import KzeuTimelineError
from kzeu_timeline.model import (
    Agreement,
    Event,
    Figure,
    Milestone,
    Negotiation,
    Party,
    Person,
    Place,
    Revision,
    Role,
    Series,
    Shown,
    Source,
    Topic,
    Track,
)
from kzeu_timeline.readers.diagnosis import Diagnosis
from kzeu_timeline.readers.draft import GROUPS
from kzeu_timeline.readers.layout import SINGLE
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.readers.structuring import AlreadyToldError, Structurer
from tests.readers.folders import AGREEMENT, EVENTS, LEDGER, NEGOTIATION, SERIES, TRACK, write
from tests.readers.test_laws import KEYS, TABLES, VALUES, places
from tests.strategies import LAW

Table = dict[str, Any]


def _header(file: str) -> Table:
    return {key: value for key, value in TABLES[file].items() if not isinstance(value, list) or key == "parties"}


VALID: Final[list[tuple[type, Table]]] = [
    *(
        (kind, {"slug": slug, **table})
        for name, kind in SINGLE.items()
        for slug, table in TABLES[f"{name}.toml"].items()
    ),
    (Series, {"slug": "council", "kind": "meeting", **_header(SERIES)}),
    (Agreement, {"slug": "pact", **_header(AGREEMENT)}),
    (Negotiation, {"slug": "talks", **_header(NEGOTIATION)}),
    (Track, {"slug": "visits", **_header(TRACK)}),
    (Event, TABLES[EVENTS]["events"][0]),
    (Milestone, TABLES[EVENTS]["milestones"][0]),
    (Revision, {"language": "en", **TABLES[LEDGER]["council-22"]["en"]}),
    (Shown, TABLES[LEDGER]["council-22"]["shown"][0]),
]


@st.composite
def damaged(draw: DrawFn) -> tuple[type, Table]:
    """A kind of record, and a table of one in which up to two values are replaced, added or left out."""
    kind, valid = draw(st.sampled_from(VALID))
    table = deepcopy(valid)
    for _ in range(draw(st.integers(0, 2))):
        container, key = draw(st.sampled_from(list(places({"": table}))[1:]))
        match draw(st.sampled_from(["replace", "add", "leave out"])):
            case "leave out":
                del container[key]
            case "add" if isinstance(container, dict):
                container[draw(KEYS)] = draw(VALUES)
            case "add":
                container.append(draw(VALUES))
            case _:
                container[key] = draw(VALUES)
        if not table:
            break
    return kind, table


@pytest.fixture(scope="module")
def structurer(tmp_path_factory: pytest.TempPathFactory) -> Structurer:
    """Knows the records of the valid folder, but for one source that is faulty."""
    catalogue = load(write(tmp_path_factory.mktemp("seeds")))
    structurer = Structurer()
    for kind, group in GROUPS.items():
        structurer.records[kind].update(getattr(catalogue, group))
    del structurer.records[Source]["spare"]
    structurer.faulty.add((Source, "spare"))
    return structurer


def test_every_kind_of_record_is_among_the_valid_tables() -> None:
    kinds = {kind for kind, _ in VALID}
    assert kinds == {*SINGLE.values(), Track, Series, Agreement, Negotiation, Event, Milestone, Revision, Shown}
    assert {Party, Person, Place, Role, Topic, Figure} < kinds


@pytest.mark.parametrize(("kind", "table"), VALID)
def test_nothing_is_wrong_with_a_valid_table(structurer: Structurer, kind: type, table: Table) -> None:
    assert list(Diagnosis(structurer).problems(kind, table)) == []
    assert structurer.define(kind, table) == Diagnosis(structurer)._whole(kind, table)


@LAW
@given(damage=damaged())
def test_a_table_is_refused_where_something_is_told_of_it_and_else_makes_the_same_record(
    structurer: Structurer, damage: tuple[type, Table]
) -> None:
    kind, table = damage
    diagnosis = Diagnosis(structurer)
    told = list(diagnosis.problems(kind, table))
    try:
        made = structurer.define(kind, table)
    except AlreadyToldError:
        return
    except Exception:  # noqa: BLE001 - whatever the class says, and whatever Python says to its arguments
        assert told
        return
    assert told == []
    assert made == diagnosis._whole(kind, table)


@LAW
@given(damage=damaged())
def test_parts_of_a_table_are_refused_where_something_is_told_of_them(
    structurer: Structurer, damage: tuple[type, Table]
) -> None:
    kind, table = damage
    valid = next(each for of, each in VALID if of is kind)
    told = list(Diagnosis(structurer).problems(kind, table, in_part=True))
    refused: Exception | None = None
    try:
        attrs.evolve(structurer.define(kind, valid), **structurer.parts(kind, table))
    except Exception as error:  # noqa: BLE001 - as above
        refused = error
    if told:
        assert refused
    else:
        # What several fields make together is not seen in parts.
        assert refused is None or isinstance(refused, KzeuTimelineError)


def test_a_reference_to_what_is_faulty_is_told_of_by_neither(structurer: Structurer) -> None:
    table = {"source": "spare", "kind": "follows", "target": "fair"}
    event = {**TABLES[EVENTS]["events"][0], "relations": [table]}
    with pytest.raises(AlreadyToldError):
        structurer.define(Event, event)
    assert list(Diagnosis(structurer).problems(Event, event)) == []
