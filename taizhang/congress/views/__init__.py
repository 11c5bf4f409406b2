"""The pages of congresses."""
