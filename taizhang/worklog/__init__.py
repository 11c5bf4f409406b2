"""The plain ledger (台账): things of union work that merely happened, with a date, counts, goods, money and evidence.

An entry (记一笔) is one such thing: a lecture, a visit, a hand-out, a reading at a date. What kinds of entry there are is
declared in `kinds/`, one declaration per row of the catalogue; no kind has code of its own. A row that grows states,
deadlines or payments moves out to a capability with tables of its own, and keeps its measure codes.

Words: 人数 (people, each once), 人次 (attendances), 全镇统计数 (statistics of the territory, not the union's own work),
时点数 (a reading at a date, never summed over time), 已由上级计数 (already in a superior's entry), 冲正 (a correcting entry).
"""
