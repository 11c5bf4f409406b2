"""What machines ask: is the desk well (`/health/`), how is it doing (`/metrics`), and with a token units, members, entries, figures,
reports and imports (`/api/`). It owns tokens, and no records of the union's work."""
