"""Which figures of regulation bind a congress: by its kind, its place and the day."""

from taizhang.congress.models import AgendaItem, Congress
from taizhang.congress.rules.regime import Regime
from taizhang.kernel import rulebook

Kind, Matter = Congress.Kind, AgendaItem.Matter

_STAFF = {
    "size": "congress.staff.min", "least": "congress.delegates.min", "share": "congress.delegates.share",
    "negotiable": "congress.delegates.negotiable", "step": "congress.delegates.step", "large": "congress.delegates.large",
    "bands": "congress.delegates.bands", "share_bands": "congress.delegates.share_bands", "advisable": "congress.delegates.advisable",
    "front_line": "congress.front_line.min", "managers": "congress.managers.max", "women": "congress.women.proportion",
    "presidium": "congress.presidium.size", "presidium_front_line": "congress.presidium.front_line",
    "quorum": "congress.quorum", "passing": "congress.pass", "turnout": "congress.delegate.turnout",
    "elected": "congress.delegate.elected", "recall": "congress.delegate.recall", "papers_days": "congress.papers_days",
    "report_days": "congress.report_up_days", "secret": "congress.secret.powers", "term_years": "congress.term_years",
    "postponement": "congress.postponement_years", "extraordinary": "congress.extraordinary.share",
}  # fmt: skip
_NUMBER_BY_SIZE = ("share", "negotiable", "step", "large", "bands", "share_bands", "advisable")


def _without(keys, *names):
    return {name: key for name, key in keys.items() if name not in names}


# 教育部令第32号: a school counts teachers instead of the front line, and shares of its own.
_SCHOOL = _without(_STAFF, *_NUMBER_BY_SIZE, "front_line", "managers") | {
    "size": "school.congress.staff.min", "least": "school.delegates.min", "share": "school.delegates.share",
    "teachers": "school.teachers.min", "quorum": "school.quorum", "passing": "school.pass",
}  # fmt: skip
# 基层工会会员代表大会条例: the number stands in bands; nothing is laid down about managers.
_MEMBERS = _without(_STAFF, *_NUMBER_BY_SIZE, "least", "front_line", "managers") | {
    "size": "election.congress_members", "bands": "election.delegates", "quorum": "congress.members.quorum",
    "passing": "congress.members.pass", "recall": "org.recall",
}  # fmt: skip
# Shanghai (2017), article 41: congresses of an area or an industry.
_SEVERAL = _without(_STAFF, *_NUMBER_BY_SIZE, "size") | {
    "least": "congress.delegates.min.regional", "managers": "congress.managers.max.regional",
    "front_line": "congress.front_line.min.regional",
}  # fmt: skip

KEYS = {
    Kind.WORKERS: _STAFF,
    Kind.SCHOOL: _SCHOOL,
    Kind.MEMBERS: _MEMBERS,
    Kind.REGIONAL: _SEVERAL,
    Kind.INDUSTRY: _SEVERAL,
}


def regime(kind, unit, on, *names):
    """What binds a congress of this kind at a unit on a day: the figures named, or all of them."""
    wanted = {name: key for name, key in KEYS[kind].items() if not names or name in names}
    rules = rulebook.ForUnit(unit, wanted.values())
    return Regime(**{name: rules.find(key, on) for name, key in wanted.items()})


def of(congress, on, *names):
    """What binds a congress on a day: the figures named, or all of them."""
    return regime(congress.kind, congress.unit, on, *names)


def one(congress, name, on):
    """One figure of the regime, without asking for the others."""
    key = KEYS[congress.kind].get(name)
    return rulebook.find(key, congress.unit, on) if key else None


def voting_rules(item, on):
    """(rule of the quorum, rule of passing) for a matter: collective contracts and elections have their own, the rest the congress's."""
    congress, unit = item.session.congress, item.unit
    own = (one(congress, "quorum", on), one(congress, "passing", on))
    if item.matter == Matter.CONTRACT and not congress.is_of_members:
        return rulebook.find("collective.quorum", unit, on) or own[0], rulebook.find(
            "collective.pass", unit, on
        ) or own[1]
    if item.matter == Matter.ELECTION and congress.is_of_members:
        return rulebook.find("election.quorum", unit, on) or own[0], rulebook.find("election.elected", unit, on) or own[
            1
        ]
    if item.matter == Matter.RECALL:
        return own[0], (
            rulebook.find("org.recall", unit, on) if congress.is_of_members else one(congress, "recall", on)
        ) or own[1]
    return own


def needs_secrecy(congress, power, on):
    """Whether this power is exercised by secret ballot here."""
    rule = one(congress, "secret", on)
    return bool(rule and power in rule.value)


def words(congress, name, on):
    """One figure of the regime as a sentence; empty where nothing is laid down."""
    rule = one(congress, name, on)
    return rule.sentence() if rule else ""


def reminder(unit, on):
    """How many months before its end a term is told of."""
    return rulebook.find("congress.term.remind_months", unit, on)
