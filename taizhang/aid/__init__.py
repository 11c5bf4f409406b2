"""Hardship aid (困难帮扶): household files, programmes, applications through the levels, money, notices."""
