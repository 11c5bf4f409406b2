"""What every record has: evidence and voiding."""

from taizhang.committees import actions, forms
from taizhang.committees.views.shapes import FINDERS, PAGES

LISTS = {"seat": "body_list", "extension": "term_list"}  # the register that a record without one of its own belongs to


evidence_add, evidence_file, record_void = PAGES.of_every_record(
    FINDERS, forms.FileForm, actions.attach, actions.void, lists=LISTS
)
