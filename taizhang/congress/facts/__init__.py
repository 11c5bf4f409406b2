"""What the records of congresses say to the ledger."""
