"""The timeline on a terminal: lines, a table, a drawing and cards, as wide as it is."""
