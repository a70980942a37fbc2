"""SVG: a timeline as a picture for pages and for print, in light and in dark, which can be heard as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Unpack

from kzeu_timeline.drawing.document import document
from kzeu_timeline.drawing.options import Picture, PictureOptions
from kzeu_timeline.exporters.losses import UNDRAWN, Loss, left_out
from kzeu_timeline.timeline import Timeline


def to_svg(timeline: Timeline, **options: Unpack[PictureOptions]) -> str:
    """The timeline as a picture of the options in :class:`PictureOptions`; ``language`` is required.

    It needs nothing from outside, has no script, and says in words what it shows; text is text, and none of it is
    markup. Raises :class:`~kzeu_timeline.InvalidRecordError` for an unknown language or theme, and
    :class:`~kzeu_timeline.ExportError` for a width that is too small or too large.
    """
    return document(timeline, Picture(**options)).text


def losses(timeline: Timeline, *, language: str) -> Iterator[Loss]:
    """What the picture leaves out."""
    del language
    return left_out(timeline, _LEFT_OUT)


_LEFT_OUT: Final = {
    "languages": "one language for each picture",
    "statements": "a mark shows the settled date only",
    **dict.fromkeys(UNDRAWN, "a picture has no sign for it"),
}
