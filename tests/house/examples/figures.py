"""What is made of figures: reports, the checker, the yearly return, the quality of data."""

from tests.house.examples.shape import BESIDE, HAND, OWN, READ, at_mill, everyone, member_of_staff, of_mill


def of_statistics(name):
    """Something of the mill's statistics."""
    return lambda world: (getattr(world.statistics, name).pk,)


STATISTICS = {
    "statistics:table_list": member_of_staff(main="mill_clerk"),
    "statistics:table_define": member_of_staff(main="mill_clerk"),
    "statistics:table_detail": of_mill(of_statistics("table"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "statistics:table_export": of_mill(of_statistics("table"), opens=(*HAND, "auditor")),
    "statistics:table_change": of_mill(of_statistics("table"), opens=(*HAND, "auditor")),
    "statistics:table_copy": of_mill(of_statistics("table"), opens=(*HAND, "auditor")),
    "statistics:table_void": of_mill(of_statistics("table"), opens=(*HAND, "auditor")),
    "statistics:table_columns": of_mill(of_statistics("table"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "statistics:return_list": member_of_staff(main="mill_clerk"),
    "statistics:return_begin": member_of_staff(),
    "statistics:return_summary": member_of_staff(main="mill_chair"),
    "statistics:return_summary_export": member_of_staff(),
    "statistics:return_detail": of_mill(of_statistics("survey"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "statistics:return_fill": of_mill(of_statistics("survey"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "statistics:return_import": of_mill(of_statistics("survey"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "statistics:return_compare": member_of_staff(args=lambda world: ("1-03",), main="mill_chair"),
    "statistics:return_submit": of_mill(of_statistics("survey"), opens=(*HAND, "auditor")),
    "statistics:return_void": of_mill(of_statistics("survey"), opens=(*HAND, "auditor")),
    "statistics:return_export": of_mill(of_statistics("survey"), opens=(*HAND, "auditor")),
    "statistics:column_move": of_mill(
        of_statistics("table"), opens=HAND, post=lambda world: {"at": "0", "to": "1"}, status=302
    ),
    "statistics:column_remove": of_mill(
        of_statistics("table"), opens=HAND, post=lambda world: {"at": "3", "code": "members.women_share"}, status=302
    ),
}


def of_quality(name):
    """The arguments of a page about something that data quality keeps, by name."""
    return lambda world: (getattr(world.quality, name).pk,)


QUALITY = {
    "quality:home": member_of_staff(main="mill_clerk"),
    "quality:unit_check": member_of_staff(opens=(*HAND, "auditor"), main="mill_clerk"),
    "quality:finding_list": member_of_staff(main="mill_clerk"),
    "quality:finding_export": member_of_staff(),
    "quality:finding_detail": of_mill(of_quality("finding"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "quality:finding_explain": of_mill(of_quality("finding"), opens=HAND, main="mill_clerk"),
    "quality:finding_reopen": of_mill(of_quality("finding"), opens=OWN),
    "quality:month_list": member_of_staff(main="mill_clerk"),
    "quality:month_export": member_of_staff(),
    "quality:excuse_list": member_of_staff(main="town_chair"),
    "quality:excuse_create": member_of_staff(opens=OWN, main="town_chair"),
    "quality:excuse_end": of_mill(of_quality("excuse"), opens=OWN),
}


def report(world):
    """The mill's draft for 2008."""
    return (world.report.pk,)


def frozen(world):
    """The mill's frozen report for 2008."""
    return (world.frozen.pk,)


REPORTS = {
    "reports:report_list": member_of_staff(main="mill_chair"),
    "reports:report_create": member_of_staff(opens=HAND, query=at_mill(), main="mill_chair"),
    "reports:report_verify": everyone(main="mill_chair"),
    "reports:report_detail": of_mill(report, opens=READ, main="mill_chair"),
    "reports:report_save": of_mill(report, opens=(), post=lambda world: {}),
    "reports:report_text": of_mill(report, opens=HAND, main="mill_chair"),
    "reports:report_figure": of_mill(
        lambda world: (world.frozen.pk, world.frozen.frozen.first().key), opens=READ, main="mill_chair"
    ),
    "reports:report_insert": of_mill(report, opens=HAND),
    "reports:report_sentences": of_mill(report, opens=HAND),
    "reports:report_drift": of_mill(frozen, opens=READ, main="mill_chair"),
    "reports:report_freeze": of_mill(report, opens=("mill_chair",), main="mill_chair"),
    "reports:report_sign": of_mill(frozen, opens=("mill_chair",), main="mill_chair"),
    "reports:report_reopen": of_mill(frozen, opens=("mill_chair",)),
    "reports:report_discard": of_mill(report, opens=("mill_chair",)),
    "reports:report_withdraw": of_mill(frozen, opens=()),
    "reports:report_export": of_mill(frozen, opens=("mill_chair",), post=lambda world: {}),
}


def check(world):
    """A report of the mill that was checked."""
    return (world.check.pk,)


def contradicted(world):
    """A figure of it that differs from the ledger."""
    return (world.check.pk, "c1")


def accepted(world):
    """A figure that stands in the ledger because that report says so."""
    return (world.acceptance.pk,)


def from_check(args, **rest):
    """An act on a check by POST: it is refused or done, and leads back to the page."""
    return of_mill(args, **{"opens": HAND, "post": lambda world: {}, **rest})


FACTCHECK = {
    "factcheck:check_list": member_of_staff(main="mill_clerk"),
    "factcheck:check_create": member_of_staff(opens=HAND, main="mill_clerk"),
    "factcheck:meaning_list": member_of_staff(query=at_mill(), opens=HAND, hides=BESIDE, main="mill_clerk"),
    "factcheck:meaning_forget": from_check(lambda world: (world.meaning.pk,)),
    "factcheck:acceptance_list": member_of_staff(query=at_mill(), opens=HAND, hides=BESIDE, main="mill_clerk"),
    "factcheck:acceptance_detail": of_mill(accepted, opens=READ, main="mill_clerk"),
    "factcheck:acceptance_withdraw": of_mill(accepted, opens=HAND, main="mill_clerk"),
    "factcheck:check_detail": of_mill(check, opens=READ, main="mill_clerk"),
    "factcheck:check_progress": of_mill(check, opens=READ),
    "factcheck:check_recheck": from_check(check),
    "factcheck:check_discard": of_mill(check, opens=READ),
    "factcheck:check_restore": from_check(check),
    "factcheck:check_word": of_mill(check, opens=READ),
    "factcheck:check_sheet": of_mill(check, opens=READ),
    "factcheck:check_file": of_mill(check, opens=READ),
    "factcheck:claim_detail": of_mill(contradicted, opens=READ, main="mill_clerk"),
    "factcheck:claim_learn": from_check(contradicted),
    "factcheck:claim_accept": of_mill(contradicted, opens=HAND, main="mill_clerk"),
}
