"""The only writers of congresses, by noun."""
