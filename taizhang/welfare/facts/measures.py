"""The countable things of care and benefits beside the standard counts of the kernel."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Measure

YUAN = pgettext_lazy("count", "yuan")
PERSONS = pgettext_lazy("count", "persons")
EVENTS = Measure("welfare.events", _("Events in members' lives"), pgettext_lazy("count", "cases"))
ANSWERED = Measure("welfare.answered", _("Events answered by a visit"), pgettext_lazy("count", "cases"))
IN_TIME = Measure("welfare.in_time", _("Events visited in time"), pgettext_lazy("count", "cases"))
INVITED = Measure("welfare.invited", _("Retirees invited"), PERSONS)
UNABLE = Measure("welfare.unable", _("Retirees who could not come"), PERSONS)
SEEN_AT_HOME = Measure("welfare.seen_at_home", _("Retirees seen at home instead"), PERSONS)
STOCK = Measure("welfare.stock", _("Goods in store"), nature="balance", scale=3)
GOODS_IN = Measure("welfare.goods_in", _("Goods that came into the store"), scale=3)
BOUGHT = Measure("welfare.bought", _("Spent on goods for the store"), YUAN, scale=2)
PLANNED = Measure("welfare.planned", _("Labour-protection goods planned"), scale=3)
LISTED = Measure("welfare.listed", _("Persons on the list of a hand-out"), PERSONS)
LIST_SIGNED = Measure("welfare.list_signed", _("Persons on the list of a hand-out who have signed"), PERSONS)
ENTITLED = Measure("welfare.entitled", _("Entitled to a benefit"), PERSONS)
SERVED = Measure("welfare.served", _("Entitled persons who have had their benefit"), PERSONS)
SIGNED = Measure("welfare.signed", _("Entitled persons who have signed"), PERSONS)
COLLECTED = Measure("welfare.collected", _("Money collected by the unions themselves"), YUAN, scale=2)
GRANTED = Measure("welfare.granted", _("Money obtained from charities"), YUAN, scale=2)
HANDED_OVER = Measure("welfare.handed_over", _("Donations handed over"), YUAN, scale=2)
HELD = Measure("welfare.held", _("Donations held"), YUAN, nature="balance", scale=2)
BLOOD_QUOTA = Measure("welfare.blood_quota", _("Quota of blood donors"), PERSONS)
VOLUNTEERED = Measure("welfare.volunteered", _("Volunteers for blood donation"), PERSONS)
SELECTED = Measure("welfare.selected", _("Volunteers selected"), PERSONS)
GAVE = Measure("welfare.gave_blood", _("Volunteers who gave blood"), PERSONS)
STREAK = Measure(
    "welfare.blood_streak", _("Years in a row with blood donors"), pgettext_lazy("count", "years"), nature="reading"
)
SCHOOL_ASKED = Measure("welfare.school_asked", _("School places asked for"), pgettext_lazy("count", "cases"))
SCHOOL_PLACED = Measure(
    "welfare.school_placed", _("Children placed of those asked for"), pgettext_lazy("count", "cases")
)

MEASURES = (
    EVENTS,
    ANSWERED,
    IN_TIME,
    INVITED,
    UNABLE,
    SEEN_AT_HOME,
    STOCK,
    GOODS_IN,
    BOUGHT,
    PLANNED,
    LISTED,
    LIST_SIGNED,
    ENTITLED,
    SERVED,
    SIGNED,
    COLLECTED,
    GRANTED,
    HANDED_OVER,
    HELD,
    BLOOD_QUOTA,
    VOLUNTEERED,
    SELECTED,
    GAVE,
    STREAK,
    SCHOOL_ASKED,
    SCHOOL_PLACED,
)
# Most words a filter may ask for are the plain ledger's (事项, 实物, 计量单位, 事由, 备注); these are new.
FILTERS = {"福利事由": "occasion", "捐款来源": "donor", "物资来源": "way"}
