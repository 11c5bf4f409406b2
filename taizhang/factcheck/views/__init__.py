"""Pages of the checker."""
