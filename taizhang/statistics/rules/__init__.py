"""What may be done with tables and returns: verdicts, nothing else."""
