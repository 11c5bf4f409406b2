"""The papers of a session as Word files."""
