"""Workers' congress (职代会、教代会、会员代表大会): terms, sessions, delegates, agenda, quorum, votes by rule.

What follows stands beside it: resolutions, schemes adopted, reserved matters, second-level congresses, visits, letters, canteens.
"""
