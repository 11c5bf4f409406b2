"""Democratic management of employers: what may be recorded, who should have it."""

from django.utils.translation import gettext as _

from taizhang.congress.rules.steps import first_refusal, may_happen_on, not_before
from taizhang.kernel.verdicts import Denied

EMPLOYERS = (
    "company_union", "state_company_union", "bank_union", "social_union", "single_union", "institution_union", "school_union", "hospital_union",
    "employer", "institution_employer",
)  # fmt: skip


def may_record(unit, *, checked_on, congress_since, openness_since, today):
    """An employer has it since a day that has come, and not later than the check that found it."""
    if unit.kind not in EMPLOYERS:
        return Denied(_("%s is no employer; record it at the employer or its union.") % unit.name)
    return first_refusal(
        may_happen_on(checked_on, today=today),
        not_before(congress_since, checked_on, _("the congress exists since")),
        not_before(openness_since, checked_on, _("openness exists since")),
    )
