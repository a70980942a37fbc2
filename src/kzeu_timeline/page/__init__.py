"""The page on which people look at a timeline: what it says of each entry, its picture, and what it knew when."""
