"""What the openness app offers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.openness import facts, imports, jobs, models
from taizhang.openness.indicators import INDICATORS
from taizhang.openness.queries import dues, own, searching
from taizhang.ui import finding

KEEPERS = ("clerk", "chair")
CHECKERS = ("chair", "clerk", "auditor")
CHAIR = ("chair",)

register(
    Manifest(
        app="openness",
        label=_("Openness"),
        records=(
            Record(models.Body, facts=facts.body_lines, evidence=("通知",), prefetch=("seats",)),
            Record(models.Item, facts=facts.item_lines),
            Record(
                models.Disclosure,
                facts=facts.disclosure_lines,
                evidence=("照片",),
                prefetch=("item", "showings"),
                open=("due", "draft", "checking", "returned", "checked", "posted"),
            ),
            Record(models.Opinion, facts=facts.opinion_lines, prefetch=("disclosure",)),
            Record(
                models.Meeting,
                facts=facts.meeting_lines,
                evidence=("签到表", "纪要"),
                prefetch=("matters",),
                open=("planned", "held", "minuted"),
            ),
            Record(models.Wall, facts=facts.wall_lines, prefetch=("sheets",)),
            Record(models.Sheet, facts=facts.sheet_lines, evidence=("照片",), prefetch=("wall",)),
            Record(models.Practice, facts=facts.practice_lines, evidence=("照片",), prefetch=("publications",)),
            Record(models.Book, facts=facts.book_lines, evidence=("签字记录",), open=("prepared", "shown")),
        ),
        acts=(
            Act("openness.set_up", _("Set up a group"), KEEPERS, _("set up %(title)s")),
            Act("openness.seat", _("Fill seats"), KEEPERS, _("filled %(people)s seats of %(title)s")),
            Act("openness.unseat", _("End a seat"), KEEPERS, _("ended the seat of %(name)s in %(title)s")),
            Act("openness.dissolve", _("Dissolve a group"), CHAIR, _("dissolved %(title)s: %(why)s")),
            Act(
                "openness.list_item", _("Add an item to the catalogue"), KEEPERS, _("put %(title)s into the catalogue")
            ),
            Act(
                "openness.take_catalogue",
                _("Take over a start catalogue"),
                KEEPERS,
                _("took over a start catalogue of %(items)s items"),
            ),
            Act("openness.import", _("Import a catalogue"), KEEPERS, _("imported a workbook of items")),
            Act("openness.change_item", _("Change an item"), KEEPERS, _("changed %(title)s in the catalogue")),
            Act(
                "openness.entrust", _("Entrust items to a group"), KEEPERS, _("entrusted %(items)s items to %(title)s")
            ),
            Act(
                "openness.retire_item",
                _("Take an item out of the catalogue"),
                CHAIR,
                _("took %(title)s out of the catalogue: %(why)s"),
            ),
            Act("openness.fall_due", _("Fall due"), (), _("%(items)s disclosures fell due")),
            Act("openness.begin", _("Begin a disclosure"), KEEPERS, _("began the disclosure %(title)s")),
            Act("openness.draft", _("Draft"), KEEPERS, _("drafted %(title)s")),
            Act(
                "openness.submit",
                _("Hand over to the supervision group"),
                KEEPERS,
                _("handed %(title)s to %(group)s"),
            ),
            Act(
                "openness.approve",
                _("Enter the consent of the supervision group"),
                CHECKERS,
                _("entered that %(checked_by)s checked %(title)s"),
            ),
            Act(
                "openness.send_back",
                _("Enter that the supervision group returned it"),
                CHECKERS,
                _("entered that %(checked_by)s returned %(title)s: %(why)s"),
            ),
            Act("openness.waive", _("Nothing to disclose"), KEEPERS, _("waived %(title)s: %(why)s")),
            Act("openness.post", pgettext_lazy("openness", "Post"), KEEPERS, _("posted %(title)s")),
            Act("openness.show", _("Show in a further channel"), KEEPERS, _("showed %(title)s in a further channel")),
            Act("openness.correct", _("Correct what is posted"), CHAIR, _("corrected %(title)s: %(why)s")),
            Act("openness.take_down", _("Take down"), CHAIR, _("took %(title)s down: %(why)s")),
            Act("openness.close", _("Close a disclosure"), KEEPERS, _("closed %(title)s")),
            Act("openness.ask", _("Write down an opinion"), KEEPERS, _("wrote down an opinion on %(title)s")),
            Act("openness.ask_from_page", _("Opinion from the public page"), (), _("somebody asked on %(title)s")),
            Act("openness.ask_as_member", _("Opinion of a member"), (), _("a member asked on %(title)s")),
            Act("openness.answer", _("Answer an opinion"), KEEPERS, _("answered an opinion on %(title)s")),
            Act("openness.reveal", _("See who said it"), KEEPERS, _("looked who had spoken on %(title)s: %(why)s")),
            Act("openness.plan_meeting", _("Plan an openness meeting"), KEEPERS, _("planned %(title)s")),
            Act(
                "openness.hold_meeting",
                _("Record that the meeting was held"),
                KEEPERS,
                _("recorded as held: %(title)s"),
            ),
            Act("openness.minute_meeting", _("Write the minutes"), KEEPERS, _("wrote the minutes of %(title)s")),
            Act("openness.take_question", _("Note a question"), KEEPERS, _("noted a question at %(title)s")),
            Act("openness.answer_question", _("Answer a question"), KEEPERS, _("answered a question of %(title)s")),
            Act(
                "openness.finish_meeting", pgettext_lazy("openness", "Followed up"), KEEPERS, _("followed up %(title)s")
            ),
            Act("openness.put_up_wall", _("Set up the wall of a site"), KEEPERS, _("set up the wall of %(title)s")),
            Act("openness.put_up", _("Put up a sheet"), KEEPERS, _("put up %(title)s")),
            Act("openness.check_sheet", _("Check a sheet"), KEEPERS, _("checked %(title)s")),
            Act("openness.close_wall", _("Close the site"), KEEPERS, _("closed the site %(title)s")),
            Act("openness.introduce", _("Introduce openness"), KEEPERS, _("introduced openness in %(title)s")),
            Act(
                "openness.note_publication",
                _("Note what the employer published"),
                KEEPERS,
                _("noted a publication of %(title)s"),
            ),
            Act("openness.check_firm", _("Check an enterprise"), KEEPERS, _("checked openness in %(title)s")),
            Act("openness.give_up", _("Openness was given up"), CHAIR, _("ended openness in %(title)s: %(why)s")),
            Act("openness.prepare_book", _("Draw up a book"), KEEPERS, _("drew up %(title)s")),
            Act("openness.show_book", _("Record that it was shown"), KEEPERS, _("showed %(title)s to %(to)s")),
            Act("openness.sign_book", _("Record the signature"), KEEPERS, _("%(name)s signed %(title)s")),
            Act("openness.attach", _("Add evidence to openness"), KEEPERS, _("added a file to %(title)s")),
            Act("openness.void", _("Void a record of openness"), KEEPERS, _("voided %(title)s: %(why)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=imports.IMPORTERS,
        filters=facts.FILTERS,
        jobs=(jobs.fill_due, jobs.close_ended),
        due=(dues.due_items,),
        own=(own.told,),
        menu=(MenuItem(_("Openness"), "openness:home", "speakerphone", 38),),
    )
)
finding.register("openness", _("Openness"), searching.found_items, order=47)
