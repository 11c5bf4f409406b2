"""The shape of what is typed in about units, posts, rules and reorganisations."""

from taizhang.organisation.forms.reorganisations import (
    FORMS,
    AsOfForm,
    AttachForm,
    CarryForm,
    ChangeForm,
    ReorganisationFilter,
    SplitForm,
    UndoForm,
)
from taizhang.organisation.forms.units import (
    AmendForm,
    AppointForm,
    EndForm,
    FoundForm,
    HeadcountForm,
    LegalPersonForm,
    ProfileFields,
    RuleForm,
    UnioniseForm,
    UnitFilter,
    kind_choices,
)

__all__ = [
    "FORMS",
    "AmendForm",
    "AppointForm",
    "AsOfForm",
    "AttachForm",
    "CarryForm",
    "ChangeForm",
    "EndForm",
    "FoundForm",
    "HeadcountForm",
    "LegalPersonForm",
    "ProfileFields",
    "ReorganisationFilter",
    "RuleForm",
    "SplitForm",
    "UndoForm",
    "UnioniseForm",
    "UnitFilter",
    "kind_choices",
]
