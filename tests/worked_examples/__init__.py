"""Official forms and reports recomputed from a story, number by number."""
