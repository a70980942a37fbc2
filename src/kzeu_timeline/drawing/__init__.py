"""A layout as SVG elements: marks, axis, lanes, the signs' meanings, and the style that all of them share."""
