"""The picture in pixels is that of the SVG."""

from __future__ import annotations

import struct
import sys
from typing import Final

import pytest

from kzeu_timeline import ExportError, InvalidRecordError, MissingExtraError, Timeline, load, to_png, to_svg
from tests.exporters.samples import event, timeline
from tests.exporters.svg import parsed

ONE: Final = timeline(event())


def size(png: bytes) -> tuple[int, int]:
    """The width and the height in the header (PNG, section 11.2.1)."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("scale", [0.5, 1, 2])
def test_it_is_as_large_as_the_picture_at_that_scale(scale: float) -> None:
    root = parsed(to_svg(ONE, language="en", width=600))
    wide, high = size(to_png(ONE, language="en", width=600, scale=scale))
    assert wide == pytest.approx(600 * scale, abs=1)
    assert high == pytest.approx(float(root.get("height", "")) * scale, abs=1)


def test_nobody_s_preference_is_light() -> None:
    auto, light, dark = (to_png(ONE, language="en", theme=theme, scale=1) for theme in ("auto", "light", "dark"))
    assert auto == light
    assert auto != dark


def test_the_shipped_record_is_drawn() -> None:
    assert len(to_png(load().timeline(), language="kk", scale=1)) > 50_000


@pytest.mark.parametrize("scale", [0, -1, 8.1, float("nan"), float("inf")])
def test_a_scale_that_no_picture_has_is_refused(scale: float) -> None:
    with pytest.raises(ExportError, match="a scale above 0 and at most 8 is needed: "):
        to_png(ONE, language="en", scale=scale)


def test_more_pixels_than_fit_are_refused_and_fewer_than_one() -> None:
    with pytest.raises(ExportError, match="more than 100,000,000 pixels, at the scale: 8"):
        to_png(ONE, language="en", width=20_000, scale=8)
    with pytest.raises(ExportError, match="no such picture can be drawn: "):
        to_png(ONE, language="en", scale=1e-9)


def test_what_the_picture_refuses_is_refused() -> None:
    with pytest.raises(InvalidRecordError):
        to_png(Timeline(), language="de")


def test_without_resvg_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtraError, match=r"kzeu-timeline\[png\]"):
        to_png(ONE, language="en")
