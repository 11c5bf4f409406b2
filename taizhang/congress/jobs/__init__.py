"""Jobs of the congress."""
