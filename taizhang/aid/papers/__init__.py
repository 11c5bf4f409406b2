"""The papers of aid: Word forms and rosters, by noun."""
