"""The named figures of congresses."""
