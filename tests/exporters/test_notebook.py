"""Displays in notebooks: what is left of them when JupyterLab has sanitized them, which must be all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import Display, Entry, InvalidRecordError, Language, Source, Statement, Timeline, load
from kzeu_timeline.exporters.excerpt import LATEST, SHORT
from kzeu_timeline.exporters.gradients import CERTAIN
from kzeu_timeline.exporters.notebook import MOST_FOLDED
from kzeu_timeline.locales import wording
from kzeu_timeline.sentences import remarked, run_marks
from kzeu_timeline.xmltext import in_xml
from tests.exporters import hostile
from tests.exporters.samples import SOURCE, event, timeline
from tests.strategies import LAW

TAGS: Final = {
    *("div", "p", "span", "a", "br", "details", "summary"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES: Final = {"style", "lang", "title", "scope", "colspan", "href"}
"""Those of JupyterLab's that are needed."""

_LENGTH: Final = r"(?:0|\d+(?:\.\d+)?(?:px|%))"
_COLOUR: Final = r"#[0-9a-f]+"
_STYLES: Final = {
    "width": _LENGTH,
    "height": _LENGTH,
    "margin": f"{_LENGTH}(?: {_LENGTH})*",
    "padding": f"{_LENGTH}(?: {_LENGTH})*",
    "border": f"{_LENGTH} solid",
    "border-left": f"{_LENGTH} solid",
    "box-sizing": "border-box",
    "border-collapse": "collapse",
    "table-layout": "fixed",
    "text-align": "left",
    "vertical-align": "top",
    "font-weight": "bold|normal",
    "font-size": "small",
    "white-space": "nowrap",
    "overflow": "hidden",
    "display": "flex|inline-block",
    "background-image": rf"linear-gradient\(to right(?:,{_COLOUR} {_LENGTH})+\)",
}
"""What JupyterLab lets through of each property that is used (its sanitizer's ``allowedStyles``)."""


class Seen(HTMLParser):
    """The tree as far as it matters: what stands in each cell, and every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.texts: dict[str, list[str]] = {"caption": [], "summary": [], "p": []}
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"br", "col"}:
            self._open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if texts := next((self.texts[tag] for tag in reversed(self._open) if tag in self.texts), None):
            texts[-1] += data
        elif next((tag for tag in reversed(self._open) if tag not in {"span", "a", "div"}), "") in {"td", "th"}:
            self.rows[-1][-1] += data
        else:
            assert not data.strip()

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def html_of(shown: Timeline | Entry, language: str = "en") -> str:
    return Display(shown, language=language)._repr_mimebundle_()["text/html"]


def styles(seen: Seen, *tags: str) -> Iterator[tuple[str, str]]:
    for tag, attributes in seen.tags:
        for declaration in filter(None, (attributes.get("style") or "").split(";")):
            name, _, value = declaration.partition(":")
            if not tags or tag in tags:
                yield name, value


def gradients(seen: Seen, tag: str = "div") -> list[str]:
    """The filled bars; in "span" the signs in the legend."""
    return [value for name, value in styles(seen, tag) if name == "background-image"]


def boxes(seen: Seen, tag: str = "div") -> int:
    """How many are hollow."""
    return sum(name == "border" for name, _ in styles(seen, tag))


def assert_survives(seen: Seen) -> None:
    """Nothing is there that a sanitizer would take away."""
    assert {tag for tag, _ in seen.tags} <= TAGS
    for _, attributes in seen.tags:
        assert attributes.keys() <= ATTRIBUTES
        assert re.match("https?://", attributes.get("href") or "https://")
    for name, value in styles(seen):
        assert re.fullmatch(_STYLES[name], value), (name, value)


def plain(text: str) -> str:
    """The stated rule: line breaks become blanks, and what no page can hold is dropped."""
    return in_xml(re.sub(r"[\t\n\r\v\f\x85\u2028\u2029]+", " ", text))


@pytest.mark.parametrize("language", Language)
def test_the_shipped_record_survives_and_is_shown_row_by_row(language: Language) -> None:
    record = load().timeline()
    seen, marks = Seen(html_of(record, language)), run_marks(record)
    assert_survives(seen)
    words = wording(language)
    heads = ["", words.label("date"), words.label("title")]
    rows = [row for row in seen.rows if row[:3] != heads]
    assert [row[:2] for row in rows] == [[marks.get(entry.slug, ""), remarked(entry, language)] for entry in record]
    for row, entry in zip(rows, record, strict=True):
        assert row[2].startswith(entry.title.best(language))
    computed = sum(entry.is_derived for entry in record)
    assert (len(gradients(seen)), boxes(seen)) == (len(record) - computed, computed)
    assert (len(gradients(seen, "span")), boxes(seen, "span")) == (3, 1)
    assert ("div", {"lang": language.value}) in seen.tags
    assert len(html_of(record, language).encode()) < 120_000


@settings(LAW, max_examples=60)
@given(hostile.timelines(), st.sampled_from(list(Language)))
def test_hostile_text_is_text(entries: Timeline, language: Language) -> None:
    seen = Seen(html_of(entries, language))
    assert_survives(seen)
    for row, entry in zip(seen.rows[1:], entries, strict=True):
        assert row[2].startswith(plain(entry.title.best(language)))
    for entry in entries[:2]:
        card = Seen(html_of(entry, language))
        assert_survives(card)
        assert card.texts["caption"] == [plain(entry.title.best(language))]


@pytest.mark.parametrize("language", Language)
def test_every_entry_of_the_record_has_a_card_that_survives(language: Language) -> None:
    for entry in load().timeline():
        seen = Seen(html_of(entry, language))
        assert_survives(seen)
        assert (len(gradients(seen)), boxes(seen)) == ((0, 1) if entry.is_derived else (len(entry.statements), 0))


def test_a_card_says_who_says_what() -> None:
    article = Source(slug="article", publisher="Press", published="2025-12-02")
    stated = [
        Statement(source=article, when="[..2025-12-02]", inferred=True, status="held"),
        Statement(source=SOURCE, when="2025-12-01", paragraph=3),
    ]
    seen = Seen(html_of(event(statements=stated)))
    assert ["Date", "1 December 2025 (2025-12-01)"] in seen.rows
    assert ["Why this date", "more precise than the other dates given"] in seen.rows
    assert seen.rows[-2:] == [
        ["Press (published: 2 December 2025)", "≈ on or before 2 December 2025", "inferred, held", ""],
        ["Gazette (published: 2 December 2025) §3", "1 December 2025", "stated", ""],
    ]
    assert [attributes["href"] for tag, attributes in seen.tags if tag == "a"] == [SOURCE.url]


def test_a_month_is_a_faint_bar_between_days() -> None:
    entries = timeline(event("2025-06"), event("2025-01-01", slug="b"), event("2025-12-31", slug="c"))
    seen = Seen(html_of(entries))
    first, bar, last = gradients(seen)
    assert ends(first)[1] < ends(bar)[0] < ends(bar)[1] < ends(last)[0]
    assert "#3b82c4 " not in bar
    assert "#3b82c473 " in bar
    assert "#3b82c4 " in first


def ends(gradient: str) -> tuple[float, float]:
    places = [float(place) for place in re.findall(r" (\d+(?:\.\d+)?)%", gradient)]
    assert places == sorted(places)
    return places[0], places[-1]


@pytest.mark.parametrize(
    ("when", "fades"),
    [
        ("[..2025-06-15]", ["#0000", "#3b82c473"]),
        ("[2025-06-15..]", ["#3b82c473", "#0000"]),
        ("2025-06-15/..", ["#3b82c4", "#0000"]),
    ],
)
def test_what_has_no_bound_fades(when: str, fades: list[str]) -> None:
    entries = timeline(event(when), event("2025-01-01", slug="b"), event("2025-12-31", slug="c"))
    position = [entry.slug for entry in entries].index("a")
    colours = re.findall("#[0-9a-f]+", gradients(Seen(html_of(entries)))[position])
    pairs = list(zip(colours[1::4], colours[2::4], strict=True))
    assert tuple(fades) in pairs


@settings(LAW, max_examples=60)
@given(hostile.timelines())
def test_the_stops_of_a_bar_never_go_back_and_stay_inside(entries: Timeline) -> None:
    for gradient in gradients(Seen(html_of(entries))):
        first, last = ends(gradient)
        assert 0 <= first < last <= 100


def many(count: int) -> Timeline:
    return Timeline(event(f"{1100 + number}-05-05", slug=f"e{number}") for number in range(count))


def test_a_short_timeline_is_shown_whole() -> None:
    seen = Seen(html_of(many(SHORT)))
    assert (len(seen.rows), seen.texts["summary"]) == (1 + SHORT, [])
    assert seen.texts["caption"] == [f"Timeline: 1100–{1099 + SHORT} · Entries: {SHORT}"]


def test_of_a_long_one_all_but_the_latest_is_folded_and_counted() -> None:
    seen = Seen(html_of(many(50)))
    assert seen.texts["p"][0] == "Timeline: 1100–1149 · Entries: 50"
    assert seen.texts["summary"] == [f"1100–{1149 - LATEST} · Entries: {50 - LATEST}"]
    assert seen.texts["caption"] == [f"{1150 - LATEST}–1149 · Entries: {LATEST}"]
    assert len(gradients(seen)) == 50


def test_of_a_very_long_one_it_is_said_how_many_are_left_out() -> None:
    seen = Seen(html_of(many(MOST_FOLDED + 7 + LATEST)))
    assert seen.texts["summary"] == [f"1100–{1106 + MOST_FOLDED} · Entries: {MOST_FOLDED + 7}"]
    assert [row[1] for row in seen.rows[1:3]] == ["… and 7 more", "5 May 1107"]
    assert len(gradients(seen)) == MOST_FOLDED + LATEST


def test_what_was_computed_of_years_to_come_is_folded_after_what_sources_say() -> None:
    seen = Seen(html_of(load().timeline()))
    assert [text.partition(" ")[0] for text in seen.texts["summary"]] == ["1993–2025", "2027–2030"]
    heads = [place for place, row in enumerate(seen.rows) if row[1] == "Date"]
    titles = [row[2] for row in seen.rows[heads[1] : heads[2]]]
    assert "22nd EU–Kazakhstan Cooperation Council" in titles
    assert (
        titles[-1]
        == "2nd round of negotiations on the EU–Kazakhstan Visa Facilitation Agreement and Readmission Agreement"
    )


def test_every_day_is_as_wide_as_any_other() -> None:
    entries = timeline(event("2025-12-01"), event("2025-12-02", slug="b"), event("2025-12-03/2025-12-06", slug="c"))
    first, second, last = (right - left for left, right in map(ends, gradients(Seen(html_of(entries)))))
    assert first == pytest.approx(second, abs=0.02)
    assert last == pytest.approx(4 * first, abs=0.02)


def test_what_may_lie_anywhere_makes_the_axis_no_longer_and_fades_out_of_it() -> None:
    week = [event(f"2025-12-0{day}", slug=f"d{day}") for day in range(1, 8)]
    alone, joined = Timeline(week), Timeline([*week, event("[2024-01-01..2026-12-31]", slug="some-day")])
    assert gradients(Seen(html_of(joined)))[1:] == gradients(Seen(html_of(alone)))
    assert "limit unknown" in Seen(html_of(joined)).texts["p"][-1]
    assert "limit unknown" not in Seen(html_of(alone)).texts["p"][-1]


@pytest.mark.parametrize(
    "whens",
    [
        ["2025-12-01", "[2024-01-01..2026-12-31]"],
        ["2025-12-01", "2025-12-02", "2025-12-03", "[2020-01-01..2022-12-31]"],
        ["2025-12-01", "2025-12-02", "2014/2027"],
    ],
    ids=["the rule", "elsewhere", "lasting"],
)
def test_but_all_of_it_is_drawn_where_it_is_the_rule_or_lies_elsewhere_or_lasts(whens: list[str]) -> None:
    seen = Seen(html_of(Timeline(event(when, slug=f"e{number}") for number, when in enumerate(whens))))
    assert "limit unknown" not in seen.texts["p"][-1]
    widths = [right - left for left, right in map(ends, gradients(seen))]
    assert max(widths) == widths[0] > 20


@pytest.mark.parametrize("language", Language)
def test_an_empty_timeline_is_a_table_without_rows(language: Language) -> None:
    seen = Seen(html_of(Timeline(), language))
    assert_survives(seen)
    assert (len(seen.rows), seen.rows[0][3], seen.texts["p"]) == (1, "", [])
    assert seen.texts["caption"] == [
        f"{wording(language).label('timeline')}: … · {wording(language).page['entries']}: 0"
    ]


def test_a_card_has_the_description() -> None:
    assert ["Description", "In short"] in Seen(html_of(event(description={"en": "In short"}))).rows


def test_text_in_another_language_says_in_which_it_is() -> None:
    seen = Seen(html_of(timeline(event(title={"ru": "Встреча"}))))
    assert ("span", {"lang": "ru"}) in seen.tags
    assert seen.rows[1][2] == "Встреча"


def test_what_is_not_held_says_so() -> None:
    assert Seen(html_of(timeline(event(status="planned")))).rows[1][2] == "Meeting – planned"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "sources differ"), ("ru", "источники расходятся"), ("kk", "дереккөздер сәйкес келмейді")],
)
def test_where_sources_differ_the_row_says_so_beside_the_date(language: str, words: str) -> None:
    said = [
        Statement(source=SOURCE, when="2025-12-01"),
        Statement(source=attrs.evolve(SOURCE, slug="other"), when="2025-12-02"),
    ]
    seen = Seen(html_of(timeline(event(statements=said)), language))
    assert seen.rows[1][1].endswith(f" ({words})")


def test_what_no_source_says_outright_is_inferred_in_its_row() -> None:
    said = [Statement(source=SOURCE, when="2025-12-01", status="planned", inferred=True)]
    assert Seen(html_of(timeline(event(statements=said)))).rows[1][1:3] == [
        "1 December 2025 (inferred)",
        "Meeting – planned",
    ]


def test_a_relation_of_an_entry_alone_names_the_other_by_its_slug_in_brackets() -> None:
    assert ["Relations", "anniversary of [epca-signed]"] in Seen(
        html_of(load().timeline()["epca-signed-anniversary-10"])
    ).rows


def test_timelines_and_entries_show_themselves_in_english() -> None:
    for shown in (entries := timeline(event()), entries[0]):
        assert shown._repr_mimebundle_() == {"text/plain": repr(shown), "text/html": html_of(shown)}
        assert repr(Display(shown, language="kk")) == repr(shown)


@pytest.mark.parametrize(
    ("include", "exclude", "kinds"),
    [
        (None, None, {"text/plain", "text/html"}),
        ({"text/plain"}, None, {"text/plain"}),
        (None, {"text/html"}, {"text/plain"}),
        ((), (), {"text/plain", "text/html"}),
        ({"image/png"}, None, set()),
    ],
)
def test_only_what_is_asked_for_is_made(include: set[str] | None, exclude: set[str] | None, kinds: set[str]) -> None:
    assert timeline(event())._repr_mimebundle_(include, exclude).keys() == kinds


def test_the_same_timeline_is_the_same_display() -> None:
    assert html_of(load().timeline()) == html_of(load().timeline())


def test_what_can_not_be_shown_is_refused() -> None:
    with pytest.raises(InvalidRecordError, match="neither a timeline nor an entry: 5"):
        Display(5)  # type: ignore[arg-type]
    with pytest.raises(InvalidRecordError, match="unknown language"):
        Display(Timeline(), language="de")


@pytest.mark.parametrize(
    ("when", "status"), [("2025-12-01~", "held"), ("2025-12-01", "planned"), ("2025-12-01", "cancelled")]
)
def test_what_is_doubted_planned_or_cancelled_is_not_shown_as_certain(when: str, status: str) -> None:
    entry = event(statements=[Statement(source=SOURCE, when=when, status=status)])
    for shown in (entry, timeline(entry)):
        gradients = re.findall(r"linear-gradient\([^)]*\)", html_of(shown))
        assert gradients
        assert not any(f"{CERTAIN} " in gradient for gradient in gradients)
