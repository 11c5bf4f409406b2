"""The kernel: units, access, acts, the ledger of facts, indicators, rules and the services every capability stands on."""
