"""Everything that surveys, quizzes and reviews offer."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.surveys import facts, imports, jobs, queries
from taizhang.surveys.indicators import INDICATORS
from taizhang.surveys.models import Appraisal, Item, Paper, Review, Survey

KEEPERS = ("chair", "clerk")
CHAIR = ("chair",)


def no_lines(record):
    """Counts nothing by itself."""
    return ()


register(
    Manifest(
        app="surveys",
        label=_("Surveys and quizzes"),
        records=(
            Record(Survey, facts=facts.survey_lines, open=("draft", "issued")),
            Record(Item, facts=no_lines),
            Record(Paper, facts=facts.paper_lines, open=("draft", "issued")),
            Record(Review, facts=facts.review_lines),
            Record(Appraisal, facts=facts.appraisal_lines),
        ),
        acts=(
            Act("surveys.create", _("Draft a survey"), KEEPERS, _("drafted the survey %(name)s")),
            Act("surveys.change", _("Change a draft"), KEEPERS, _("changed the draft of %(name)s")),
            Act("surveys.ask", _("Say who is asked"), KEEPERS, _("put %(persons)s persons on the list of %(name)s")),
            Act("surveys.issue", _("Send out"), KEEPERS, _("issued %(name)s to %(persons)s persons")),
            Act("surveys.close", _("Close and count"), KEEPERS, _("closed %(name)s with %(returned)s sheets")),
            Act("surveys.discard", _("Discard"), KEEPERS, _("discarded the draft of %(name)s")),
            Act("surveys.note_paper", _("Tick paper sheets"), KEEPERS, _("ticked %(persons)s persons who answered %(name)s on paper")),
            Act("surveys.enter_paper", _("Enter a paper sheet"), KEEPERS, _("entered a paper sheet of %(name)s")),
            Act("surveys.hand_out_links", _("Hand out links"), KEEPERS, _("took out the personal links of %(name)s")),
            Act("surveys.export", _("Export answers"), KEEPERS, _("took out the coded answers of %(name)s")),
            Act("surveys.import", _("Import lists and questions"), KEEPERS, _("imported a workbook of surveys")),
            Act("surveys.keep_item", _("Keep the question bank"), KEEPERS, _("kept a question on %(topic)s")),
            Act("surveys.create_paper", _("Draft a test"), KEEPERS, _("drafted the test %(name)s")),
            Act("surveys.discard_paper", _("Discard a test"), KEEPERS, _("discarded the draft of %(name)s")),
            Act("surveys.issue_paper", _("Issue a test"), KEEPERS, _("issued the test %(name)s to %(persons)s persons")),
            Act("surveys.close_paper", _("Close a test"), KEEPERS, _("closed the test %(name)s: %(passed)s of %(required)s passed")),
            Act("surveys.hand_out_tests", _("Hand out links to a test"), KEEPERS, _("took out the personal links of the test %(name)s")),
            Act("surveys.open_review", _("Open a review"), CHAIR, _("opened %(name)s with %(persons)s persons")),
            Act("surveys.note_report", _("Note a duty report"), KEEPERS, _("noted the duty report of %(person)s for %(name)s")),
            Act("surveys.open_appraisal", _("Open an appraisal"), CHAIR, _("opened the appraisal %(name)s with %(persons)s candidates")),
            Act("surveys.issue_sheet", _("Issue the sheet"), KEEPERS, _("issued the sheet of %(name)s to %(persons)s persons")),
            Act("surveys.count", _("Close the count"), KEEPERS, _("closed the count of %(name)s: %(returned)s sheets")),
            Act("surveys.feed_back", _("Give feedback"), CHAIR, _("told %(person)s the result of %(name)s")),
            Act("surveys.acknowledge", _("Note that the feedback was read"), KEEPERS, _("%(person)s read the result of %(name)s")),
            Act("surveys.file_review", _("Put on file"), KEEPERS, _("put %(name)s on file with %(where)s")),
            Act("surveys.decide", _("Decide after appraisal"), CHAIR, _("decided %(name)s: %(chosen)s chosen by %(where)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=imports.IMPORTERS,
        filters=facts.FILTERS,
        jobs=(jobs.close_due,),
        due=(queries.due.items,),
        own=(queries.own.told,),
        menu=(MenuItem(_("Surveys and quizzes"), "surveys:survey_list", "clipboard-list", 36),),
    )
)  # fmt: skip
