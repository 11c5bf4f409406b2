"""Aid, health, women, retirees and services to members."""

from django.utils.translation import gettext_lazy as _

from taizhang.worklog.indicators.declare import figure

AID = ("AW-03", "AW-12", "AW-16")

AID_FIGURES = (
    figure(
        "aid_persons",
        _("Needy workers aided"),
        "persons",
        AID,
        _(
            "Persons under hardship aid, subsidy and love supermarket. Named persons count once; entries without names are added up."
        ),
        group="aid",
        aliases=("aid.persons",),
    ),
    figure(
        "aid_money",
        _("Aid paid in cash"),
        "money",
        ("AW-03", "AW-05", "AW-07", "AW-12"),
        _("Hardship aid, subsidies, festival condolence and student aid in cash; goods are never turned into money."),
        group="aid",
        parts=(
            "worklog.aid_money_application",
            "worklog.aid_money_subsidy",
            "worklog.aid_money_condolence",
            "worklog.aid_money_students",
        ),
    ),
    figure("aid_money_application", _("Hardship aid paid"), "money", "AW-03", _("Money of hardship aid."), group="aid"),
    figure(
        "aid_money_subsidy",
        _("Subsidies paid"),
        "money",
        "AW-12",
        _("Money of hardship and illness subsidies."),
        group="aid",
    ),
    figure(
        "aid_money_condolence",
        _("Condolence money"),
        "money",
        "AW-05",
        _("Money given on festival condolence visits."),
        group="aid",
    ),
    figure("aid_money_students", _("Student aid paid"), "money", "AW-07", _("Money of student aid."), group="aid"),
    figure(
        "application_persons",
        _("Workers with hardship aid"),
        "persons",
        "AW-03",
        _("Workers for whom hardship aid was obtained."),
        group="aid",
    ),
    figure(
        "supermarket_persons",
        _("Persons at the love supermarket"),
        "persons",
        "AW-16",
        _("Needy workers who took goods from the love supermarket, each counted once."),
        group="aid",
    ),
    figure(
        "supermarket_times",
        _("Visits to the love supermarket"),
        "person_times",
        "AW-16",
        _("Times that goods were taken."),
        group="aid",
    ),
    figure(
        "condolence_households",
        _("Households visited at festivals"),
        "households",
        "AW-05",
        _("Households visited at festivals."),
        group="aid",
    ),
    figure(
        "condolence_persons",
        _("Persons visited at festivals"),
        "persons",
        "AW-05",
        _("Persons visited at festivals."),
        group="aid",
    ),
    figure(
        "visit_persons",
        _("Members visited"),
        "persons",
        "AW-10",
        _("Members visited in illness, at birth or in mourning."),
        group="aid",
    ),
    figure(
        "visit_times",
        _("Visits to members"),
        "person_times",
        "AW-10",
        _("Visits in illness, at birth or in mourning."),
        group="aid",
    ),
    figure(
        "student_persons", _("Students aided"), "persons", "AW-07", _("Students who received student aid."), group="aid"
    ),
    figure(
        "pairing_persons", _("Pupils in paired aid"), "persons", "AW-08", _("Pupils helped one to one."), group="aid"
    ),
    figure(
        "pairing_money",
        _("Money of paired aid"),
        "money",
        "AW-08",
        _("Money collected for paired student aid."),
        group="aid",
    ),
    figure(
        "mutual_fund_money", _("Mutual-help fund"), "money", "AW-15", _("Money of the mutual-help fund."), group="aid"
    ),
    figure(
        "donation_money",
        _("Members' donations"),
        "money",
        "AW-14",
        _("Money donated by the union's own members, without the statistics of the territory."),
        group="aid",
    ),
    figure(
        "town_donation_money",
        _("Donations of the whole town"),
        "money",
        "AW-14",
        _("A statistic of the territory, not the union's own work."),
        group="aid",
        where="备注~全镇统计数",
    ),
    figure("blood_donors", _("Blood donors"), "persons", "AW-20", _("Persons who gave blood."), group="aid"),
)
HEALTH = (
    figure(
        "women_insured_persons",
        _("Women insured against cancer"),
        "persons",
        "MM-05",
        _("Women insured against the two cancers."),
        group="health",
    ),
    figure(
        "women_insured_money",
        _("Premiums of women's insurance"),
        "money",
        "MM-05",
        _("Premiums paid for women's cancer insurance."),
        group="health",
    ),
    figure(
        "health_check_persons",
        _("Staff with a health check"),
        "persons",
        "MM-06",
        _("Staff who had a health check."),
        group="health",
    ),
    figure("women_events", _("Events for women"), "sessions", "RW-05", _("Events for women workers."), group="health"),
    figure(
        "women_event_times",
        _("Attendances at women's events"),
        "person_times",
        "RW-05",
        _("Attendances at events for women."),
        group="health",
    ),
    figure(
        "retiree_events",
        _("Events for retirees"),
        "sessions",
        "RW-02",
        _("Events for retired workers."),
        group="health",
    ),
    figure(
        "retiree_event_times",
        _("Attendances of retirees"),
        "person_times",
        "RW-02",
        _("Attendances at events for retirees."),
        group="health",
    ),
)
SERVICES = (
    figure("job_fairs", _("Job fairs"), "sessions", "MS-01", _("Job fairs held."), group="services"),
    figure(
        "placed_persons",
        _("Persons placed in work"),
        "persons",
        "MS-02",
        _("Persons for whom the union itself found work, without the statistics of the territory."),
        group="services",
    ),
    figure(
        "town_new_jobs",
        _("New jobs in the whole town"),
        "persons",
        "MS-02",
        _("A statistic of the territory, not the union's own work."),
        group="services",
        where="备注~全镇统计数;事项~新增就业",
    ),
    figure(
        "town_reemployed",
        _("Re-employed in the whole town"),
        "persons",
        "MS-02",
        _("A statistic of the territory, not the union's own work."),
        group="services",
        where="备注~全镇统计数;事项~再就业",
    ),
    figure(
        "volunteer_times",
        _("Attendances of volunteers"),
        "person_times",
        "MS-04",
        _("Attendances of volunteers."),
        group="services",
    ),
)
