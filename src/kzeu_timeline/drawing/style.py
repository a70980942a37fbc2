"""How a picture looks, in light and in dark: one table of colours, and the rules that use them.

The rules hold colours, not variables, because programs besides browsers understand no others. All of them stand below
the class of the picture, so that a page which holds it is left as it was.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

PICTURE: Final = "kzeu"
"""The class of the picture, and the beginning of every id in it."""


class Theme(StrEnum):
    """Light, dark, or what the reader prefers."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Palette(NamedTuple):
    """Colours; all text has a contrast of at least 4.5 on paper and band, all signs of at least 3."""

    paper: str
    band: str
    ink: str
    quiet: str
    rule: str
    mark: str
    maybe: str
    today: str


LIGHT: Final = Palette("#ffffff", "#f4f6f9", "#16202c", "#4a5563", "#ccd3db", "#0a3d8f", "#6c87bd", "#b3261e")
DARK: Final = Palette("#10161e", "#161e28", "#e7ebf0", "#aab4c0", "#34404d", "#9cc0ff", "#5c7fbe", "#ff8a80")

_SHAPES: Final = """\
{0}{{max-width:100%;height:auto;font-size:12px;\
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}}
{0} .name{{font-family:"Noto Serif","Times New Roman",Times,serif;font-size:22px;font-weight:600}}
{0} .lane{{font-size:13px}}
{0} .lane,{0} .year{{font-weight:600}}
{0} .rule,{0} .year-line,{0} .tick,{0} .now,{0} .bracket,{0} .point{{fill:none}}
{0} .strong{{stroke-width:2}}
{0} .now,{0} .bracket,{0} .point,{0} .sure,{0} .maybe{{stroke-width:1.5}}
{0} .doubted .maybe{{stroke-dasharray:2.5 1.75}}
{0} .cancelled .label{{text-decoration:line-through}}
{0} .label,{0} .lane,{0} .year,{0} .month{{stroke-width:3px;stroke-linejoin:round;paint-order:stroke}}
"""

_COLOURS: Final = """\
{0} text{{fill:{p.ink}}}
{0} .paper{{fill:{p.paper}}}
{0} .band{{fill:{p.band}}}
{0} .quiet,{0} .month,{0} .anniversary .label{{fill:{p.quiet}}}
{0} .rule,{0} .year-line,{0} .tick{{stroke:{p.rule}}}
{0} .strong{{stroke:{p.ink}}}
{0} .bracket{{stroke:{p.quiet}}}
{0} .now{{stroke:{p.today}}}
{0} .today{{fill:{p.today}}}
{0} .label,{0} .lane,{0} .year,{0} .month{{stroke:{p.paper}}}
{0} .hatch{{fill:none;stroke:{p.maybe};stroke-width:2}}
{0} .sure{{fill:{p.mark};stroke:{p.mark}}}
{0} .maybe{{fill:url(#{id}-hatch)}}
{0} .maybe.dot{{fill:{p.maybe}}}
{0} .doubted .maybe{{stroke:{p.mark}}}
{0} .planned .sure,{0} .postponed .sure,{0} .cancelled .sure,{0} .anniversary .sure{{fill:{p.paper}}}
{0} .planned .maybe,{0} .postponed .maybe,{0} .cancelled .maybe{{stroke:{p.mark}}}
{0} .planned .dot,{0} .postponed .dot,{0} .cancelled .dot,{0} .anniversary .dot{{fill:{p.paper}}}
{0} .strike{{fill:{p.mark}}}
{0} .point{{stroke:{p.mark}}}
{0} .cancelled .label{{stroke:none}}
{0} .anniversary .sure,{0} .anniversary .maybe{{stroke:{p.quiet}}}
"""


def style(theme: Theme) -> str:
    """The style sheet; on paper, a picture that follows the reader is light."""
    shapes, light, dark = shapes_of_signs(), colours(LIGHT), colours(DARK)
    match theme:
        case Theme.LIGHT:
            return shapes + light
        case Theme.DARK:
            return shapes + dark
        case Theme.AUTO:
            return f"{shapes}{light}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n"


def shapes_of_signs() -> str:
    """The rules that have no colour."""
    return _SHAPES.format(f".{PICTURE}")


def colours(palette: Palette) -> str:
    """The rules that have, whether it is stated or is a variable of the page."""
    return _COLOURS.format(f".{PICTURE}", p=palette, id=PICTURE)
