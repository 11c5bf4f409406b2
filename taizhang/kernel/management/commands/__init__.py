"""Commands of Django that the house does otherwise."""
