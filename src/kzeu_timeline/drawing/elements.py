"""Elements of SVG as text: what comes from the data is the content or an attribute of one, and is no markup."""

from __future__ import annotations

from html import escape

from kzeu_timeline.xmltext import in_xml


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """An element; ``class_`` and ``text_anchor`` are the attributes class and text-anchor, None leaves one out."""
    stated = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{stated}>{''.join(children)}</{name}>" if children else f"<{name}{stated}/>"


def plain(text: str) -> str:
    """*text* as the content of an element: line breaks become blanks, and what XML can't hold is dropped."""
    return escape(_one_line(text), quote=False)


def number(value: float) -> str:
    """To a hundredth of a unit, without needless zeros and without a minus before zero."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _name(key: str) -> str:
    return key.rstrip("_").replace("xml_", "xml:").replace("_", "-")


def _value(value: str | float) -> str:
    return escape(_one_line(value)) if isinstance(value, str) else number(value)


def _one_line(text: str) -> str:
    return in_xml(" ".join(text.split()))
