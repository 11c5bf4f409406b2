"""Activities, competitions, training, honours, facilities, finance, assessment, publicity, and the ledger as a whole."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term
from taizhang.worklog.indicators.declare import figure
from taizhang.worklog.kinds import kinds_of

ACTIVITIES = tuple(kind.id for kind in kinds_of("AC"))
TRAINING = ("TR-01", "TR-02", "TR-05")

CULTURE = (
    figure(
        "activity_sessions",
        _("Activities"),
        "sessions",
        ACTIVITIES,
        _("Activities of sport and culture, each counted once."),
        group="activities",
    ),
    figure(
        "activity_times",
        _("Attendances at activities"),
        "person_times",
        ACTIVITIES,
        _("Attendances at activities of sport and culture."),
        group="activities",
    ),
    figure(
        "activity_persons",
        _("Participants in activities"),
        "persons",
        ACTIVITIES,
        _("Participants of sport and culture. Named persons count once; entries without names are added up."),
        group="activities",
    ),
    figure(
        "reading_entries",
        _("Essays of reading programmes"),
        "items",
        "AC-09",
        _("Essays handed in."),
        group="activities",
    ),
)
COMPETITION = (
    figure(
        "safety_cup_firms",
        _("Firms in the safety cup"),
        "enterprises",
        "LC-02",
        _("Firms entered for the Ankang Cup."),
        group="competition",
    ),
    figure(
        "skill_contest_persons",
        _("Entrants of skill contests"),
        "persons",
        "LC-06",
        _("Persons who entered skill contests."),
        group="competition",
    ),
    figure(
        "skill_contest_times",
        _("Entries in skill contests"),
        "person_times",
        "LC-06",
        _("Entries in skill contests."),
        group="competition",
    ),
    figure(
        "suggestions",
        _("Rationalisation proposals"),
        "items",
        "LC-05",
        _("Rationalisation proposals received."),
        group="competition",
    ),
)
LEARNING = (
    figure(
        "training_sessions",
        _("Courses and study meetings"),
        "sessions",
        TRAINING,
        _("Courses, cadre training and study meetings."),
        group="training",
    ),
    figure(
        "training_times",
        _("Attendances at training"),
        "person_times",
        TRAINING,
        _("Attendances at courses and study meetings."),
        group="training",
    ),
    figure(
        "cadre_training_persons",
        _("Cadres trained"),
        "persons",
        "TR-02",
        _("Union cadres trained, each counted once in the year."),
        group="training",
    ),
    figure(
        "course_persons",
        _("Workers trained"),
        "persons",
        "TR-01",
        _("Workers who attended training courses."),
        group="training",
    ),
)
HONOURS = (
    figure("unit_honours", _("Unit honours"), "items", "HN-01", _("Honours of unions and teams."), group="honours"),
    figure(
        "personal_honours",
        _("Individual honours"),
        "persons",
        "HN-02",
        _("Persons honoured or recommended."),
        group="honours",
    ),
    figure(
        "commended_persons",
        _("Persons commended"),
        "persons",
        "HN-08",
        _("Persons commended at the year's end."),
        group="honours",
    ),
    figure(
        "commended_units",
        _("Unions commended"),
        "enterprises",
        "HN-08",
        _("Unions commended at the year's end."),
        group="honours",
    ),
)
FACILITIES = (
    figure(
        "books_added",
        _("Books added"),
        "goods",
        "FA-02",
        _("Books bought or received, in copies."),
        group="facilities",
        where="计量单位=册",
        unit=pgettext_lazy("count", "copies"),
    ),
    figure(
        "books_held",
        _("Books held"),
        "goods",
        "FA-02",
        _("Books held: the last reading of each union."),
        group="facilities",
        where="计量单位=册",
        unit=pgettext_lazy("count", "copies"),
        reading=True,
    ),
    figure(
        "equipment_added",
        _("Sports equipment added"),
        "goods",
        "FA-03",
        _("Sports equipment bought, in sets."),
        group="facilities",
        where="计量单位=套件",
        unit=pgettext_lazy("count", "sets"),
    ),
    figure(
        "canteens",
        _("Canteens built or equipped"),
        "enterprises",
        "FA-05",
        _("Units that built or equipped a canteen."),
        group="facilities",
    ),
)
FINANCE = (
    figure(
        "dues_money",
        _("Union dues collected"),
        "money",
        "FI-01",
        _("Union dues collected, by the entries of the ledger."),
        group="finance",
    ),
    figure(
        "accounts_inspected",
        _("Unions with accounts inspected"),
        "enterprises",
        "FI-04",
        _("Unions whose accounts were inspected."),
        group="finance",
    ),
)
ASSESSMENT = (
    figure(
        "work_points",
        _("Work points set"),
        "items",
        "OA-01",
        _("Items of work in the year's work points."),
        group="assessment",
    ),
    figure(
        "star_unions",
        _("Unions with stars"),
        "enterprises",
        "OA-05",
        _("Unions that reached a star rating."),
        group="assessment",
    ),
    figure(
        "ten_haves_unions",
        _("Unions of the ten-haves standard"),
        "enterprises",
        "OA-06",
        _("Unions that met the ten-haves standard (matter says 十有)."),
        group="assessment",
        where="事项~十有",
    ),
    figure(
        "model_homes",
        _("Model homes accepted"),
        "enterprises",
        "OA-06",
        _("Model workers' homes accepted (matter says 模范职工之家)."),
        group="assessment",
        where="事项~模范职工之家",
    ),
    figure(
        "pilot_unions",
        _("Pilots and inspection sites"),
        "enterprises",
        "OA-10",
        _("Unions that served as pilots or inspection sites."),
        group="assessment",
    ),
)
PUBLICITY = (
    figure(
        "documents_issued", _("Documents issued"), "items", "RB-07", _("Official documents issued."), group="publicity"
    ),
    figure(
        "bulletin_items",
        _("Information items sent"),
        "items",
        "RB-03",
        _("Items sent to the superior's bulletin (matter says 报送信息)."),
        group="publicity",
        where="事项~报送信息",
    ),
    figure(
        "meetings",
        _("Meetings"),
        "sessions",
        "RB-08",
        _("Meetings of committees, chairs and groups."),
        group="publicity",
    ),
    figure(
        "surveyed_firms",
        _("Firms surveyed"),
        "enterprises",
        "RB-09",
        _("Firms in which a survey was held."),
        group="publicity",
    ),
    figure(
        "subscriptions",
        _("Periodicals subscribed"),
        "goods",
        "RB-11",
        _("Copies of periodicals subscribed to."),
        group="publicity",
        where="计量单位=份",
        unit=pgettext_lazy("count", "copies"),
    ),
    figure(
        "publicity_sessions",
        _("Publicity events"),
        "sessions",
        "RB-05",
        _("Events that made the law and the union known."),
        group="publicity",
    ),
)
GENERAL = (
    figure(
        "entries",
        _("Number of entries"),
        "entries",
        (),
        _("Entries of the plain ledger, each counted once."),
        group="worklog",
    ),
    Indicator(
        "worklog.reporting_units",
        _("Units with entries"),
        of=Term("work.entries", (), "distinct"),
        unit=pgettext_lazy("count", "units"),
        group="worklog",
        words=_("Units that recorded anything in the period, each counted once."),
    ),
    figure(
        "entry_money",
        _("Money in entries"),
        "money",
        (),
        _("All money of all entries, whatever it was for."),
        group="worklog",
    ),
)
