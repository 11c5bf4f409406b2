"""Boring households for the tests of aid, made through the acts. Persons and numbers are invented."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.aid import actions
from taizhang.aid.models import Assessment, Consent
from taizhang.intake.identity import check_digit
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.testing.world import PIXEL

OPENED, VISITED, FILED = date(2008, 3, 3), date(2008, 3, 5), date(2008, 3, 20)
PAPERS = ("困难职工档案表", "身份证复印件", "户口簿", "收入证明", "核对授权书")


def number(day, order=1, area="410000"):
    """A valid identity number of an invented person born on a day; an odd order is a man."""
    seventeen = f"{area}{day:%Y%m%d}{order:03d}"
    return seventeen + check_digit(seventeen)


def lay_line(unit, amount=200, since=date(2007, 7, 1)):
    """The local line of the tests, laid down by a federation."""
    if not rulebook.Rule.objects.filter(key="aid.living_line").exists():
        rulebook.load()
    actions.lines.set_line(unit, by=SYSTEM, since=since, amount=amount, source="石门县民政局公告")


def surveyed(unit, *, name="何春生", on=OPENED, by=SYSTEM, **details):
    """A household that was entered: a worker, his wife, a daughter at school."""
    given = {
        "id_number": number(date(1965, 4, 8), 1),
        "phone": "13900000011",
        "main_cause": "本人大病",
        "further_causes": ["子女上学"],
        "circumstances": "长期患病，女儿在读高中。",
        "family": (
            {"relation": "妻", "name": "秦荷", "id_number": number(date(1968, 9, 2), 2), "occupation": "务农"},
            {
                "relation": "女",
                "name": "何小满",
                "birth_on": date(1992, 5, 21),
                "study_level": "高中",
                "workplace": "石门一中",
            },
        ),
    }
    return actions.households.open_file(unit, by=by, on=on, name=name, **{**given, **details})


def assessed(household, *, on=VISITED, occasion=Assessment.Occasion.FIRST, by=SYSTEM, **amounts):
    """Means of 9,600 yuan of wages against 6,000 of illness: 100 a head and month for three."""
    given = {"wage": Decimal(9600), "illness": Decimal(6000)}
    return actions.households.assess(household, by=by, on=on, occasion=occasion, **{**given, **amounts})


def consented(household, *, on=VISITED):
    """Both consents that filing needs."""
    for purpose in (Consent.Purpose.FILE, Consent.Purpose.CHECK):
        actions.households.take_consent(household, by=SYSTEM, on=on, purpose=purpose, given_by=household.head.name)


def papered(household):
    """All papers that belong on file."""
    for kind in PAPERS:
        file = SimpleUploadedFile("纸.png", PIXEL + kind.encode(), content_type="image/png")
        actions.households.attach_paper(household, file, by=SYSTEM, kind=kind)


def filed(unit, *, on=FILED, **details):
    """A household that was surveyed, visited, reckoned and filed."""
    household = surveyed(unit, **details)
    household = actions.households.verify_household(household, by=SYSTEM, on=VISITED, visitors="柯经办")
    assessed(household)
    consented(household)
    papered(household)
    return actions.households.file_household(household, by=SYSTEM, on=on)


def aided(household, on, *, kind="AW-05", amount=500):
    """An aid that names the head, posted to the ledger as another capability would: through the worklog."""
    from taizhang.worklog import actions as worklog

    entry = worklog.record(
        household.unit, by=SYSTEM, confirmed=True, on=on, kind=kind, matter="走访慰问", amount=Decimal(amount)
    )
    worklog.add_participant(entry, household.head, by=SYSTEM)
    return entry
