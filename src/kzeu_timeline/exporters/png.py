"""PNG: the picture of a timeline in pixels, drawn by resvg with the fonts of the machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Unpack

import attrs

from kzeu_timeline.drawing.document import document
from kzeu_timeline.drawing.options import Picture, PictureOptions
from kzeu_timeline.drawing.style import Theme
from kzeu_timeline.exceptions import ExportError, MissingExtraError, quoted
from kzeu_timeline.exporters.losses import UNDRAWN, Loss, left_out
from kzeu_timeline.model import Status
from kzeu_timeline.timeline import Timeline

SHARPEST: Final = 8
"""Pixels in a CSS pixel: as many as paper can show."""

MOST_PIXELS: Final = 100_000_000
"""In a picture; each takes four bytes while it is drawn."""


def to_png(timeline: Timeline, *, scale: float = 2, **options: Unpack[PictureOptions]) -> bytes:
    """The picture that :func:`to_svg` makes of the same options, *scale* pixels to a CSS pixel.

    Nobody's preference is known here: "auto" is light. The letters are those of the fonts that are installed, so the
    bytes may differ between machines. Raises :class:`~kzeu_timeline.MissingExtraError` without resvg-py,
    :class:`~kzeu_timeline.ExportError` if *scale* is not above 0 and at most 8 or there are too many pixels, and what
    :func:`to_svg` raises.
    """
    try:
        from resvg_py import svg_to_bytes  # noqa: PLC0415 - only this needs it
    except ImportError:
        raise MissingExtraError("a picture in pixels needs the extra `png`: pip install 'kzeu-timeline[png]'") from None
    if not 0 < scale <= SHARPEST:
        raise ExportError(f"a scale above 0 and at most {SHARPEST} is needed: {quoted(scale)}")
    picture = Picture(**options)
    if picture.theme is Theme.AUTO:
        picture = attrs.evolve(picture, theme=Theme.LIGHT)
    drawing = document(timeline, picture)
    if drawing.width * drawing.height * scale**2 > MOST_PIXELS:
        raise ExportError(f"more than {MOST_PIXELS:,} pixels, at the scale: {quoted(scale)}")
    try:
        return svg_to_bytes(svg_string=drawing.text, zoom=scale, languages=[picture.language])
    except ValueError as error:
        raise ExportError(f"no such picture can be drawn: {quoted(str(error))}") from error


def losses(timeline: Timeline, *, language: str) -> Iterator[Loss]:
    """What the pixels leave out: they can't say in words what the signs don't show."""
    del language
    for entry in timeline:
        if entry.place:
            yield Loss(entry.slug, "place", _NO_SIGN)
        if entry.status is Status.HELD:
            yield Loss(entry.slug, "status", "what was held looks like what no source says anything about")
    yield from left_out(timeline, _LEFT_OUT)


_NO_SIGN: Final = "a picture has no sign for it"
_LEFT_OUT: Final = {
    "languages": "one language for each picture",
    "statements": "a mark shows the settled date only",
    **dict.fromkeys(("type", "kind", *UNDRAWN), _NO_SIGN),
}
