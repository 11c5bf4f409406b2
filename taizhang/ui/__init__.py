"""What every page shares: base templates, tags, the act page and the list page. No tables, no rules."""
