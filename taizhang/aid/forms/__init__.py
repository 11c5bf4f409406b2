"""The shapes of input of aid, by noun."""
