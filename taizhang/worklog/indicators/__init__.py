"""The named figures over the plain ledger: what a dashboard shows and what an annual report tells."""

from taizhang.worklog.indicators import life, rights, welfare

INDICATORS = (
    *welfare.AID_FIGURES,
    *rights.RIGHTS,
    *rights.CONTRACTS,
    *rights.DEMOCRACY,
    *rights.ORGANISATION,
    *welfare.HEALTH,
    *life.CULTURE,
    *life.COMPETITION,
    *life.LEARNING,
    *life.HONOURS,
    *life.FACILITIES,
    *life.FINANCE,
    *life.ASSESSMENT,
    *life.PUBLICITY,
    *welfare.SERVICES,
    *life.GENERAL,
)
