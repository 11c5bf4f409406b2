"""The shape of what is typed in about bodies, terms, elections and displays."""

from taizhang.committees.forms.bodies import (
    AppointForm,
    BoardForm,
    BodyFilter,
    BodyForm,
    ChangeBodyForm,
    DissolveForm,
    EndSeatForm,
    MemberFilter,
    PlaceForm,
    ReplaceForm,
    StaffForm,
)
from taizhang.committees.forms.displays import AnnounceForm, CheckForm, DescribeForm, HangForm, ShowForm
from taizhang.committees.forms.elections import (
    BallotForm,
    CallForm,
    ConsentForm,
    CountForm,
    ElectionFilter,
    NominateForm,
    NumberForm,
    PlacesForm,
    PrepareForm,
    ReportForm,
)
from taizhang.committees.forms.terms import BeginTermForm, ExtensionForm, TermFilter
from taizhang.ui.fields import EvidenceForm


class FileForm(EvidenceForm):
    """A file that proves a record."""

    kinds = ("批复", "请示", "名册", "公示", "签到表", "计票单", "选举结果", "照片")


__all__ = [
    "AnnounceForm", "AppointForm", "BallotForm", "BeginTermForm", "BoardForm", "BodyFilter", "BodyForm", "CallForm", "ChangeBodyForm", "CheckForm",
    "ConsentForm", "CountForm", "DescribeForm", "DissolveForm", "ElectionFilter", "EndSeatForm", "ExtensionForm", "FileForm", "HangForm",
    "MemberFilter", "NominateForm", "NumberForm", "PlaceForm", "PlacesForm", "PrepareForm", "ReplaceForm", "ReportForm", "ShowForm",
    "StaffForm", "TermFilter",
]  # fmt: skip
