"""What machines ask: is the desk well (`/health/`), how is it doing (`/metrics`). It owns no records."""
