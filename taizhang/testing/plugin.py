"""The pytest plugin of the house."""
