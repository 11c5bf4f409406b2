"""What a person may know about the own data: my aid, who can see it, who has looked, everything as a copy."""

from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.aid import rules
from taizhang.aid.models import Application
from taizhang.aid.queries import households
from taizhang.kernel import approvals
from taizhang.kernel.manifest import OwnPart, registry
from taizhang.kernel.models import ActLog, Post, Unit
from taizhang.members.models import Membership

LINK_HOURS = 72
LOOKS = ("aid.reveal_file", "aid.print_file", "aid.open_link", "aid.export_own")


def purpose(household):
    """What a one-time link is for: this household's file and nothing else."""
    return f"aid-own:{household.pk}"


def who_can_see(household, on):
    """Posts whose role reads the file: at its union and above (access follows the tree)."""
    paths = [*household.unit.ancestor_paths(), household.unit.path]
    units = Unit.objects.filter(path__in=paths)
    posts = Post.objects.in_force(on).filter(unit__in=units, role__in=registry.readers())
    return list(posts.select_related("user", "unit").order_by("-unit__path", "role"))


def who_looked(household):
    """Audit lines of everybody who saw sealed fields of the file, or of the head's entry on the register, newest first."""
    logs = ActLog.objects.filter(record_type="aid.household", record_id=household.pk, code__in=LOOKS)
    cards = Membership.objects.filter(person=household.head_id).values("pk")
    logs |= ActLog.objects.filter(record_type="members.membership", record_id__in=cards, code="members.reveal")
    return list(logs.select_related("by", "unit").order_by("-id"))


def plain(household):
    """The sealed fields in plain: {"household": {…}, "family": [(member, {…})]}. Only inside an act that says who looks and why."""
    sealed = ("id_number", "health", "disability")
    rows = [(one, {name: getattr(one, name).reveal() for name in sealed}) for one in households.family(household)]
    own = {"address": household.address.reveal(), "circumstances": household.circumstances.reveal()}
    return {"household": {"phone": household.head.phone.reveal(), **own}, "family": rows}


def my_aid(household):
    """Every aid in words and amounts, newest first: [{"day", "what", "matter", "money", "goods": [(quantity, article)], "whose"}]."""
    names = households.names_of(household)
    found = {}
    facts = households.aid_facts(names).select_related("posting__wording").order_by("-occurred_on", "-id")
    for fact in facts:
        row = found.setdefault(
            (fact.posting.record_type, fact.posting.record_id, fact.occurred_on, fact.subject), _row(fact, names)
        )
        if fact.measure == "work.money":
            row["money"] = (row["money"] or 0) + Decimal(fact.value).scaleb(-2)
        elif fact.measure == "work.goods":
            about = fact.posting.about
            row["goods"].append(
                (Decimal(fact.value).scaleb(-3), f"{about.get('measure_unit', '')} {about.get('goods', '')}".strip())
            )
    return list(found.values())


def _row(fact, names):
    declared = registry.catalogue.get(fact.kind)
    return {
        "day": fact.occurred_on,
        "what": declared.label if declared else fact.kind,
        "matter": fact.matter,
        "whose": names.get(fact.subject, ""),
        "money": None,
        "goods": [],
    }


OWN_APPLICATIONS = 20  # as many as a person's own page tells


def told(person):
    """The part of a person's own page: where each application stands, what comes next, and until when at the latest."""
    applied = Application.objects.standing().filter(person=person).select_related("programme").order_by("-on", "-pk")
    yield OwnPart(
        _("My applications for aid"),
        (_("Applied on"), _("Programme"), _("Amount (yuan)"), _("State"), _("Where it stands and what comes next")),
        tuple(
            (
                date_format(one.on), _for_whom(one), f"{one.amount:.2f}", str(one.get_state_display()), stand(one),
            )
            for one in applied[:OWN_APPLICATIONS]
        ),
    )  # fmt: skip


def _for_whom(application):
    name = application.programme.name
    return f"{name} · {application.student.masked}" if application.student else name


def stand(application):
    """Where an application stands and what comes next, in the words of the person who applied."""
    state = Application.State
    if application.state == state.ASKED:
        case = approvals.of(application)
        return _on_its_way(case) if case is not None and case.is_open and case.at_unit_id else ""
    if application.state == state.APPROVED:
        return _paid(application)
    if application.state == state.DRAFT:
        return _("Your union has it and will send it up.")
    return application.why


def _on_its_way(case):
    said = [
        _("Now at %(unit)s, to be decided by %(day)s.") % {"unit": case.at_unit.name, "day": date_format(case.due_on)}
    ]
    ahead = [
        _("%(unit)s, at the latest %(day)s") % {"unit": step.unit.name, "day": date_format(day)}
        for step, day in approvals.next_steps(case)
        if step.unit_id and day
    ]
    if ahead:
        said.append(_("Then: %s.") % pgettext("list", ", ").join(ahead))
    return "\n".join(said)


def _paid(application):
    payment = application.payments.standing().order_by("-pk").first()
    if payment is None:
        return _("Approved; payment is being prepared.")
    if payment.paid_on and payment.state == payment.State.PAID:
        return _("Paid on %s.") % date_format(payment.paid_on)
    if payment.state == payment.State.FAILED:
        return _("The payment did not arrive: %s. Please turn to your union.") % payment.failed_why
    return _("The payment is on its way.")


def total(rows):
    """The money of all rows together; goods are never added to it."""
    return sum((row["money"] or 0 for row in rows), Decimal(0))


def copy_of(household, on):
    """Everything on file about the household as plain data, for the person (article 45: read, copy, take along)."""
    family = [
        {
            "与本人关系": one.relation,
            "姓名": one.name,
            "性别": one.sex,
            "出生日期": _day(one.birth_on),
            "身份证号": one.id_number.reveal(),
            "健康状况": one.health.reveal(),
            "残疾": one.disability.reveal(),
            "月收入": _amount(one.monthly_income),
            "身份": one.occupation,
            "单位或学校": one.workplace,
            "学习阶段": one.study_level,
            "年级": one.study_year,
            "离开家庭日期": _day(one.left_on),
        }
        for one in household.family.all()
    ]
    return {
        "档案编号": household.number,
        "工会": household.unit.name,
        "户主": household.head.name,
        "电话": household.head.phone.reveal(),
        "状态": household.status,
        "困难类别": household.category,
        "致困原因": household.causes,
        "情况说明": household.circumstances.reveal(),
        "住址": household.address.reveal(),
        "建档日期": _day(household.filed_on),
        "有效期至": _day(household.valid_until),
        "变动": [[day.isoformat(), now, after, why] for day, _was, now, _before, after, why in household.changes()],
        "家庭成员": family,
        "收入核算": [_reckoning(one) for one in household.assessments.all()],
        "同意": [[one.purpose, _day(one.given_on), _day(one.withdrawn_on)] for one in household.consents.all()],
        "帮扶": [_aid(row) for row in my_aid(household)],
        "谁能看到": [f"{post.user.name}·{post.role_label}·{post.unit.name}" for post in who_can_see(household, on)],
        "谁看过": [
            [log.at.isoformat(timespec="minutes"), str(log.by or ""), log.notes.get("why", "")]
            for log in who_looked(household)
        ],
        "个人信息请求": [
            [_day(one.asked_on), one.kind, one.words.reveal(), one.outcome, one.answer.reveal()]
            for one in household.requests.all()
        ],
    }


def _reckoning(one):
    return {
        "日期": _day(one.on),
        "人均月": str(one.per_head),
        "标准": str(one.line),
        "类别": one.category,
        "算式": rules.means.arithmetic(one),
    }


def _aid(row):
    return {
        "日期": _day(row["day"]),
        "项目": str(row["what"]),
        "事项": row["matter"],
        "金额": row["money"],
        "实物": row["goods"],
    }


def _day(day):
    return day.isoformat() if day else ""


def _amount(amount):
    return "" if amount is None else str(amount)
