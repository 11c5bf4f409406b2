"""The shape of what is typed in about congresses."""
