"""What care and benefits offer."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.ui import finding
from taizhang.welfare import facts, models
from taizhang.welfare.imports import IMPORTERS
from taizhang.welfare.indicators import INDICATORS
from taizhang.welfare.queries import dues, searching

KEEPERS = ("clerk", "chair")
CHAIR = ("chair",)

register(
    Manifest(
        app="welfare",
        label=_("Care and benefits"),
        records=(
            Record(models.Event, facts=facts.event_lines, open=("待走访",)),
            Record(
                models.Visit,
                facts=facts.visit_lines,
                evidence=("照片", "签领表"),
                prefetch=("companions__unit", "visited__event"),
            ),
            Record(models.Gathering, facts=facts.gathering_lines, evidence=("照片", "签到表"), prefetch=("guests",)),
            Record(models.Item, facts=facts.no_lines),
            Record(models.Movement, facts=facts.movement_lines, evidence=("发票",), prefetch=("item",)),
            Record(models.Plan, facts=facts.plan_lines, prefetch=("item",)),
            Record(models.Handout, facts=facts.no_lines, evidence=("签领表", "照片"), open=("名单准备", "发放中")),
            Record(models.Recipient, facts=facts.recipient_lines, prefetch=("handout", "portions__item")),
            Record(models.Campaign, facts=facts.no_lines, evidence=("倡议书", "收据", "公示截图"), open=("募集中",)),
            Record(models.Donation, facts=facts.donation_lines, evidence=("收据",), prefetch=("campaign", "item")),
            Record(models.Handover, facts=facts.handover_lines, evidence=("收据",), prefetch=("campaign",)),
            Record(models.Benefit, facts=facts.no_lines, evidence=("签领表", "发票"), open=("发放中",)),
            Record(models.Entitlement, facts=facts.entitlement_lines, prefetch=("benefit",), open=("待发放", "已送达")),
            Record(models.BloodDrive, facts=facts.drive_lines, evidence=("名册", "照片"), prefetch=("volunteers",)),
            Record(models.Placement, facts=facts.placement_lines, open=("已申请", "协调中")),
        ),
        acts=(
            Act("welfare.report_event", _("Report an event"), KEEPERS, _("reported: %(name)s, %(kind)s")),
            Act("welfare.excuse", _("No visit needed"), KEEPERS, _("noted that no visit was needed: %(name)s")),
            Act(
                "welfare.reveal", _("See the details in full"), KEEPERS, _("looked at the details of %(name)s: %(why)s")
            ),
            Act("welfare.visit", _("Record a visit"), KEEPERS, _("recorded a visit: %(title)s")),
            Act("welfare.convene", _("Plan a gathering"), KEEPERS, _("planned a gathering: %(title)s")),
            Act("welfare.invite", _("Invite to a gathering"), KEEPERS, _("invited %(people)s persons: %(title)s")),
            Act(
                "welfare.answer", _("Record who came"), KEEPERS, _("recorded answers of %(people)s persons: %(title)s")
            ),
            Act("welfare.hold", _("Record that it was held"), KEEPERS, _("recorded as held: %(title)s")),
            Act("welfare.take_in", _("Take goods in"), KEEPERS, _("took goods in: %(title)s")),
            Act("welfare.count_stock", _("Take stock"), KEEPERS, _("counted %(counted)s of %(title)s")),
            Act("welfare.plan_goods", _("Plan labour-protection goods"), KEEPERS, _("planned %(title)s")),
            Act("welfare.open_handout", _("Open a hand-out"), KEEPERS, _("opened a hand-out: %(title)s")),
            Act("welfare.offer", _("Say what each gets"), KEEPERS, _("set %(goods)s for %(title)s")),
            Act("welfare.enlist", _("Put on the list"), KEEPERS, _("put %(people)s persons on the list of %(title)s")),
            Act("welfare.strike_off", _("Take off the list"), KEEPERS, _("took %(name)s off the list of %(title)s")),
            Act("welfare.sign", _("Record signatures"), KEEPERS, _("recorded signatures for %(title)s")),
            Act("welfare.unsign", _("Take a signature back"), KEEPERS, _("took back the signature of %(name)s")),
            Act("welfare.finish_handout", _("Finish a hand-out"), KEEPERS, _("finished %(title)s")),
            Act("welfare.call", _("Call for donations"), CHAIR, _("called for donations: %(title)s")),
            Act("welfare.give", _("Record a donation"), KEEPERS, _("recorded a donation: %(title)s, %(value)s")),
            Act("welfare.hand_over", _("Hand donations over"), CHAIR, _("handed over %(value)s: %(title)s")),
            Act("welfare.settle", _("Settle a call"), CHAIR, _("settled %(title)s")),
            Act("welfare.reopen", _("Reopen a call"), CHAIR, _("reopened %(title)s: %(why)s")),
            Act("welfare.plan_benefit", _("Plan a benefit"), CHAIR, _("planned the benefit %(title)s")),
            Act("welfare.make_list", _("Make the list"), KEEPERS, _("made the list of %(title)s")),
            Act("welfare.deliver", _("Record deliveries"), KEEPERS, _("delivered %(title)s to %(people)s persons")),
            Act(
                "welfare.sign_benefit",
                _("Record signatures for a benefit"),
                KEEPERS,
                _("recorded %(people)s signatures: %(title)s"),
            ),
            Act(
                "welfare.send_back", _("Record what came back"), KEEPERS, _("recorded that it came back from %(name)s")
            ),
            Act("welfare.strike", _("Strike off the list"), KEEPERS, _("struck %(name)s off the list: %(why)s")),
            Act("welfare.finish", _("Finish a benefit"), KEEPERS, _("finished the benefit %(title)s")),
            Act("welfare.call_donors", _("Call for blood donors"), KEEPERS, _("called for blood donors: %(title)s")),
            Act("welfare.volunteer", _("Record volunteers"), KEEPERS, _("recorded %(people)s volunteers: %(title)s")),
            Act(
                "welfare.move_volunteers",
                _("Record who gave blood"),
                KEEPERS,
                _("recorded %(people)s volunteers as %(state)s"),
            ),
            Act(
                "welfare.ask_placement",
                _("Ask for a school place"),
                KEEPERS,
                _("recorded a request for a school place: %(name)s"),
            ),
            Act(
                "welfare.answer_placement",
                _("Record a step on a school place"),
                KEEPERS,
                _("school place for a child of %(name)s: %(state)s"),
            ),
            Act("welfare.attach", _("Add evidence to care and benefits"), KEEPERS, _("added a file to %(title)s")),
            Act(
                "welfare.import", _("Import care and benefits"), KEEPERS, _("imported a workbook of care and benefits")
            ),
            Act("welfare.void", _("Void a record of care and benefits"), KEEPERS, _("voided %(title)s: %(why)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=IMPORTERS,
        filters=facts.FILTERS,
        due=(dues.due_items,),
        menu=(MenuItem(_("Care and benefits"), "welfare:home", "confetti", 44),),
    )
)
finding.register("welfare", _("Care and benefits"), searching.found_items, order=46)
