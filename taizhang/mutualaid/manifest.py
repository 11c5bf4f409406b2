"""Everything that mutual aid offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.mutualaid import approvals, facts, imports, queries, rules
from taizhang.mutualaid.indicators import INDICATORS
from taizhang.mutualaid.models import (
    Appeal,
    Claim,
    Edition,
    Enrolment,
    Examination,
    HealthCheck,
    Payment,
    Product,
    Quota,
    Season,
    Stay,
)
from taizhang.ui import finding

KEEPERS = ("chair", "clerk")
CHAIR = ("chair",)


def no_lines(record):
    """Counts nothing by itself."""
    return ()


register(
    Manifest(
        app="mutualaid",
        label=_("Medical mutual aid"),
        records=(
            Record(Product, facts=facts.product_lines),
            Record(Edition, facts=facts.edition_lines, evidence=("通知", "会议纪要"), prefetch=("product",)),
            Record(Season, facts=no_lines),
            Record(Enrolment, facts=facts.enrolment_lines, prefetch=("season__product",), open=("enrolled",)),
            Record(
                Claim,
                facts=facts.claim_lines,
                evidence=rules.claim.EVIDENCE,
                prefetch=("enrolment__season__product", "awards"),
                open=("submitted", "checked", "computed", "approved", "appealed"),
            ),
            Record(Appeal, facts=no_lines),
            Record(Payment, facts=no_lines, evidence=("银行回单",), open=("prepared", "released")),
            Record(
                HealthCheck, facts=facts.check_lines, evidence=("通知", "合同", "发票"), open=("polling", "arranged")
            ),
            Record(Examination, facts=facts.examination_lines, prefetch=("check_up",)),
            Record(Quota, facts=facts.quota_lines, evidence=("通知",)),
            Record(Stay, facts=facts.stay_lines, prefetch=("quota",), open=("nominated", "approved")),
        ),
        acts=(
            Act("mutualaid.start_product", _("Begin a product"), CHAIR, _("began the product %(name)s")),
            Act("mutualaid.change_product", _("Change a product"), CHAIR, _("changed the product %(name)s")),
            Act("mutualaid.close_product", _("Close a product"), CHAIR, _("closed the product %(name)s: %(why)s")),
            Act(
                "mutualaid.draft_edition",
                _("Draft new terms"),
                KEEPERS,
                _("drafted edition %(number)s of the terms of %(name)s"),
            ),
            Act(
                "mutualaid.announce_edition",
                _("Announce new terms"),
                CHAIR,
                _("announced edition %(number)s of the terms of %(name)s, in force from %(since)s"),
            ),
            Act(
                "mutualaid.withdraw_edition",
                _("Withdraw terms"),
                CHAIR,
                _("withdrew edition %(number)s of the terms of %(name)s: %(why)s"),
            ),
            Act("mutualaid.open_season", _("Open a year of enrolment"), CHAIR, _("opened %(name)s for %(year)s")),
            Act("mutualaid.enrol", _("Enrol a member"), KEEPERS, _("enrolled %(name)s in %(product)s for %(year)s")),
            Act(
                "mutualaid.enrol_all",
                _("Enrol everybody"),
                KEEPERS,
                _("enrolled %(persons)s persons in %(product)s for %(year)s"),
            ),
            Act("mutualaid.import", _("Import enrolments"), KEEPERS, _("imported enrolments")),
            Act("mutualaid.pay_premium", _("Record premiums"), KEEPERS, _("recorded premiums")),
            Act("mutualaid.end_cover", _("End cover early"), KEEPERS, _("ended the cover of %(name)s: %(why)s")),
            Act(
                "mutualaid.withdraw_enrolment",
                _("Withdraw an enrolment"),
                KEEPERS,
                _("withdrew the enrolment of %(name)s: %(why)s"),
            ),
            Act("mutualaid.submit", _("Submit a claim"), KEEPERS, _("handled the submission of claim %(number)s")),
            Act("mutualaid.attach", _("Add a document"), KEEPERS, _("changed the documents of claim %(number)s")),
            Act("mutualaid.check", _("Check a claim"), KEEPERS, _("checked claim %(number)s")),
            Act("mutualaid.compute", _("Settle claims"), KEEPERS, _("settled claims: %(amount)s yuan")),
            Act("mutualaid.send_up", _("Ask for approval through the levels"), KEEPERS, _("sent claim %(number)s up")),
            Act("mutualaid.approve", _("Approve a claim"), CHAIR, _("approved claim %(number)s: %(amount)s yuan")),
            Act("mutualaid.refuse", _("Refuse a claim"), CHAIR, _("refused claim %(number)s: %(why)s")),
            Act("mutualaid.appeal", _("Appeal"), KEEPERS, _("took in an appeal on claim %(number)s")),
            Act(
                "mutualaid.decide_appeal", _("Decide on an appeal"), CHAIR, _("decided the appeal on claim %(number)s")
            ),
            Act("mutualaid.correct", _("Correct a paid claim"), KEEPERS, _("corrected claim %(of)s by %(number)s")),
            Act(
                "mutualaid.reveal", _("See sealed details"), KEEPERS, _("looked at the details of %(number)s: %(why)s")
            ),
            Act(
                "mutualaid.set_account", _("Change the account"), KEEPERS, _("changed the account of claim %(number)s")
            ),
            Act("mutualaid.prepare_payment", _("Prepare a payment"), KEEPERS, _("prepared the batch %(number)s")),
            Act(
                "mutualaid.release_payment",
                _("Release a payment"),
                CHAIR,
                _("released the batch %(number)s: %(amount)s yuan"),
            ),
            Act(
                "mutualaid.confirm_payment",
                _("Confirm a payment"),
                KEEPERS,
                _("confirmed the batch %(number)s: %(amount)s yuan"),
            ),
            Act(
                "mutualaid.export_bank",
                _("List for the bank"),
                KEEPERS,
                _("took out the bank list of %(number)s: %(why)s"),
            ),
            Act(
                "mutualaid.open_check", _("Open a health check"), KEEPERS, _("invited %(persons)s persons to %(name)s")
            ),
            Act("mutualaid.answer_poll", _("Note an answer"), KEEPERS, _("noted an answer to the poll of %(name)s")),
            Act("mutualaid.arrange_check", _("Arrange a health check"), KEEPERS, _("arranged %(name)s")),
            Act("mutualaid.attend_check", _("Note who came"), KEEPERS, _("noted who came to %(name)s")),
            Act("mutualaid.follow_up", _("Follow up"), KEEPERS, _("followed up a finding of %(name)s")),
            Act(
                "mutualaid.look_at_findings",
                _("See findings"),
                KEEPERS,
                _("looked at the findings of %(name)s: %(why)s"),
            ),
            Act(
                "mutualaid.allot_quota",
                _("Allot places of convalescence"),
                CHAIR,
                _("allotted %(places)s places of %(year)s to %(unit)s"),
            ),
            Act("mutualaid.nominate_stay", _("Nominate"), KEEPERS, _("nominated %(name)s for convalescence")),
            Act(
                "mutualaid.approve_stay", _("Approve a nomination"), CHAIR, _("approved the convalescence of %(name)s")
            ),
            Act("mutualaid.take_stay", _("Note a stay"), KEEPERS, _("noted the convalescence of %(name)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=(imports.ENROLMENTS,),
        routes=approvals.ROUTES,
        filters=facts.FILTERS,
        due=(queries.due.items,),
        own=(queries.own.told,),
        menu=(MenuItem(_("Medical mutual aid"), "mutualaid:product_list", "first-aid-kit", 42),),
    )
)

finding.register("mutualaid", _("Claims"), queries.claims.found_items, order=45)
