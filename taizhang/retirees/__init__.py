"""Retirees: who has retired, in which group under which leader, who was visited, whose round birthday or golden wedding is celebrated.

Its words: retiree 退休职工, group leader 退休组长, round birthday 逢五逢十, golden and diamond wedding 金婚、钻石婚. Its rows of the catalogue:
RW-01 and RW-03; a visit counts under RW-02. What is known of a retiree's health is sealed (Personal Information Protection Law,
article 28).
"""
