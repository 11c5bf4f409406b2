"""What openness reads, by noun."""
