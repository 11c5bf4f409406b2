"""What regulation and charter allow at a congress: pure verdicts."""
