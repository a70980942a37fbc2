"""The colours can be told apart, and each theme is what it says."""

from __future__ import annotations

import pytest

from kzeu_timeline.drawing.style import DARK, LIGHT, Theme, style


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "band"])
def test_text_is_legible_and_signs_are_visible(palette: object, ground: str) -> None:
    behind = getattr(palette, ground)
    for name in ("ink", "quiet", "today"):
        assert contrast(getattr(palette, name), behind) >= 4.5, name
    for name in ("mark", "maybe"):
        assert contrast(getattr(palette, name), behind) >= 3, name


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_certain_is_told_from_what_may_be_without_colour(palette: object) -> None:
    assert contrast(palette.mark, palette.maybe) >= 2


def test_a_fixed_theme_asks_nobody() -> None:
    assert "@media" not in style(Theme.LIGHT) + style(Theme.DARK)
    assert LIGHT.mark in style(Theme.LIGHT)
    assert DARK.mark not in style(Theme.LIGHT)


def test_the_other_follows_the_reader_and_is_light_on_paper() -> None:
    usual, asked = style(Theme.AUTO).split("@media screen and (prefers-color-scheme:dark){")
    assert usual == style(Theme.LIGHT)
    assert asked.rstrip("}\n") in style(Theme.DARK)


@pytest.mark.parametrize("theme", Theme)
def test_no_rule_reaches_beyond_the_picture(theme: Theme) -> None:
    for line in style(theme).splitlines():
        if line and not line.startswith(("@media", "}")):
            selectors = line.partition("{")[0].split(",")
            assert all(selector == ".kzeu" or selector.startswith(".kzeu ") for selector in selectors), line
