"""The shape of what is typed in about members."""

from taizhang.members.forms.admission import (
    ApplicationFilter,
    ApplicationForm,
    ContractFilter,
    DecideForm,
    DoorwayForm,
    DropForm,
    OnlineForm,
)
from taizhang.members.forms.cards import AnnounceForm, CardFilter, FillForm, IssueForm, OwnFillForm, ReplaceForm
from taizhang.members.forms.register import (
    AdmitForm,
    CorrectForm,
    DayForm,
    EvidenceForm,
    KeepForm,
    LeaveForm,
    MaybeWhyForm,
    MemberFilter,
    ReceiveForm,
    TransferForm,
)
from taizhang.members.forms.transfers import (
    AskForm,
    AskForMemberForm,
    BatchForm,
    EndForm,
    FromOutsideForm,
    OnForm,
    OwnTransferForm,
    ReleaseForm,
    TransferFilter,
)

__all__ = [
    "AdmitForm", "AnnounceForm", "ApplicationFilter", "ApplicationForm", "AskForMemberForm", "AskForm", "BatchForm", "CardFilter",
    "ContractFilter", "CorrectForm", "DayForm", "DecideForm", "DoorwayForm", "DropForm", "EndForm", "EvidenceForm", "FillForm", "FromOutsideForm",
    "IssueForm", "KeepForm", "LeaveForm", "MaybeWhyForm", "MemberFilter", "OnForm", "OnlineForm", "OwnFillForm", "OwnTransferForm",
    "ReceiveForm", "ReleaseForm", "ReplaceForm", "TransferFilter", "TransferForm",
]  # fmt: skip
