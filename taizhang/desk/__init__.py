"""The desk: pages that show several capabilities to staff. Home, a unit's figures, the page behind a figure, search, the log,
accounts and posts, help. It owns no records; what it changes are accounts."""
