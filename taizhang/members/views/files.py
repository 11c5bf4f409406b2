"""Pages of the files behind the register: one goes on record, one comes out."""

from taizhang.members import actions, forms
from taizhang.members.views.admission import own_admission, own_application
from taizhang.members.views.cards import own_card_file
from taizhang.members.views.reading import own_membership
from taizhang.members.views.reregistration import own_campaign, own_form
from taizhang.members.views.shapes import PAGES
from taizhang.members.views.transfers import own_transfer

FINDERS = {
    "membership": own_membership, "application": own_application, "admission": own_admission, "transfer": own_transfer,
    "card": own_card_file, "reregistration": own_campaign, "confirmation": own_form,
}  # fmt: skip
# What was entered by mistake is withdrawn, dropped, recalled or declared void by acts of its own.
evidence_add, evidence_file, _void = PAGES.of_every_record(FINDERS, forms.EvidenceForm, actions.attach, None)
