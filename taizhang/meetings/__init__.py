"""Meetings (会议): of the committee, the chairs, the groups, the Party committee; called, held, minuted, and what was resolved followed up.

Its words: meeting 会议, agenda item 议题, called persons 应到人员, quorum 法定人数, minutes 会议纪要, resolution 决议事项, collective decision
集体决策（三重一大）. Its row of the catalogue: RB-08. Sessions of congresses belong to the congress, which counts its smaller bodies itself.
"""
