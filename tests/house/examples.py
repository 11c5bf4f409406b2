"""An example of every URL of the house: what it needs, who opens it, from whom it hides. A URL without one fails the walk."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.urls import reverse

from taizhang.kernel import approvals
from taizhang.surveys.queries import doors
from taizhang.testing import congress

ROLES = ("stranger", "port_chair", "administrator", "auditor", "mill_clerk", "town_chair", "mill_chair")
BESIDE = ("stranger", "port_chair")  # nothing of the mill is theirs to see
OWN = ("town_chair", "mill_chair")


def nothing(world):
    """For pages that need no argument, no query, no form."""
    return ()


@dataclass(frozen=True)
class Example:
    """How to call one URL, and what each of the cast gets: `opens` → 200 (or a redirect after a POST), `hides` → 404."""

    args: Callable = nothing
    query: Callable = nothing
    post: Callable | None = None
    opens: tuple = ROLES
    hides: tuple = ()
    public: bool = False
    main: str = ""  # a main page, looked at in the browser as this person
    status: int = 200

    def address(self, name, world):
        """The address of the page in this world."""
        query = self.query(world)
        return reverse(name, args=self.args(world)) + (f"?{query}" if query else "")


def everyone(args=nothing, **rest):
    """A page that everybody who signs in has, filled with what he may see."""
    return Example(args=args, **rest)


def member_of_staff(args=nothing, **rest):
    """A page for everybody who holds a post or keeps the installation; a stranger has no unit to show it for."""
    return Example(args=args, **{"opens": ROLES[1:], **rest})


def of_mill(args, **rest):
    """A page of something that the mill has: open to the mill and above it, hidden from everybody beside."""
    return Example(args=args, **{"opens": OWN, "hides": BESIDE, **rest})


def unit(world):
    """The mill, by code."""
    return (world.cast.mill.code,)


def by_token_only(*args, **rest):
    """An operation of the interface: no session opens it, whoever is signed in; taizhang/api/tests ask with tokens."""
    return Example(args=lambda world: args, public=True, opens=(), status=401, **rest)


OPERATIONS = {
    "api:me": by_token_only(),
    "api:list_units": by_token_only(),
    "api:read_unit": by_token_only("F-T-M"),
    "api:list_children": by_token_only("F-T-M"),
    "api:read_history": by_token_only("F-T-M"),
    "api:list_members": by_token_only(),
    "api:read_member": by_token_only(1),
    "api:list_kinds": by_token_only(),
    "api:list_entries": by_token_only(),
    "api:record_entry": by_token_only(post=lambda world: {}),
    "api:read_entry": by_token_only(1),
    "api:void_entry": by_token_only(1, post=lambda world: {}),
    "api:list_figures": by_token_only(),
    "api:read_figure": by_token_only("AW-16:人数", query=lambda world: "period=2008"),
    "api:read_months": by_token_only("AW-16:人数", query=lambda world: "period=2008"),
    "api:read_children": by_token_only("AW-16:人数", query=lambda world: "period=2008"),
    "api:trace_figure": by_token_only("AW-16:人数", query=lambda world: "period=2008"),
    "api:list_reports": by_token_only(),
    "api:read_report": by_token_only(1),
    "api:read_word": by_token_only(1),
    "api:list_importers": by_token_only(),
    "api:list_imports": by_token_only(),
    "api:take_import": by_token_only(post=lambda world: {}),
    "api:read_import": by_token_only(1),
    "api:list_remarks": by_token_only(1),
    "api:confirm_import": by_token_only(1, post=lambda world: {}),
}

LIBRARIES = {
    "api:health": Example(public=True, opens=ROLES),
    "api:live": Example(public=True, opens=ROLES),
    "api:metrics": Example(public=True, opens=(), hides=("anonymous", *ROLES)),  # no token is set
    "api:openapi": Example(public=True, opens=("anonymous", *ROLES)),
    "api:reference": everyone(),
    "api:nowhere": Example(args=lambda world: ("nothing",), public=True, opens=(), hides=("anonymous", *ROLES)),
    "api:token_list": everyone(main="mill_chair"),
    "api:token_make": everyone(main="mill_clerk"),
    "api:token_detail": of_mill(lambda world: (world.token.pk,), opens=(*OWN, "administrator"), main="mill_chair"),
    "api:token_revoke": of_mill(lambda world: (world.token.pk,), opens=(*OWN, "administrator"), main="town_chair"),
    **OPERATIONS,
    "account_login": Example(public=True, main="anonymous", opens=()),
    "account_logout": everyone(main="mill_chair"),
    "account_reauthenticate": everyone(),
    "account_change_password": everyone(main="mill_chair"),
    "account_signup": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_email": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_email_verification_sent": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_inactive": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_set_password": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_reset_password": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_reset_password_done": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_confirm_login_code": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "mfa_index": everyone(main="mill_chair"),
    "mfa_authenticate": Example(public=True, opens=()),
    "mfa_reauthenticate": Example(opens=()),
    "mfa_activate_totp": Example(opens=()),
    "mfa_deactivate_totp": Example(opens=()),
    "mfa_view_recovery_codes": Example(opens=()),
    "mfa_generate_recovery_codes": Example(opens=()),
    "mfa_download_recovery_codes": Example(opens=()),
    "set_language": Example(public=True, opens=(), post=lambda world: {"language": "en"}),
}


def clerk(world):
    """The account of the mill's clerk."""
    return (world.cast.mill_clerk.pk,)


def clerks_post(world):
    """The post of the mill's clerk."""
    return (world.cast.mill_clerk.posts.get().pk,)


def mill_pk(world):
    """The mill, by key."""
    return (world.cast.mill.pk,)


def at_mill(rest=""):
    """A query that asks about the mill in 2008."""
    return lambda world: f"unit={world.cast.mill.code}&period=2008{rest}"


def case(world):
    """A case of approval that waits for the mill's chair, by key."""
    return (approvals.of(world.application).pk,)


KEEPERS = ("administrator",)

DESK = {
    "desk:home": everyone(main="mill_chair"),
    "desk:due": everyone(main="mill_clerk"),
    "desk:due_count": everyone(),
    "desk:unit_tree": everyone(query=lambda world: ""),
    "desk:dashboard": of_mill(unit, query=lambda world: "period=2008", main="mill_chair"),
    "desk:dashboard_export": of_mill(unit, query=lambda world: "period=2008"),
    "desk:figure": of_mill(lambda world: ("AW-16:人数",), query=at_mill(), main="town_chair"),
    "desk:figure_why": of_mill(lambda world: ("AW-16:人数",), query=at_mill(), main="town_chair"),
    "desk:figure_export": of_mill(lambda world: ("AW-16:人数",), query=at_mill()),
    "desk:search": everyone(query=lambda world: "q=河湾", main="town_chair"),
    "desk:act_log": everyone(main="town_chair"),
    "desk:act_log_script": everyone(),
    "desk:account_list": everyone(main="administrator"),
    "desk:account_create": everyone(main="administrator", opens=KEEPERS),
    "desk:account_detail": of_mill(clerk, opens=(*OWN, *KEEPERS), main="administrator"),
    "desk:account_reissue_link": of_mill(clerk, opens=KEEPERS),
    "desk:account_disable": of_mill(clerk, opens=KEEPERS, post=lambda world: {"why": "调离"}),
    "desk:post_appoint": of_mill(clerk, opens=KEEPERS, main="administrator"),
    "desk:post_end": of_mill(clerks_post, opens=KEEPERS),
    "desk:welcome": Example(args=lambda world: ("no-such-token",), public=True, opens=()),
    "desk:case_list": everyone(main="mill_chair"),
    "desk:case_export": everyone(),
    "desk:case_decide_many": everyone(post=lambda world: {"case": [case(world)[0]], "decision": "approve"}),
    "desk:case_detail": of_mill(case, opens=(*OWN, "mill_clerk", "auditor"), main="mill_chair"),
    "desk:case_panel": of_mill(case),
    "desk:case_decide": of_mill(case, opens=("mill_chair",), post=lambda world: {"decision": "approve"}),
    "desk:case_delegate": of_mill(case, main="mill_chair"),
    "desk:case_recall": of_mill(case),
    "desk:case_withdraw": of_mill(case, opens=("mill_clerk",)),
    "desk:case_resubmit": of_mill(case, opens=("mill_clerk",)),
    "desk:route_list": everyone(main="town_chair"),
    "desk:route_set": of_mill(
        lambda world: ("aid.own",), query=lambda world: f"unit={world.cast.mill.code}", main="town_chair"
    ),
    "desk:duty_list": everyone(main="mill_chair"),
    "desk:duty_set": member_of_staff(main="mill_chair"),
    "desk:duty_end": of_mill(lambda world: (world.duty.pk,)),
    "desk:absence_set": member_of_staff(main="mill_clerk"),
    "desk:absence_end": of_mill(lambda world: (world.absence.pk,)),
    "desk:mine": everyone(main="mill_clerk"),
    "desk:settings": everyone(main="mill_clerk"),
    "desk:help": everyone(main="mill_clerk"),
}


def split(world):
    """The draft by which a works union is split off from the mill's."""
    return (world.split.pk,)


ORGANISATION = {
    "organisation:unit_tree": everyone(main="town_chair"),
    "organisation:unit_search": everyone(query=lambda world: "q=纺织"),
    "organisation:unit_list": everyone(main="town_chair"),
    "organisation:unit_export": everyone(),
    "organisation:root_found": everyone(opens=KEEPERS),
    "organisation:unit_detail": of_mill(mill_pk, opens=(*OWN, *KEEPERS, "auditor", "mill_clerk"), main="mill_chair"),
    "organisation:unit_branch": of_mill(mill_pk),
    "organisation:unit_found": of_mill(lambda world: (world.cast.town.pk,), opens=("town_chair",), main="town_chair"),
    "organisation:unit_amend": of_mill(mill_pk, main="mill_chair"),
    "organisation:unit_unionise": of_mill(mill_pk, opens=()),
    "organisation:unit_headcount": of_mill(mill_pk, main="mill_chair"),
    "organisation:unit_register": of_mill(mill_pk),
    "organisation:unit_dissolve": of_mill(mill_pk, opens=("town_chair",)),
    "organisation:unit_withdraw": of_mill(mill_pk, opens=()),
    "organisation:unit_appoint": of_mill(mill_pk, opens=()),
    "organisation:rule_list": of_mill(mill_pk, main="town_chair"),
    "organisation:rule_set": of_mill(mill_pk, opens=()),
    "organisation:post_end": of_mill(clerks_post, opens=()),
    "organisation:unit_history": of_mill(mill_pk, main="town_chair"),
    "organisation:tree_as_of": of_mill(lambda world: (world.cast.town.pk,), opens=("town_chair",), main="town_chair"),
    "organisation:reorganisation_choose": of_mill(mill_pk, main="mill_chair"),
    "organisation:reorganisation_draft": of_mill(lambda world: (world.cast.mill.pk, "split"), main="mill_chair"),
    "organisation:tier_list": everyone(main="town_chair", query=at_mill(), opens=OWN, hides=BESIDE),
    "organisation:reorganisation_list": everyone(main="town_chair", query=at_mill(), opens=OWN, hides=BESIDE),
    "organisation:reorganisation_detail": of_mill(split, main="town_chair"),
    "organisation:reorganisation_ask": of_mill(split, main="mill_chair"),
    "organisation:reorganisation_amend": of_mill(split),
    "organisation:reorganisation_add": of_mill(split),
    "organisation:reorganisation_call_off": of_mill(split),
    "organisation:reorganisation_carry_out": of_mill(split),
    "organisation:reorganisation_undo": of_mill(split),
    "organisation:evidence_add": of_mill(lambda world: ("reorganisation", world.split.pk)),
    "organisation:evidence_file": of_mill(lambda world: (world.decree.pk,)),
}


def entry(world):
    """The mill's lecture."""
    return (world.entry.pk,)


def voided(world):
    """The entry that the mill voided."""
    return (world.voided.pk,)


WORKLOG = {
    "worklog:entry_list": member_of_staff(main="mill_clerk"),
    "worklog:entry_print": member_of_staff(main="mill_clerk"),
    "worklog:entry_export": member_of_staff(),
    "worklog:entry_record": member_of_staff(
        query=lambda world: "kind=AW-16", opens=("mill_clerk", *OWN), main="mill_clerk"
    ),
    "worklog:kind_list": member_of_staff(main="mill_clerk"),
    "worklog:kind_find": member_of_staff(query=lambda world: "q=超市"),
    "worklog:evidence_file": of_mill(lambda world: (world.evidence.pk,), opens=(*OWN, "mill_clerk", "auditor")),
    "worklog:entry_detail": of_mill(entry, opens=(*OWN, "mill_clerk", "auditor"), main="mill_clerk"),
    "worklog:entry_correct": of_mill(entry, opens=(*OWN, "mill_clerk"), main="mill_clerk"),
    "worklog:entry_void": of_mill(entry, opens=(*OWN, "mill_clerk"), main="mill_clerk"),
    "worklog:entry_restore": of_mill(voided, opens=(*OWN, "mill_clerk")),
    "worklog:entry_reverse": of_mill(entry, opens=(*OWN, "mill_clerk"), main="mill_clerk"),
    "worklog:entry_attach": of_mill(entry, opens=(*OWN, "mill_clerk"), main="mill_clerk"),
    "worklog:entry_withdraw": of_mill(lambda world: (world.entry.pk, world.evidence.pk), opens=(*OWN, "mill_clerk")),
    "worklog:organiser_add": of_mill(entry, opens=(*OWN, "mill_clerk"), main="mill_clerk"),
    "worklog:organiser_remove": of_mill(
        lambda world: (world.entry.pk, world.entry.organisers.get().pk), opens=(*OWN, "mill_clerk")
    ),
    "worklog:participant_add": of_mill(entry, opens=(*OWN, "mill_clerk")),
    "worklog:participant_remove": of_mill(
        lambda world: (world.entry.pk, world.entry.participants.get().pk), opens=(*OWN, "mill_clerk")
    ),
}


def member(world):
    """A member of the mill."""
    return (world.membership.pk,)


HAND = ("mill_clerk", *OWN)  # who handles the mill's register
SEEN = (*HAND, "auditor")


def on_register(name):
    """Something on its way in the mill's register."""
    return lambda world: (getattr(world.register, name).pk,)


def of_both(args, **rest):
    """A transfer from the mill to the port: seen by both sides and above them."""
    return Example(args=args, **{"opens": (*HAND, "port_chair", "auditor"), "hides": ("stranger",), **rest})


MEMBERS = {
    "members:membership_list": member_of_staff(main="mill_clerk"),
    "members:membership_export": member_of_staff(),
    "members:membership_roster": member_of_staff(main="mill_clerk"),
    "members:membership_join": member_of_staff(opens=HAND, main="mill_clerk"),
    "members:membership_balance": member_of_staff(main="mill_clerk"),
    "members:duplicate_list": member_of_staff(main="mill_clerk"),
    "members:duplicate_decide": of_mill(lambda world: (world.membership.person_id, world.another.person_id), opens=()),
    "members:membership_detail": of_mill(member, opens=(*HAND, "auditor"), main="mill_clerk"),
    "members:membership_leave": of_mill(member, opens=HAND, main="mill_clerk"),
    "members:membership_keep": of_mill(member, opens=HAND),
    "members:membership_restore": of_mill(member, opens=()),
    "members:membership_accept": of_mill(member, opens=()),
    "members:membership_ask": of_mill(member, opens=HAND, main="mill_clerk"),
    "members:membership_release": of_mill(member, opens=HAND, main="mill_clerk"),
    "members:membership_transfer": of_mill(member, opens=(), main="town_chair"),
    "members:membership_correct": of_mill(member, opens=HAND, main="mill_clerk"),
    "members:membership_withdraw": of_mill(member, opens=()),
    "members:membership_reveal": of_mill(member, opens=HAND, main="mill_clerk"),
    "members:membership_link": of_mill(member, opens=HAND, main="mill_clerk"),
    "members:transfer_list": member_of_staff(main="mill_clerk"),
    "members:transfer_export": member_of_staff(),
    "members:transfer_ask": member_of_staff(opens=HAND, main="mill_clerk"),
    "members:transfer_in": member_of_staff(opens=HAND),
    "members:transfer_batch": member_of_staff(opens=HAND, main="mill_clerk"),
    "members:transfer_detail": of_both(on_register("released"), main="port_chair"),
    "members:transfer_letter": of_both(on_register("released")),
    "members:transfer_release": of_both(on_register("asked"), opens=HAND),
    "members:transfer_receive": of_both(on_register("released"), opens=("port_chair",), main="port_chair"),
    "members:transfer_return": of_mill(on_register("outward"), opens=HAND),
    "members:transfer_close": of_both(on_register("received"), opens=HAND),
    "members:transfer_refuse": of_both(on_register("released"), opens=("port_chair",)),
    "members:transfer_recall": of_both(on_register("asked"), opens=HAND),
    "members:application_list": member_of_staff(main="mill_clerk"),
    "members:application_export": member_of_staff(),
    "members:application_take": member_of_staff(opens=HAND, main="mill_clerk"),
    "members:application_identify": member_of_staff(opens=HAND),
    "members:application_decide": member_of_staff(opens=HAND, main="mill_clerk"),
    "members:application_detail": of_mill(on_register("applied"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "members:application_paper": of_mill(on_register("applied"), opens=(*HAND, "auditor")),
    "members:application_apply": of_mill(on_register("identified"), opens=HAND),
    "members:application_drop": of_mill(on_register("applied"), opens=HAND),
    "members:application_reveal": of_mill(on_register("applied"), opens=HAND),
    "members:admission_list": member_of_staff(),
    "members:admission_detail": of_mill(on_register("admission"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "members:admission_paper": of_mill(on_register("admission"), opens=(*HAND, "auditor")),
    "members:admission_export": of_mill(on_register("admission"), opens=(*HAND, "auditor")),
    "members:doorway_open": member_of_staff(opens=HAND),
    "members:doorway_code": of_mill(on_register("doorway"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "members:doorway_close": of_mill(on_register("doorway"), opens=HAND),
    "members:apply_online": Example(args=lambda world: (world.register.doorway.code,), public=True, main="anonymous"),
    "members:contract_list": member_of_staff(),
    "members:card_list": member_of_staff(main="mill_clerk"),
    "members:card_export": member_of_staff(),
    "members:card_sheet": member_of_staff(opens=("auditor", *HAND)),  # where there is a card to print
    "members:card_issue": of_mill(lambda world: (world.another.pk,), opens=HAND),
    "members:card_issue_many": member_of_staff(opens=HAND, main="mill_clerk"),
    "members:card_detail": of_mill(on_register("card"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "members:card_replace": of_mill(on_register("card"), opens=HAND),
    "members:card_void": of_mill(on_register("card"), opens=HAND),
    "members:card_check": Example(args=lambda world: (world.register.card_token,), public=True, main="anonymous"),
    "members:card_keys": Example(public=True),
    "members:letter_check": Example(args=lambda world: (world.register.letter,), public=True, main="anonymous"),
    "members:reregistration_list": member_of_staff(main="mill_clerk"),
    "members:reregistration_announce": member_of_staff(opens=HAND),
    "members:reregistration_detail": of_mill(on_register("campaign"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "members:reregistration_close": of_mill(on_register("campaign"), opens=HAND),
    "members:unconfirmed_list": of_mill(on_register("campaign"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "members:confirmation_list": of_mill(on_register("campaign"), opens=(*HAND, "auditor")),
    "members:confirmation_check_all": of_mill(on_register("campaign"), opens=HAND),
    "members:confirmation_fill": of_mill(
        lambda world: (world.register.campaign.pk, world.membership.pk), opens=HAND, main="mill_clerk"
    ),
    "members:confirmation_detail": of_mill(on_register("form"), opens=HAND, main="mill_clerk"),
    "members:own_card": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "members:own_transfer_ask": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "members:own_confirmation": Example(
        args=on_register("campaign"), public=True, opens=(), hides=("anonymous", *ROLES)
    ),
    "members:own_open": Example(
        args=lambda world: (world.membership.pk, world.member_link), public=True, main="anonymous"
    ),
    "members:own_page": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
}


def of_meetings(name):
    """Something of the mill's meetings (testing/meeting.py)."""
    return lambda world: (getattr(world.meetings, name).pk,)


def _meeting(name, opens=SEEN, **more):
    return of_mill(of_meetings(name), opens=opens, **more)


MEETINGS = {
    "meetings:meeting_list": member_of_staff(main="mill_clerk"),
    "meetings:meeting_export": member_of_staff(),
    "meetings:meeting_call": member_of_staff(opens=HAND, main="mill_clerk"),
    "meetings:meeting_detail": _meeting("held", main="mill_clerk"),
    "meetings:meeting_change": _meeting("called", opens=HAND),
    "meetings:meeting_hold": _meeting("called", opens=HAND, main="mill_clerk"),
    "meetings:meeting_minute": _meeting("held", opens=HAND, main="mill_clerk"),
    "meetings:meeting_cancel": _meeting("called", opens=HAND),
    "meetings:meeting_notice": _meeting("held"),
    "meetings:meeting_minutes": _meeting("held"),
    "meetings:resolution_enter": _meeting("held", opens=HAND, main="mill_clerk"),
    "meetings:regular_list": member_of_staff(main="mill_clerk"),
    "meetings:regular_export": member_of_staff(),
    "meetings:resolution_list": member_of_staff(main="mill_clerk"),
    "meetings:resolution_export": member_of_staff(),
    "meetings:resolution_detail": _meeting("resolution", main="mill_clerk"),
    "meetings:resolution_report": _meeting("resolution", opens=HAND),
    "meetings:resolution_finish": _meeting("resolution", opens=HAND),
    "meetings:resolution_drop": _meeting("resolution", opens=HAND),
    "meetings:resolution_assign": _meeting("resolution", opens=HAND),
    "meetings:evidence_add": of_mill(lambda world: ("meeting", world.meetings.held.pk), opens=HAND),
    "meetings:evidence_file": _meeting("file"),
    "meetings:record_void": of_mill(lambda world: ("resolution", world.meetings.resolution.pk), opens=HAND),
}


def of_archives(name):
    """Something of the mill's rules and archives (testing/filing.py)."""
    return lambda world: (getattr(world.archives, name).pk,)


def _filed(name, opens=SEEN, **more):
    return of_mill(of_archives(name), opens=opens, **more)


ARCHIVES = {
    "archives:regulation_list": member_of_staff(main="mill_clerk"),
    "archives:regulation_export": member_of_staff(),
    "archives:regulation_draft": member_of_staff(opens=HAND, main="mill_clerk"),
    "archives:regulation_detail": _filed("rule", main="mill_clerk"),
    "archives:regulation_rewrite": _filed("draft", opens=HAND),
    "archives:regulation_adopt": _filed("draft", opens=HAND, main="mill_clerk"),
    "archives:regulation_revise": _filed("rule", opens=HAND),
    "archives:regulation_put_up": _filed("rule", opens=HAND),
    "archives:regulation_withdraw": _filed("rule", opens=OWN),
    "archives:regulation_compare": _filed("rule", main="mill_clerk"),
    "archives:regulation_paper": of_mill(lambda world: (world.archives.rule.pk, 1), opens=SEEN),
    "archives:display_take_down": _filed("display", opens=HAND),
    "archives:dossier_list": member_of_staff(main="mill_clerk"),
    "archives:dossier_export": member_of_staff(),
    "archives:dossier_catalogue": member_of_staff(),
    "archives:dossier_open": member_of_staff(opens=HAND, main="mill_clerk"),
    "archives:dossier_detail": _filed("open", main="mill_clerk"),
    "archives:dossier_add": _filed("open", opens=HAND),
    "archives:dossier_put": _filed("open", opens=HAND, main="mill_clerk"),
    "archives:dossier_close": _filed("open", opens=HAND),
    "archives:dossier_index": _filed("open"),
    "archives:item_take_out": _filed("item", opens=HAND),
    "archives:unfiled_list": member_of_staff(main="mill_clerk"),
    "archives:unfiled_export": member_of_staff(),
    "archives:destruction_list": member_of_staff(main="mill_clerk"),
    "archives:destruction_ask": member_of_staff(opens=HAND, main="mill_clerk"),
    "archives:destruction_detail": _filed("list", main="mill_clerk"),
    "archives:destruction_carry_out": _filed("list", opens=HAND),
    "archives:destruction_paper": _filed("list"),
    "archives:evidence_add": of_mill(lambda world: ("regulation", world.archives.rule.pk), opens=HAND),
    "archives:evidence_file": _filed("file"),
    "archives:record_void": of_mill(lambda world: ("dossier", world.archives.open.pk), opens=HAND),
}


def of_honours(name):
    """Something of the mill's commendations (testing/commendation.py)."""
    return lambda world: (getattr(world.honours, name).pk,)


def _honour(name, opens=SEEN, **more):
    return of_mill(of_honours(name), opens=opens, **more)


HONOURS = {
    "honours:round_list": member_of_staff(main="mill_clerk"),
    "honours:round_open": member_of_staff(opens=HAND, main="mill_clerk"),
    "honours:round_detail": _honour("given", main="mill_clerk"),
    "honours:round_export": _honour("given"),
    "honours:category_add": _honour("open", opens=HAND),
    "honours:nominee_nominate": _honour("open", opens=HAND, main="mill_clerk"),
    "honours:round_propose": _honour("open", opens=HAND, main="mill_clerk"),
    "honours:round_decide": _honour("posted", opens=HAND, main="mill_clerk"),
    "honours:round_commend": _honour("posted", opens=OWN),
    "honours:round_abandon": _honour("open", opens=OWN),
    "honours:round_notice": _honour("posted"),
    "honours:round_decision": _honour("given"),
    "honours:round_certificates": _honour("given"),
    "honours:honour_list": member_of_staff(main="mill_clerk"),
    "honours:honour_export": member_of_staff(),
    "honours:nominee_detail": _honour("honoured", main="mill_clerk"),
    "honours:nominee_assess": _honour("nominee", opens=HAND),
    "honours:nominee_object": _honour("proposed", opens=HAND),
    "honours:nominee_withdraw": _honour("honoured", opens=OWN),
    "honours:objection_answer": _honour("objection", opens=HAND),
    "honours:evidence_add": of_mill(lambda world: ("round", world.honours.given.pk), opens=HAND),
    "honours:evidence_file": _honour("file"),
    "honours:record_void": of_mill(lambda world: ("nominee", world.honours.nominee.pk), opens=HAND),
}


def of_committees(name, *more):
    """Something of the mill's committees, by the name that testing/committees.py gives it."""
    return lambda world: (getattr(world.committees, name).pk, *more)


def _committees(name, *more, **rest):
    return of_mill(of_committees(name, *more), **rest)


def _officer(name, **rest):
    found = lambda world: (world.committees.display.pk, getattr(world.committees, name).pk)  # noqa: E731
    return of_mill(found, **rest)


COMMITTEES = {
    "committees:body_board": member_of_staff(main="mill_clerk"),
    "committees:body_paper": member_of_staff(),
    "committees:body_list": member_of_staff(main="town_chair"),
    "committees:body_export": member_of_staff(),
    "committees:body_form": member_of_staff(opens=HAND, main="mill_clerk"),
    "committees:body_detail": _committees("body", opens=SEEN, main="mill_clerk"),
    "committees:body_staff": _committees("fresh", opens=HAND, main="mill_clerk"),
    "committees:body_change": _committees("body", opens=HAND),
    "committees:body_dissolve": _committees("fresh", opens=HAND),
    "committees:seat_appoint": _committees("body", opens=HAND),
    "committees:seat_replace": _committees("seat", opens=HAND, main="mill_clerk"),
    "committees:seat_end": _committees("seat", opens=HAND),
    "committees:group_place": _committees("group", opens=HAND, main="mill_clerk"),
    "committees:group_take": member_of_staff(opens=HAND),
    "committees:ungrouped_list": member_of_staff(main="mill_clerk"),
    "committees:term_list": member_of_staff(main="town_chair"),
    "committees:term_export": member_of_staff(),
    "committees:term_begin": _committees("fresh", opens=HAND),
    "committees:term_detail": _committees("term", opens=SEEN, main="mill_clerk"),
    "committees:term_extend": _committees("term", opens=HAND),
    "committees:extension_detail": _committees("extension", opens=SEEN, main="mill_chair"),
    "committees:election_list": member_of_staff(main="town_chair"),
    "committees:election_export": member_of_staff(),
    "committees:election_prepare": _committees("body", opens=HAND, main="mill_clerk"),
    "committees:election_detail": _committees("held", opens=SEEN, main="mill_clerk"),
    "committees:election_places": _committees("preparing", opens=HAND, main="mill_clerk"),
    "committees:election_nominate": _committees("preparing", 1, opens=HAND, main="mill_clerk"),
    "committees:election_ask": _committees("preparing", opens=HAND),
    "committees:election_call": _committees("election", opens=HAND, main="mill_clerk"),
    "committees:election_ballot": _committees("election", opens=HAND),
    "committees:election_count": _committees("election", opens=HAND, main="mill_clerk"),
    "committees:election_take_over": _committees("election", opens=HAND),
    "committees:election_report": _committees("held", opens=HAND),
    "committees:election_number": _committees("held", opens=HAND),
    "committees:election_hand_over": _committees("approved", opens=HAND),
    "committees:election_call_off": _committees("preparing", opens=HAND),
    "committees:election_papers": _committees("approved", opens=SEEN),
    "committees:election_paper": _committees("approved", "result", opens=SEEN),
    "committees:display_list": member_of_staff(main="town_chair"),
    "committees:display_export": member_of_staff(),
    "committees:display_announce": member_of_staff(opens=HAND),
    "committees:display_detail": _committees("display", opens=SEEN, main="mill_clerk"),
    "committees:display_hang": _committees("display", opens=HAND),
    "committees:display_end": _committees("display", opens=HAND),
    "committees:officer_describe": _committees("display", opens=HAND, main="mill_clerk"),
    "committees:officer_show": _officer("other", opens=HAND),
    "committees:officer_check": _officer("officer", opens=HAND, main="mill_clerk"),
    "committees:evidence_add": of_mill(lambda world: ("display", world.committees.display.pk), opens=HAND),
    "committees:evidence_file": _committees("file", opens=SEEN),
    "committees:record_void": of_mill(lambda world: ("body", world.committees.fresh.pk), opens=HAND),
}


def of_retirees(name):
    """Something of the mill's retirees."""
    return lambda world: (getattr(world.retirees, name).pk,)


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

RETIREES = {
    "retirees:retiree_list": member_of_staff(main="mill_clerk"),
    "retirees:retiree_export": member_of_staff(),
    "retirees:retiree_register": member_of_staff(opens=HAND, main="mill_clerk"),
    "retirees:retiree_take_over": member_of_staff(opens=HAND),
    "retirees:retiree_detail": of_mill(of_retirees("retiree"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "retirees:retiree_change": of_mill(of_retirees("retiree"), opens=HAND),
    "retirees:retiree_visit": of_mill(of_retirees("retiree"), opens=HAND, main="mill_clerk"),
    "retirees:retiree_leave": of_mill(of_retirees("retiree"), opens=HAND),
    "retirees:retiree_reveal": of_mill(of_retirees("retiree"), opens=HAND),
    "retirees:group_list": member_of_staff(main="mill_clerk"),
    "retirees:group_found": member_of_staff(opens=HAND),
    "retirees:group_detail": of_mill(of_retirees("group"), opens=(*HAND, "auditor"), main="mill_clerk"),
    "retirees:group_hand_over": of_mill(of_retirees("group"), opens=HAND),
    "retirees:celebration_list": member_of_staff(main="mill_clerk"),
    "retirees:celebration_export": member_of_staff(),
    "retirees:celebration_make": member_of_staff(opens=HAND),
    "retirees:celebration_celebrate": of_mill(of_retirees("celebration"), opens=HAND, main="mill_clerk"),
    "retirees:celebration_skip": of_mill(of_retirees("celebration"), opens=HAND),
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


def batch(world):
    """An import that the mill has looked at and not yet carried out."""
    return (world.batch.pk,)


def imported(world):
    """An import that the mill has carried out."""
    return (world.imported.pk,)


INTAKE = {
    "intake:batch_list": member_of_staff(main="mill_clerk"),
    "intake:batch_take": member_of_staff(opens=HAND, main="mill_clerk"),
    "intake:importer_template": everyone(lambda world: ("members",)),
    "intake:batch_detail": of_mill(batch, opens=HAND, main="mill_clerk"),
    "intake:batch_columns": of_mill(batch, opens=HAND, main="mill_clerk"),
    "intake:batch_run": of_mill(batch, opens=HAND, post=lambda world: {}),
    "intake:batch_progress": of_mill(imported, opens=HAND),
    "intake:batch_undo": of_mill(imported, opens=HAND, main="mill_clerk"),
    "intake:batch_rejected": of_mill(batch, opens=HAND),
}


def report(world):
    """The mill's draft for 2008."""
    return (world.report.pk,)


def frozen(world):
    """The mill's frozen report for 2008."""
    return (world.frozen.pk,)


READ = (*HAND, "auditor")

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

AID_KEEPERS = ("town_chair", "mill_chair", "mill_clerk")  # chair and clerk, here and above


def household(world):
    """A household of the mill that was entered and visited."""
    return (world.household.pk,)


def survey_part(world):
    """The mill's part in the town's survey round."""
    return (world.owed.pk,)


def found(world):
    """Somebody the mill found in it."""
    return (world.finding.pk,)


def kept_by(args, **rest):
    """A page of acts on a hardship file: whoever may not is told so on it."""
    return of_mill(args, **{"opens": AID_KEEPERS, **rest})


AID_FILES = {
    "aid:household_list": member_of_staff(main="mill_clerk"),
    "aid:household_export": member_of_staff(),
    "aid:household_export_full": member_of_staff(),
    "aid:household_open": member_of_staff(main="mill_clerk"),
    "aid:household_detail": kept_by(household, main="mill_clerk"),
    "aid:household_family": kept_by(household, main="mill_clerk"),
    "aid:household_means": kept_by(household, main="mill_clerk"),
    "aid:household_papers": kept_by(household, main="mill_clerk"),
    "aid:household_aid": kept_by(household, main="mill_clerk"),
    "aid:household_own": kept_by(household, main="mill_clerk"),
    "aid:household_log": kept_by(household),
    "aid:household_correct": kept_by(household, main="mill_clerk"),
    "aid:member_keep": kept_by(household, main="mill_clerk"),
    "aid:member_change": kept_by(lambda world: (world.household.pk, world.household.family.first().pk)),
    "aid:member_leave": kept_by(lambda world: (world.household.pk, world.household.family.last().pk)),
    "aid:household_assess": kept_by(household, main="mill_clerk"),
    "aid:household_verify": kept_by(household),
    "aid:household_file": kept_by(household),
    "aid:household_decline": kept_by(household),
    "aid:household_remove": kept_by(household),
    "aid:household_withdraw": kept_by(household),
    "aid:consent_take": kept_by(household),
    "aid:consent_withdraw": kept_by(lambda world: (world.household.pk, world.household.consents.first().pk)),
    "aid:paper_attach": kept_by(household),
    "aid:paper_open": kept_by(lambda world: (world.household.pk, world.paper.pk)),
    "aid:paper_withdraw": kept_by(lambda world: (world.household.pk, world.paper.pk)),
    "aid:household_reveal": kept_by(household, main="mill_clerk"),
    "aid:household_print": kept_by(household),
    "aid:household_empty": kept_by(household),
    "aid:household_sheet": kept_by(household),
    "aid:request_take": kept_by(household),
    "aid:request_answer": kept_by(lambda world: (world.asked.pk,), main="mill_clerk"),
    "aid:link_issue": kept_by(household),
    "aid:own_open": Example(args=lambda world: (world.household.pk, world.link), public=True, main="anonymous"),
    "aid:own_page": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "aid:own_copy": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "aid:own_word": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "aid:own_request": Example(public=True, opens=(), hides=("anonymous", *ROLES), post=lambda world: {}),
    "aid:line_list": member_of_staff(main="mill_clerk"),
    "aid:line_set": member_of_staff(),
    "aid:station_list": member_of_staff(main="mill_clerk"),
    "aid:station_set_up": member_of_staff(),
    "aid:station_change": kept_by(lambda world: (world.station.pk,)),
    "aid:station_close": kept_by(lambda world: (world.station.pk,)),
    "aid:survey_list": member_of_staff(main="mill_clerk"),
    "aid:survey_launch": member_of_staff(main="town_chair"),
    "aid:survey_detail": kept_by(lambda world: (world.owed.round_id,), main="mill_clerk"),
    "aid:survey_export": kept_by(lambda world: (world.owed.round_id,)),
    "aid:survey_close": kept_by(lambda world: (world.owed.round_id,)),
    "aid:survey_return": kept_by(survey_part, main="mill_clerk"),
    "aid:return_send": kept_by(survey_part),
    "aid:finding_report": kept_by(survey_part),
    "aid:finding_verify": kept_by(found),
    "aid:finding_file": kept_by(found),
    "aid:finding_withdraw": kept_by(found),
}


def of_aid(name, **rest):
    """A page of something in the mill's aid: open to the mill and above it, hidden from everybody beside."""
    return of_mill(lambda world: (getattr(world, name).pk,), **{"opens": HAND, **rest})


def seen_aid(name, **rest):
    """The same, for what the auditor reads too."""
    return of_aid(name, **{"opens": READ, **rest})


AID_MONEY = {
    "aid:programme_list": member_of_staff(main="mill_clerk"),
    "aid:programme_choose": member_of_staff(main="mill_clerk"),
    "aid:programme_create": member_of_staff(query=lambda world: "scheme=students", opens=HAND, main="mill_clerk"),
    "aid:programme_detail": seen_aid("paid", main="mill_clerk"),
    "aid:programme_amend": of_aid("programme"),
    "aid:programme_open": of_aid("programme"),
    "aid:programme_close": of_aid("programme"),
    "aid:programme_withdraw": of_aid("programme"),
    "aid:programme_screen": of_aid("programme"),
    "aid:programme_tell": of_aid("paid", main="mill_clerk"),
    "aid:candidate_list": seen_aid("paid", query=lambda world: "show=all", main="mill_clerk"),
    "aid:candidate_export": seen_aid("paid"),
    "aid:candidate_why": of_mill(
        lambda world: (world.paid.pk, world.membership.person_id), opens=READ, main="mill_clerk"
    ),
    "aid:application_create": of_aid("programme", main="mill_clerk"),
    "aid:application_make": of_aid("programme"),
    "aid:application_list": member_of_staff(main="mill_clerk"),
    "aid:application_export": member_of_staff(),
    "aid:application_send_many": member_of_staff(opens=HAND, post=lambda world: {"pick": world.application.pk}),
    "aid:application_detail": seen_aid("application", main="mill_clerk"),
    "aid:application_send": of_aid("application"),
    "aid:application_correct": of_aid("application"),
    "aid:application_withdraw": of_aid("application"),
    "aid:application_consent": of_aid("application", main="mill_clerk"),
    "aid:application_attach": of_aid("application"),
    "aid:application_reveal": of_aid("application", main="mill_clerk"),
    "aid:paper_file": of_mill(lambda world: (world.by_laws.pk,), opens=AID_KEEPERS),
    "aid:pair_list": member_of_staff(main="mill_clerk"),
    "aid:pair_offer": member_of_staff(opens=HAND),
    "aid:pair_detail": seen_aid("pair", main="mill_clerk"),
    "aid:pair_match": of_aid("pair"),
    "aid:pair_give": of_aid("pair"),
    "aid:pair_end": of_aid("pair"),
    "aid:fund_list": member_of_staff(main="mill_chair"),
    "aid:fund_create": member_of_staff(opens=HAND, main="mill_chair"),
    "aid:fund_detail": seen_aid("fund", main="mill_chair"),
    "aid:fund_book": of_aid("fund"),
    "aid:fund_attach": of_aid("fund"),
    "aid:fund_close": of_aid("fund"),
    "aid:line_correct": of_mill(lambda world: (world.fund.lines.first().pk,), opens=HAND),
    "aid:account_list": member_of_staff(main="mill_chair"),
    "aid:account_propose": member_of_staff(opens=HAND, main="mill_clerk"),
    "aid:account_confirm_many": member_of_staff(opens=HAND, post=lambda world: {"pick": world.account.pk}),
    "aid:account_confirm": of_aid("account", main="mill_chair"),
    "aid:account_reject": of_aid("account"),
    "aid:payment_run_list": member_of_staff(main="mill_chair"),
    "aid:payment_run_prepare": of_aid("programme", main="mill_clerk"),
    "aid:payment_run_detail": seen_aid("run", main="mill_chair"),
    "aid:payment_run_approve": of_aid("run"),
    "aid:payment_run_release": of_aid("run"),
    "aid:payment_run_file": of_aid("run"),
    "aid:payment_run_roster": seen_aid("run", main="mill_chair"),
    "aid:payment_run_paper": seen_aid("run"),
    "aid:payment_run_reconcile": of_aid("run", main="mill_clerk"),
    "aid:payment_run_cancel": of_aid("run"),
    "aid:payment_run_repeat": of_aid("run"),
    "aid:payment_run_attach": of_aid("run"),
    "aid:payment_recover": of_mill(lambda world: (world.run.payments.first().pk,), opens=HAND),
    "aid:notice_show": of_aid("programme", main="mill_clerk"),
    "aid:notice_detail": seen_aid("notice", main="mill_clerk"),
    "aid:notice_withdraw": of_aid("notice"),
    "aid:notice_public": Example(args=lambda world: (world.notice.token,), public=True, main="anonymous"),
    "aid:objection_take": of_aid("notice"),
    "aid:notice_object": Example(args=lambda world: (world.notice.token,), public=True, main="anonymous"),
    "aid:objection_reveal": of_aid("objection"),
    "aid:objection_answer": of_aid("objection", main="mill_chair"),
    "aid:sample_draw": of_aid("paid"),
    "aid:sample_detail": seen_aid("sample", main="mill_clerk"),
    "aid:check_note": of_mill(lambda world: (world.sample.checks.get().pk,), opens=READ),
}


def of_care(name):
    """Something of the mill's care and benefits, by the name that testing/care.py gives it."""
    return lambda world: (getattr(world.care, name).pk,)


WELFARE = {
    "welfare:home": member_of_staff(main="mill_clerk"),
    "welfare:event_list": member_of_staff(main="mill_clerk"),
    "welfare:event_export": member_of_staff(),
    "welfare:event_report": member_of_staff(opens=HAND, main="mill_clerk"),
    "welfare:event_detail": of_mill(of_care("event"), opens=SEEN, main="mill_clerk"),
    "welfare:event_excuse": of_mill(of_care("event"), opens=HAND),
    "welfare:event_reveal": of_mill(of_care("event"), opens=HAND),
    "welfare:visit_list": member_of_staff(main="mill_clerk"),
    "welfare:visit_export": member_of_staff(),
    "welfare:visit_record": member_of_staff(opens=HAND, main="mill_clerk"),
    "welfare:visit_detail": of_mill(of_care("visit"), opens=SEEN, main="mill_clerk"),
    "welfare:gathering_list": member_of_staff(main="mill_clerk"),
    "welfare:retiree_list": member_of_staff(main="mill_clerk"),
    "welfare:gathering_convene": member_of_staff(opens=HAND),
    "welfare:gathering_detail": of_mill(of_care("gathering"), opens=SEEN, main="mill_clerk"),
    "welfare:gathering_invite": of_mill(of_care("gathering"), opens=HAND),
    "welfare:gathering_answer": of_mill(of_care("gathering"), opens=HAND, main="mill_clerk"),
    "welfare:gathering_hold": of_mill(of_care("gathering"), opens=HAND),
    "welfare:gathering_see": of_mill(of_care("gathering"), opens=HAND),
    "welfare:item_list": member_of_staff(main="mill_clerk"),
    "welfare:item_export": member_of_staff(),
    "welfare:item_take": member_of_staff(opens=HAND, main="mill_clerk"),
    "welfare:item_detail": of_mill(of_care("item"), opens=SEEN, main="mill_clerk"),
    "welfare:item_count": of_mill(of_care("item"), opens=HAND),
    "welfare:plan_list": member_of_staff(main="mill_clerk"),
    "welfare:plan_create": member_of_staff(opens=HAND),
    "welfare:plan_detail": of_mill(of_care("plan"), opens=SEEN, main="mill_clerk"),
    "welfare:plan_buy": of_mill(of_care("plan"), opens=HAND),
    "welfare:plan_issue": of_mill(of_care("plan"), opens=HAND),
    "welfare:handout_list": member_of_staff(main="mill_clerk"),
    "welfare:handout_open": member_of_staff(opens=HAND),
    "welfare:handout_detail": of_mill(of_care("handout"), opens=SEEN, main="mill_clerk"),
    "welfare:handout_offer": of_mill(of_care("handout"), opens=HAND),
    "welfare:handout_enlist": of_mill(of_care("handout"), opens=HAND, main="mill_clerk"),
    "welfare:handout_sign": of_mill(of_care("handout"), opens=HAND, main="mill_clerk"),
    "welfare:handout_finish": of_mill(of_care("handout"), opens=HAND),
    "welfare:handout_roster": of_mill(of_care("handout"), opens=SEEN),
    "welfare:handout_export": of_mill(of_care("handout"), opens=SEEN),
    "welfare:recipient_serve": of_mill(of_care("customer"), opens=HAND, main="mill_clerk"),
    "welfare:recipient_unsign": of_mill(of_care("signed"), opens=HAND),
    "welfare:recipient_strike": of_mill(of_care("waits"), opens=HAND),
    "welfare:campaign_list": member_of_staff(main="mill_chair"),
    "welfare:campaign_call": member_of_staff(opens=OWN, main="mill_chair"),
    "welfare:campaign_detail": of_mill(of_care("call"), opens=SEEN, main="mill_chair"),
    "welfare:campaign_give": of_mill(of_care("call"), opens=HAND, main="mill_clerk"),
    "welfare:campaign_hand_over": of_mill(of_care("call"), opens=OWN),
    "welfare:campaign_settle": of_mill(of_care("call"), opens=OWN),
    "welfare:campaign_reopen": of_mill(of_care("settled"), opens=OWN),
    "welfare:campaign_account": of_mill(of_care("call"), opens=SEEN),
    "welfare:campaign_export": of_mill(of_care("call"), opens=SEEN),
    "welfare:donation_detail": of_mill(of_care("gift"), opens=SEEN, main="mill_clerk"),
    "welfare:donation_receipt": of_mill(of_care("gift"), opens=SEEN),
    "welfare:benefit_list": member_of_staff(main="mill_chair"),
    "welfare:benefit_plan": member_of_staff(opens=OWN, main="mill_chair"),
    "welfare:benefit_detail": of_mill(of_care("benefit"), opens=SEEN, main="mill_chair"),
    "welfare:benefit_make": of_mill(of_care("benefit"), opens=HAND, main="mill_clerk"),
    "welfare:benefit_deliver": of_mill(of_care("benefit"), opens=HAND, main="mill_clerk"),
    "welfare:benefit_sign": of_mill(of_care("benefit"), opens=HAND),
    "welfare:benefit_finish": of_mill(of_care("benefit"), opens=HAND),
    "welfare:benefit_roster": of_mill(of_care("benefit"), opens=SEEN),
    "welfare:benefit_export": of_mill(of_care("benefit"), opens=SEEN),
    "welfare:entitlement_return": of_mill(of_care("served"), opens=HAND),
    "welfare:entitlement_strike": of_mill(of_care("due"), opens=HAND),
    "welfare:blooddrive_list": member_of_staff(main="mill_clerk"),
    "welfare:blooddrive_call": member_of_staff(opens=HAND),
    "welfare:blooddrive_detail": of_mill(of_care("drive"), opens=SEEN, main="mill_clerk"),
    "welfare:blooddrive_volunteer": of_mill(of_care("drive"), opens=HAND),
    "welfare:blooddrive_move": of_mill(of_care("drive"), opens=HAND),
    "welfare:placement_list": member_of_staff(main="mill_clerk"),
    "welfare:placement_ask": member_of_staff(opens=HAND),
    "welfare:placement_detail": of_mill(of_care("placement"), opens=SEEN, main="mill_clerk"),
    "welfare:placement_answer": of_mill(of_care("placement"), opens=HAND),
    "welfare:placement_reveal": of_mill(of_care("placement"), opens=HAND),
    "welfare:record_void": of_mill(lambda world: ("event", world.care.event.pk), opens=HAND, main="mill_clerk"),
    "welfare:evidence_add": of_mill(lambda world: ("event", world.care.event.pk), opens=HAND),
    "welfare:evidence_file": of_mill(lambda world: (world.care.file.pk,), opens=SEEN),
}


def of_mutual(*names):
    """Things of the mill's mutual aid, by the names that testing/mutual.py gives them."""
    return lambda world: tuple(getattr(world.mutual, name).pk for name in names)


MUTUALAID = {
    "mutualaid:product_list": member_of_staff(main="mill_chair"),
    "mutualaid:product_start": member_of_staff(opens=OWN, query=lambda world: "template=threefold"),
    "mutualaid:product_detail": of_mill(of_mutual("product"), opens=HAND, main="mill_chair"),
    "mutualaid:product_change": of_mill(of_mutual("product"), opens=HAND),
    "mutualaid:product_close": of_mill(of_mutual("product"), opens=HAND),
    "mutualaid:edition_draft": of_mill(of_mutual("product"), opens=HAND, main="mill_chair"),
    "mutualaid:season_open": of_mill(of_mutual("product"), opens=HAND, main="mill_chair"),
    "mutualaid:claims_settle": of_mill(of_mutual("product"), opens=HAND),
    "mutualaid:payment_prepare": of_mill(of_mutual("product"), opens=HAND),
    "mutualaid:edition_edit": of_mill(of_mutual("draft"), opens=HAND),
    "mutualaid:edition_announce": of_mill(of_mutual("draft"), opens=HAND, main="mill_chair"),
    "mutualaid:edition_withdraw": of_mill(of_mutual("draft"), opens=HAND),
    "mutualaid:season_extend": of_mill(of_mutual("season"), opens=HAND),
    "mutualaid:enrolment_add": of_mill(of_mutual("season"), opens=HAND),
    "mutualaid:enrolment_all": of_mill(of_mutual("season"), opens=HAND, main="mill_chair"),
    "mutualaid:premium_record": of_mill(of_mutual("season"), opens=HAND),
    "mutualaid:enrolment_list": member_of_staff(main="mill_chair"),
    "mutualaid:enrolment_export": member_of_staff(),
    "mutualaid:enrolment_certificates": member_of_staff(opens=HAND),
    "mutualaid:enrolment_detail": of_mill(of_mutual("enrolment"), opens=HAND, main="mill_chair"),
    "mutualaid:enrolment_certificate": of_mill(of_mutual("enrolment"), opens=HAND),
    "mutualaid:enrolment_pay": of_mill(of_mutual("unpaid"), opens=HAND),
    "mutualaid:enrolment_end": of_mill(of_mutual("enrolment"), opens=HAND),
    "mutualaid:enrolment_withdraw": of_mill(of_mutual("enrolment"), opens=HAND),
    "mutualaid:claim_submit": of_mill(of_mutual("enrolment"), opens=HAND, main="mill_chair"),
    "mutualaid:claim_list": member_of_staff(main="mill_chair"),
    "mutualaid:claim_export": member_of_staff(),
    "mutualaid:claim_approvals": member_of_staff(main="mill_chair"),
    "mutualaid:claim_approve_all": member_of_staff(opens=HAND, post=lambda world: {}),
    "mutualaid:claim_detail": of_mill(of_mutual("paid"), opens=HAND, main="mill_chair"),
    "mutualaid:claim_amend": of_mill(of_mutual("submitted"), opens=HAND),
    "mutualaid:claim_attach": of_mill(of_mutual("submitted"), opens=HAND),
    "mutualaid:claim_detach": of_mill(of_mutual("submitted", "document"), opens=HAND),
    "mutualaid:claim_check": of_mill(of_mutual("submitted"), opens=HAND),
    "mutualaid:claim_return": of_mill(of_mutual("submitted"), opens=HAND),
    "mutualaid:claim_compute": of_mill(of_mutual("submitted"), opens=HAND),
    "mutualaid:claim_approve": of_mill(of_mutual("computed"), opens=HAND),
    "mutualaid:claim_send_up": of_mill(of_mutual("computed"), opens=HAND),
    "mutualaid:claim_refuse": of_mill(of_mutual("submitted"), opens=HAND),
    "mutualaid:claim_withdraw": of_mill(of_mutual("submitted"), opens=HAND),
    "mutualaid:claim_appeal": of_mill(of_mutual("submitted"), opens=HAND),
    "mutualaid:claim_correct": of_mill(of_mutual("paid"), opens=HAND),
    "mutualaid:claim_account": of_mill(of_mutual("submitted"), opens=HAND),
    "mutualaid:claim_reveal": of_mill(of_mutual("submitted"), opens=HAND, main="mill_chair"),
    "mutualaid:claim_paper": of_mill(of_mutual("computed"), opens=HAND),
    "mutualaid:appeal_decide": of_mill(of_mutual("appeal"), opens=HAND),
    "mutualaid:document": of_mill(of_mutual("document"), opens=HAND),
    "mutualaid:what_if": member_of_staff(main="mill_chair"),
    "mutualaid:payment_list": member_of_staff(main="mill_chair"),
    "mutualaid:payment_detail": of_mill(of_mutual("payment"), opens=HAND, main="mill_chair"),
    "mutualaid:payment_release": of_mill(of_mutual("prepared"), opens=HAND),
    "mutualaid:payment_confirm": of_mill(of_mutual("payment"), opens=HAND),
    "mutualaid:payment_dissolve": of_mill(of_mutual("payment"), opens=HAND),
    "mutualaid:payment_bank": of_mill(of_mutual("payment"), opens=HAND),
    "mutualaid:payment_take_out": of_mill(of_mutual("prepared", "approved"), opens=HAND),
    "mutualaid:solvency": member_of_staff(main="mill_chair"),
    "mutualaid:solvency_export": member_of_staff(),
    "mutualaid:check_list": member_of_staff(main="mill_chair"),
    "mutualaid:check_open": member_of_staff(),
    "mutualaid:check_detail": of_mill(of_mutual("check_up"), opens=HAND, main="mill_chair"),
    "mutualaid:check_export": of_mill(of_mutual("check_up"), opens=HAND),
    "mutualaid:check_invite": of_mill(of_mutual("check_up"), opens=HAND),
    "mutualaid:check_arrange": of_mill(of_mutual("check_up"), opens=HAND),
    "mutualaid:check_add_day": of_mill(of_mutual("check_up"), opens=HAND),
    "mutualaid:check_assign": of_mill(of_mutual("check_up", "day"), opens=HAND),
    "mutualaid:check_attend": of_mill(of_mutual("check_up"), opens=HAND, post=lambda world: {}),
    "mutualaid:check_close": of_mill(of_mutual("check_up"), opens=HAND),
    "mutualaid:examination_answer": of_mill(of_mutual("examination"), opens=HAND),
    "mutualaid:examination_attend": of_mill(of_mutual("examination"), opens=HAND, main="mill_chair"),
    "mutualaid:examination_follow_up": of_mill(of_mutual("examination"), opens=HAND),
    "mutualaid:examination_findings": of_mill(of_mutual("examination"), opens=HAND),
    "mutualaid:quota_list": member_of_staff(main="mill_chair"),
    "mutualaid:quota_export": member_of_staff(),
    "mutualaid:quota_allot": member_of_staff(),
    "mutualaid:quota_detail": of_mill(of_mutual("quota"), opens=HAND, main="mill_chair"),
    "mutualaid:stay_nominate": of_mill(of_mutual("quota"), opens=HAND),
    "mutualaid:stay_approve": of_mill(of_mutual("stay"), opens=HAND),
    "mutualaid:stay_take": of_mill(of_mutual("stay"), opens=HAND),
    "mutualaid:stay_decline": of_mill(of_mutual("stay"), opens=HAND),
}


def of_congress(*names):
    """Things of the mill's congress, by the names that testing/congress.py gives them."""
    return lambda world: tuple(getattr(world.congress, name).pk for name in names)


CONGRESS = {
    "congress:congress_list": member_of_staff(main="mill_chair"),
    "congress:own_session": Example(args=of_congress("session"), public=True, opens=(), hides=("anonymous", *ROLES)),
    "congress:own_paper": Example(
        args=lambda world: (world.congress.session.pk, "agenda"), public=True, opens=(), hides=("anonymous", *ROLES)
    ),
    "congress:own_file": Example(
        args=lambda world: (world.congress.session.pk, 1), public=True, opens=(), hides=("anonymous", *ROLES)
    ),
    "congress:congress_start": member_of_staff(main="mill_chair"),
    "congress:congress_detail": of_mill(of_congress("term"), opens=HAND, main="mill_chair"),
    "congress:congress_change": of_mill(of_congress("term"), opens=HAND),
    "congress:congress_lay_out": of_mill(of_congress("term"), opens=HAND, main="mill_chair"),
    "congress:congress_install": of_mill(of_congress("preparing"), opens=HAND, main="mill_chair"),
    "congress:congress_postpone": of_mill(of_congress("term"), opens=HAND),
    "congress:congress_end": of_mill(of_congress("term"), opens=HAND),
    "congress:congress_withdraw": of_mill(of_congress("preparing"), opens=HAND),
    "congress:congress_delegates": of_mill(of_congress("term"), opens=HAND, main="mill_chair"),
    "congress:delegate_export": of_mill(of_congress("term"), opens=HAND),
    "congress:delegate_elect": of_mill(of_congress("term"), opens=HAND, main="mill_chair"),
    "congress:delegate_take_over": of_mill(of_congress("term"), opens=HAND),
    "congress:delegate_call_everybody": of_mill(of_congress("assembly"), opens=HAND),
    "congress:training_note": of_mill(of_congress("term"), opens=HAND, main="mill_chair"),
    "congress:session_plan": of_mill(of_congress("term"), opens=HAND, main="mill_chair"),
    "congress:training_withdraw": of_mill(of_congress("training"), opens=HAND),
    "congress:delegate_list": member_of_staff(main="mill_chair"),
    "congress:delegate_detail": of_mill(of_congress("delegate"), opens=HAND, main="mill_chair"),
    "congress:delegate_change": of_mill(of_congress("delegate"), opens=HAND),
    "congress:delegate_resign": of_mill(of_congress("delegate"), opens=HAND),
    "congress:delegate_recall": of_mill(of_congress("delegate"), opens=HAND),
    "congress:delegate_card": of_mill(of_congress("delegate"), opens=HAND),
    "congress:delegate_replace": of_mill(of_congress("gone"), opens=HAND),
    "congress:session_list": member_of_staff(main="mill_chair"),
    "congress:session_detail": of_mill(of_congress("session"), opens=HAND, main="mill_chair"),
    "congress:session_change": of_mill(of_congress("session"), opens=HAND),
    "congress:session_withdraw": of_mill(of_congress("planned"), opens=HAND),
    "congress:item_add": of_mill(of_congress("session"), opens=HAND, main="mill_chair"),
    "congress:paper_add": of_mill(of_congress("session"), opens=HAND),
    "congress:paper_send": of_mill(of_congress("session"), opens=HAND),
    "congress:session_paper": of_mill(lambda world: (world.congress.held.pk, "all"), opens=HAND),
    "congress:session_presidium": of_mill(of_congress("session"), opens=HAND, main="mill_chair"),
    "congress:session_call": of_mill(of_congress("planned"), opens=HAND),
    "congress:session_open": of_mill(of_congress("session"), opens=HAND, main="mill_chair"),
    "congress:session_close": of_mill(of_congress("session"), opens=HAND, main="mill_chair"),
    "congress:session_report": of_mill(of_congress("held"), opens=HAND),
    "congress:session_publish": of_mill(of_congress("held"), opens=HAND),
    "congress:session_confirm": of_mill(of_congress("meeting"), opens=HAND),
    "congress:session_keep": of_mill(of_congress("held"), opens=HAND),
    "congress:session_file": of_mill(of_congress("file"), opens=HAND),
    "congress:attendance": of_mill(of_congress("session"), opens=HAND, main="mill_chair"),
    "congress:attendance_note": of_mill(of_congress("session"), opens=HAND, post=lambda world: {}),
    "congress:attendance_export": of_mill(of_congress("session"), opens=HAND),
    "congress:attendance_excuse": of_mill(of_congress("session", "delegate"), opens=HAND),
    "congress:attendance_leave": of_mill(of_congress("session", "delegate"), opens=HAND),
    "congress:door": of_mill(of_congress("session"), opens=HAND, main="mill_chair"),
    "congress:door_code": of_mill(of_congress("session"), opens=HAND),
    "congress:door_open": Example(
        args=lambda world: (world.congress.session.pk, congress.code(world)), public=True, main="anonymous"
    ),
    "congress:item_detail": of_mill(of_congress("heard"), opens=HAND, main="mill_chair"),
    "congress:item_change": of_mill(of_congress("item"), opens=HAND),
    "congress:item_drop": of_mill(of_congress("item"), opens=HAND),
    "congress:item_hear": of_mill(of_congress("item"), opens=HAND),
    "congress:item_vote": of_mill(of_congress("item"), opens=HAND, main="mill_chair"),
    "congress:item_say": of_mill(of_congress("item"), opens=HAND),
    "congress:opinion_answer": of_mill(of_congress("opinion"), opens=HAND),
    "congress:vote_count": of_mill(of_congress("vote"), opens=HAND, main="mill_chair"),
    "congress:vote_take_over": of_mill(of_congress("vote"), opens=HAND),
    "congress:vote_void": of_mill(of_congress("vote"), opens=HAND),
}


def of_votes(*names):
    """Things of the mill's ballots, by the names that testing/votes.py gives them."""
    return lambda world: tuple(getattr(world.votes, name).pk for name in names)


BALLOTS = {
    "ballots:ballot_list": member_of_staff(main="mill_chair"),
    "ballots:ballot_draft": member_of_staff(main="mill_chair"),
    "ballots:ballot_detail": of_mill(of_votes("draft"), opens=SEEN, main="mill_chair"),
    "ballots:ballot_change": of_mill(of_votes("draft"), opens=HAND),
    "ballots:question_add": of_mill(
        of_votes("draft"), opens=HAND, query=lambda world: "kind=choice", main="mill_chair"
    ),
    "ballots:question_change": of_mill(of_votes("question"), opens=HAND),
    "ballots:question_remove": of_mill(of_votes("question"), opens=HAND),
    "ballots:question_order": of_mill(of_votes("election"), opens=HAND, main="mill_chair"),
    "ballots:question_strokes": of_mill(of_votes("election"), opens=HAND, post=lambda world: {}),
    "ballots:question_revote": of_mill(of_votes("open_question"), opens=HAND, main="mill_chair"),
    "ballots:ballot_preview": of_mill(of_votes("draft"), opens=SEEN, main="mill_chair"),
    "ballots:ballot_freeze": of_mill(of_votes("draft"), opens=HAND),
    "ballots:ballot_close": of_mill(of_votes("open"), opens=HAND),
    "ballots:ballot_present": of_mill(of_votes("open"), opens=HAND),
    "ballots:ballot_count": of_mill(of_votes("hall"), opens=HAND),
    "ballots:ballot_publish": of_mill(of_votes("tied"), opens=HAND),
    "ballots:ballot_annul": of_mill(of_votes("open"), opens=HAND),
    "ballots:electorate_list": of_mill(of_votes("open"), opens=SEEN, main="mill_chair"),
    "ballots:electorate_export": of_mill(of_votes("open"), opens=SEEN),
    "ballots:electorate_names": of_mill(of_votes("draft"), opens=HAND),
    "ballots:electorate_book": of_mill(of_votes("draft"), opens=HAND),
    "ballots:electorate_delegates": of_mill(of_votes("draft"), opens=HAND),
    "ballots:electorate_members": of_mill(of_votes("draft"), opens=HAND),
    "ballots:electorate_remove": of_mill(of_votes("draft"), opens=HAND, post=lambda world: {"voter": ["4"]}),
    "ballots:voter_add": of_mill(of_votes("open"), opens=HAND),
    "ballots:voter_strike": of_mill(of_votes("voter"), opens=HAND),
    "ballots:voter_proxy": of_mill(of_votes("voter"), opens=HAND),
    "ballots:voter_proxy_withdraw": of_mill(of_votes("voter"), opens=HAND, post=lambda world: {}),
    "ballots:voter_link": of_mill(of_votes("voter"), opens=HAND),
    "ballots:voter_cards": of_mill(of_votes("open"), opens=HAND, main="mill_chair"),
    "ballots:paper_issue": of_mill(of_votes("hall"), opens=HAND),
    "ballots:sheet_enter": of_mill(of_votes("hall"), opens=HAND, main="mill_chair"),
    "ballots:ballot_result": of_mill(of_votes("tied"), opens=SEEN, main="mill_chair"),
    "ballots:result_export": of_mill(of_votes("published"), opens=SEEN),
    "ballots:ballot_paper": of_mill(of_votes("draft"), opens=SEEN),
    "ballots:count_sheet": of_mill(of_votes("draft"), opens=SEEN),
    "ballots:candidates_show": of_mill(of_votes("draft"), opens=HAND),
    "ballots:election_paper": of_mill(lambda world: (world.votes.draft.pk, "rules"), opens=SEEN),
    "ballots:result_notice": of_mill(of_votes("published"), opens=SEEN),
    "ballots:box_export": of_mill(of_votes("published"), opens=SEEN),
    "ballots:vote_mine": everyone(main="mill_clerk"),
    "ballots:vote_start": Example(public=True, main="anonymous"),
    "ballots:vote_enter": Example(args=lambda world: (world.votes.token,), public=True, status=302),
    "ballots:vote_page": Example(args=of_votes("open"), public=True, opens=("mill_clerk",), main="mill_clerk"),
    "ballots:vote_review": Example(args=of_votes("open"), public=True, post=lambda world: {"q1": "for"}),
    "ballots:vote_cast": Example(args=of_votes("open"), public=True, post=lambda world: {"q1": "for"}),
    "ballots:vote_credential": Example(
        args=of_votes("blind"),
        public=True,
        opens=(),
        hides=("anonymous", "stranger"),
        post=lambda world: {"blinded": "1"},
    ),
    "ballots:outside_template": of_mill(of_votes("outside"), opens=SEEN),
    "ballots:outside_voters": of_mill(of_votes("outside"), opens=HAND),
    "ballots:archive_bring": of_mill(of_votes("outside"), opens=HAND, main="mill_chair"),
    "ballots:archive_confirm": of_mill(of_votes("outside"), opens=HAND),
    "ballots:booth_page": Example(args=of_votes("blind"), public=True, main="anonymous"),
    "ballots:booth_review": Example(args=of_votes("blind"), public=True, post=lambda world: {"q1": "for"}),
    "ballots:booth_cast": Example(args=of_votes("blind"), public=True, post=lambda world: {"q1": "for"}),
    "ballots:vote_own": Example(args=of_votes("open"), public=True, opens=(), hides=("anonymous", *ROLES)),
    "ballots:published": Example(args=of_votes("published"), public=True, main="anonymous"),
    "ballots:published_box": Example(args=of_votes("published"), public=True),
    "ballots:published_recount": Example(public=True),
}


def of_surveys(*names):
    """Things that the mill has on file of surveys, by the names that testing/surveys.py gives them."""
    return lambda world: tuple(getattr(world.surveys, name).pk for name in names)


def door_of(name):
    """The personal link of somebody who is asked: the key and the secret half."""
    return lambda world: (getattr(world.surveys, name).pk, doors.token(getattr(world.surveys, name)))


SURVEYS = {
    "surveys:survey_list": member_of_staff(main="mill_clerk"),
    "surveys:survey_create": member_of_staff(main="mill_clerk"),
    "surveys:survey_detail": of_mill(of_surveys("draft"), opens=READ, main="mill_clerk"),
    "surveys:survey_change": of_mill(of_surveys("draft"), opens=HAND),
    "surveys:survey_preview": of_mill(of_surveys("draft"), opens=READ, main="mill_clerk"),
    "surveys:question_add": of_mill(of_surveys("draft"), opens=HAND, main="mill_clerk"),
    "surveys:question_change": of_mill(of_surveys("question"), opens=HAND),
    "surveys:question_remove": of_mill(of_surveys("question"), opens=HAND, post=lambda world: {}),
    "surveys:question_move": of_mill(of_surveys("question"), opens=HAND, post=lambda world: {"up": "0"}),
    "surveys:survey_issue": of_mill(of_surveys("draft"), opens=HAND),
    "surveys:survey_close": of_mill(of_surveys("open"), opens=HAND),
    "surveys:survey_discard": of_mill(of_surveys("draft"), opens=HAND),
    "surveys:survey_register": of_mill(of_surveys("open"), opens=READ, main="mill_clerk"),
    "surveys:survey_note_paper": of_mill(of_surveys("open"), opens=HAND, post=lambda world: {}),
    "surveys:survey_hand_out_links": of_mill(of_surveys("open"), opens=HAND, post=lambda world: {}),
    "surveys:survey_waiting": of_mill(of_surveys("named"), opens=READ),
    "surveys:survey_enter_paper": of_mill(of_surveys("named"), opens=HAND, main="mill_clerk"),
    "surveys:survey_results": of_mill(of_surveys("closed"), opens=READ, main="mill_clerk"),
    "surveys:survey_export": of_mill(of_surveys("closed"), opens=HAND, post=lambda world: {}),
    "surveys:survey_word": of_mill(of_surveys("closed"), opens=READ),
    "surveys:answer_own": Example(args=door_of("respondent"), public=True, opens=ROLES, main="anonymous"),
    "surveys:answer_open": Example(
        args=lambda world: (world.surveys.free.key,), public=True, opens=ROLES, main="anonymous"
    ),
    "surveys:quiz_own": Example(args=door_of("entrant"), public=True, opens=ROLES, main="anonymous"),
    "surveys:quiz_sit": Example(
        args=lambda world: (*door_of("entrant")(world), world.surveys.attempt.token),
        public=True,
        opens=ROLES,
        main="anonymous",
    ),
    "surveys:item_list": member_of_staff(main="mill_clerk"),
    "surveys:item_keep": member_of_staff(main="mill_clerk"),
    "surveys:item_export": member_of_staff(),
    "surveys:item_change": of_mill(of_surveys("item"), opens=HAND),
    "surveys:item_retire": of_mill(of_surveys("item"), opens=HAND, post=lambda world: {}),
    "surveys:paper_list": member_of_staff(main="mill_clerk"),
    "surveys:paper_create": member_of_staff(query=at_mill(), opens=HAND, hides=BESIDE, main="mill_clerk"),
    "surveys:paper_detail": of_mill(of_surveys("paper"), opens=READ, main="mill_clerk"),
    "surveys:paper_issue": of_mill(of_surveys("paper_draft"), opens=HAND),
    "surveys:paper_close": of_mill(of_surveys("paper"), opens=HAND),
    "surveys:paper_discard": of_mill(of_surveys("paper_draft"), opens=HAND),
    "surveys:paper_hand_out": of_mill(of_surveys("paper"), opens=HAND, post=lambda world: {}),
    "surveys:paper_export": of_mill(of_surveys("paper"), opens=READ),
    "surveys:review_list": member_of_staff(main="mill_chair"),
    "surveys:review_open": member_of_staff(main="mill_chair"),
    "surveys:review_detail": of_mill(of_surveys("counted"), opens=READ, main="mill_chair"),
    "surveys:review_issue": of_mill(of_surveys("review"), opens=HAND),
    "surveys:review_count": of_mill(of_surveys("counted"), opens=HAND),
    "surveys:review_file": of_mill(of_surveys("counted"), opens=HAND),
    "surveys:reviewed_report": of_mill(of_surveys("reviewed"), opens=HAND),
    "surveys:reviewed_feedback": of_mill(of_surveys("told"), opens=OWN),
    "surveys:reviewed_read": of_mill(of_surveys("told"), opens=HAND),
    "surveys:reviewed_notice": of_mill(of_surveys("told"), opens=READ),
    "surveys:reviewed_own": Example(args=door_of("told"), public=True, opens=ROLES, main="anonymous"),
    "surveys:appraisal_open": member_of_staff(main="mill_chair"),
    "surveys:appraisal_detail": of_mill(of_surveys("appraisal"), opens=READ, main="mill_chair"),
    "surveys:appraisal_issue": of_mill(of_surveys("appraisal"), opens=HAND),
    "surveys:appraisal_count": of_mill(of_surveys("appraisal"), opens=HAND),
    "surveys:appraisal_decide": of_mill(of_surveys("appraisal"), opens=OWN),
}


def of_following(*names):
    """Things that follow a session of the mill, by the names that testing/following.py gives them."""
    return lambda world: tuple(getattr(world.following, name).pk for name in names)


FOLLOWING = {
    "congress:follow_home": member_of_staff(main="mill_chair"),
    "congress:follow_evidence": of_mill(lambda world: ("resolution", world.following.resolution.pk), opens=HAND),
    "congress:follow_file": of_mill(of_following("file"), opens=READ),
    "congress:follow_void": of_mill(lambda world: ("resolution", world.following.resolution.pk), opens=HAND),
    "congress:resolution_list": member_of_staff(main="mill_chair"),
    "congress:resolution_export": member_of_staff(),
    "congress:resolution_register": member_of_staff(main="mill_chair"),
    "congress:resolution_detail": of_mill(of_following("resolution"), opens=READ, main="mill_chair"),
    "congress:resolution_note": of_mill(of_following("resolution"), opens=HAND),
    "congress:resolution_finish": of_mill(of_following("resolution"), opens=HAND),
    "congress:resolution_move": of_mill(of_following("resolution"), opens=HAND),
    "congress:resolution_drop": of_mill(of_following("resolution"), opens=HAND),
    "congress:scheme_list": member_of_staff(main="mill_chair"),
    "congress:scheme_export": member_of_staff(),
    "congress:scheme_draft": member_of_staff(main="mill_chair"),
    "congress:scheme_detail": of_mill(of_following("voted"), opens=READ, main="mill_chair"),
    "congress:scheme_revise": of_mill(of_following("scheme"), opens=HAND),
    "congress:scheme_circulate": of_mill(of_following("draft"), opens=HAND),
    "congress:scheme_take_opinions": of_mill(of_following("scheme"), opens=HAND),
    "congress:scheme_deliberate": of_mill(of_following("scheme"), opens=HAND, main="mill_chair"),
    "congress:scheme_take_vote": of_mill(of_following("scheme"), opens=HAND),
    "congress:scheme_enforce": of_mill(of_following("voted"), opens=HAND),
    "congress:scheme_end": of_mill(of_following("voted"), opens=HAND),
    "congress:scheme_withdraw": of_mill(of_following("scheme"), opens=HAND),
    "congress:scheme_publish": of_mill(of_following("voted"), opens=HAND),
    "congress:scheme_report_bypass": of_mill(of_following("scheme"), opens=HAND),
    "congress:opinion_answer": of_mill(of_following("opinion"), opens=HAND),
    "congress:matter_list": member_of_staff(main="mill_chair"),
    "congress:matter_lay_down": member_of_staff(main="mill_chair"),
    "congress:matter_drop": of_mill(of_following("matter"), opens=HAND),
    "congress:gate_list": member_of_staff(main="mill_chair"),
    "congress:gate_export": member_of_staff(),
    "congress:lower_list": member_of_staff(main="mill_chair"),
    "congress:lower_export": member_of_staff(),
    "congress:lower_plan": member_of_staff(main="mill_chair"),
    "congress:lower_detail": of_mill(of_following("lower"), opens=READ, main="mill_chair"),
    "congress:lower_hold": of_mill(of_following("lower"), opens=HAND),
    "congress:lower_file": of_mill(of_following("held"), opens=HAND),
    "congress:lower_excuse": of_mill(of_following("lower"), opens=HAND),
    "congress:round_list": member_of_staff(main="mill_chair"),
    "congress:round_export": member_of_staff(),
    "congress:round_plan": member_of_staff(main="mill_chair"),
    "congress:round_detail": of_mill(of_following("round"), opens=READ, main="mill_chair"),
    "congress:round_hold": of_mill(of_following("planned"), opens=HAND, main="mill_chair"),
    "congress:round_close": of_mill(of_following("round"), opens=HAND),
    "congress:round_cancel": of_mill(of_following("planned"), opens=HAND),
    "congress:canteen_list": member_of_staff(main="mill_chair"),
    "congress:canteen_export": member_of_staff(),
    "congress:canteen_open": member_of_staff(),
    "congress:canteen_detail": of_mill(of_following("canteen"), opens=READ, main="mill_chair"),
    "congress:canteen_check": of_mill(of_following("canteen"), opens=HAND, main="mill_chair"),
    "congress:canteen_meet": of_mill(of_following("canteen"), opens=HAND),
    "congress:canteen_end": of_mill(of_following("canteen"), opens=HAND),
    "congress:issue_list": member_of_staff(main="mill_chair"),
    "congress:issue_export": member_of_staff(),
    "congress:issue_raise": member_of_staff(main="mill_chair"),
    "congress:issue_detail": of_mill(of_following("issue"), opens=READ, main="mill_chair"),
    "congress:issue_escalate": of_mill(of_following("voice"), opens=HAND),
    "congress:issue_assign": of_mill(of_following("issue"), opens=HAND),
    "congress:issue_plan": of_mill(of_following("gap"), opens=HAND),
    "congress:issue_carry": of_mill(of_following("gap"), opens=HAND),
    "congress:issue_note": of_mill(of_following("issue"), opens=HAND),
    "congress:issue_settle": of_mill(of_following("issue"), opens=HAND),
    "congress:issue_check": of_mill(of_following("settled"), opens=HAND, main="mill_chair"),
    "congress:issue_leave": of_mill(of_following("issue"), opens=HAND),
    "congress:letter_list": member_of_staff(main="mill_chair"),
    "congress:letter_export": member_of_staff(),
    "congress:letter_draft": member_of_staff(main="mill_chair"),
    "congress:letter_detail": of_mill(of_following("letter"), opens=READ, main="mill_chair"),
    "congress:letter_sign": of_mill(of_following("letter"), opens=HAND),
    "congress:letter_note": of_mill(of_following("signed"), opens=HAND),
    "congress:letter_settle": of_mill(of_following("signed"), opens=HAND, main="mill_chair"),
    "congress:coverage_list": member_of_staff(main="mill_chair"),
    "congress:coverage_export": member_of_staff(),
    "congress:coverage_missing": member_of_staff(main="mill_chair"),
    "congress:coverage_record": member_of_staff(main="mill_chair"),
    "congress:coverage_detail": of_mill(of_following("coverage"), opens=READ, main="mill_chair"),
}


def of_proposals(*names):
    """Things of the mill's proposals, by the names that testing/proposals.py gives them."""
    return lambda world: tuple(getattr(world.proposals, name).pk for name in names)


NOBODYS = Example(public=True, opens=(), hides=("anonymous", *ROLES))  # open to a member behind the one-time link only

PROPOSALS = {
    "proposals:round_list": member_of_staff(main="mill_clerk"),
    "proposals:round_open": member_of_staff(opens=HAND, main="mill_clerk"),
    "proposals:proposal_list": member_of_staff(main="mill_clerk"),
    "proposals:proposal_export": member_of_staff(),
    "proposals:suggestion_list": member_of_staff(main="mill_clerk"),
    "proposals:suggestion_export": member_of_staff(),
    "proposals:suggestion_make": member_of_staff(opens=HAND, main="mill_clerk"),
    "proposals:round_detail": of_mill(of_proposals("round"), opens=HAND, main="mill_clerk"),
    "proposals:round_change": of_mill(of_proposals("round"), opens=HAND),
    "proposals:round_entitle": of_mill(of_proposals("round"), opens=HAND),
    "proposals:round_copy": of_mill(of_proposals("round"), opens=HAND),
    "proposals:proposal_write": of_mill(of_proposals("round"), opens=HAND, main="mill_clerk"),
    "proposals:round_paper": of_mill(of_proposals("round"), opens=HAND),
    "proposals:round_export": of_mill(of_proposals("round"), opens=HAND),
    "proposals:entitled_strike": of_mill(of_proposals("entitled"), opens=HAND),
    "proposals:proposal_amend": of_mill(of_proposals("draft"), opens=HAND),
    "proposals:proposal_second": of_mill(of_proposals("draft"), opens=HAND, main="mill_clerk"),
    "proposals:proposal_submit": of_mill(of_proposals("draft"), opens=HAND),
    "proposals:proposal_withdraw": of_mill(of_proposals("draft"), opens=HAND),
    "proposals:proposal_void": of_mill(of_proposals("draft"), opens=HAND),
    "proposals:backer_confirm": of_mill(of_proposals("backer"), opens=HAND),
    "proposals:backer_decline": of_mill(of_proposals("backer"), opens=HAND),
    "proposals:proposal_screen": of_mill(of_proposals("submitted"), opens=HAND),
    "proposals:proposal_send_back": of_mill(of_proposals("submitted"), opens=HAND),
    "proposals:proposal_refer": of_mill(of_proposals("submitted"), opens=HAND),
    "proposals:proposal_decide": of_mill(of_proposals("submitted"), opens=HAND, main="mill_chair"),
    "proposals:proposal_assign": of_mill(of_proposals("filed"), opens=HAND, main="mill_chair"),
    "proposals:proposal_take": of_mill(of_proposals("assigned"), opens=HAND),
    "proposals:proposal_answer": of_mill(of_proposals("assigned"), opens=HAND, main="mill_clerk"),
    "proposals:proposal_remind": of_mill(of_proposals("assigned"), opens=HAND),
    "proposals:proposal_sheet": of_mill(of_proposals("closed"), opens=HAND),
    "proposals:proposal_rate": of_mill(of_proposals("answered"), opens=HAND),
    "proposals:proposal_again": of_mill(of_proposals("unsatisfied"), opens=HAND),
    "proposals:proposal_close": of_mill(of_proposals("unsatisfied"), opens=HAND),
    "proposals:proposal_archive": of_mill(of_proposals("closed"), opens=HAND),
    "proposals:proposal_follow_up": of_mill(of_proposals("answered"), opens=HAND),
    "proposals:proposal_key": of_mill(of_proposals("filed"), opens=HAND),
    "proposals:proposal_score": of_mill(of_proposals("filed"), opens=HAND),
    "proposals:proposal_award": of_mill(of_proposals("answered"), opens=HAND),
    "proposals:proposal_unaward": of_mill(of_proposals("closed"), opens=HAND),
    "proposals:proposal_detail": of_mill(of_proposals("closed"), opens=HAND, main="mill_clerk"),
    "proposals:round_publish": of_mill(of_proposals("round"), opens=HAND),
    "proposals:round_unpublish": of_mill(of_proposals("published"), opens=HAND),
    "proposals:round_report": of_mill(of_proposals("round"), opens=HAND),
    "proposals:suggestion_detail": of_mill(of_proposals("done"), opens=HAND, main="mill_clerk"),
    "proposals:suggestion_assess": of_mill(of_proposals("suggestion"), opens=HAND),
    "proposals:suggestion_adopt": of_mill(of_proposals("suggestion"), opens=HAND),
    "proposals:suggestion_decline": of_mill(of_proposals("suggestion"), opens=HAND),
    "proposals:suggestion_carry_out": of_mill(of_proposals("adopted"), opens=HAND),
    "proposals:suggestion_benefit": of_mill(of_proposals("done"), opens=HAND),
    "proposals:suggestion_reward": of_mill(of_proposals("done"), opens=HAND),
    "proposals:suggestion_withdraw": of_mill(of_proposals("suggestion"), opens=HAND),
    "proposals:evidence_file": of_mill(of_proposals("paper"), opens=HAND),
    "proposals:evidence_add": of_mill(lambda world: ("proposal", world.proposals.closed.pk), opens=HAND),
    "proposals:published": Example(args=of_proposals("published"), public=True, main="anonymous"),
    "proposals:own_proposals": NOBODYS,
    "proposals:own_draft": replace(NOBODYS, args=of_proposals("round")),
    "proposals:own_amend": replace(NOBODYS, args=of_proposals("backer")),
    "proposals:own_second": replace(NOBODYS, args=of_proposals("backer"), post=lambda world: {}),
    "proposals:own_submit": replace(NOBODYS, args=of_proposals("backer"), post=lambda world: {}),
    "proposals:own_rate": replace(NOBODYS, args=of_proposals("backer")),
    "proposals:own_suggest": NOBODYS,
}


def of_openness(name):
    """Something of the mill's openness, by the name that testing/open_affairs.py gives it."""
    return lambda world: (getattr(world.openness, name).pk,)


def published(*places, of="shown"):
    """The address of a published edition of the mill, with the place of a figure or file in it."""
    return lambda world: (getattr(world.openness, of).address, *places)


EVERYBODY = Example(public=True, opens=("anonymous", *ROLES))
OPENNESS = {
    "openness:home": member_of_staff(main="mill_clerk"),
    "openness:body_list": member_of_staff(main="mill_clerk"),
    "openness:body_export": member_of_staff(),
    "openness:body_set_up": member_of_staff(opens=HAND, main="mill_clerk"),
    "openness:body_detail": of_mill(of_openness("group"), opens=SEEN, main="mill_clerk"),
    "openness:body_seat": of_mill(of_openness("watch"), opens=HAND),
    "openness:body_dissolve": of_mill(of_openness("watch"), opens=OWN),
    "openness:seat_end": of_mill(of_openness("seat"), opens=HAND),
    "openness:item_list": member_of_staff(main="mill_clerk"),
    "openness:item_export": member_of_staff(),
    "openness:item_add": member_of_staff(opens=HAND, main="mill_clerk"),
    "openness:item_take": member_of_staff(opens=HAND),
    "openness:item_detail": of_mill(of_openness("item"), opens=SEEN, main="mill_clerk"),
    "openness:item_begin": of_mill(of_openness("wages"), opens=HAND),
    "openness:item_change": of_mill(of_openness("item"), opens=HAND),
    "openness:item_retire": of_mill(of_openness("item"), opens=OWN),
    "openness:disclosure_list": member_of_staff(main="mill_clerk"),
    "openness:disclosure_export": member_of_staff(),
    "openness:disclosure_detail": of_mill(of_openness("shown"), opens=SEEN, main="mill_clerk"),
    "openness:disclosure_draft": of_mill(of_openness("due"), opens=HAND, main="mill_clerk"),
    "openness:disclosure_preview": of_mill(of_openness("shown"), opens=SEEN, main="mill_clerk"),
    "openness:disclosure_submit": of_mill(of_openness("draft"), opens=HAND),
    "openness:disclosure_approve": of_mill(of_openness("checking"), opens=SEEN, main="mill_chair"),
    "openness:disclosure_return": of_mill(of_openness("checking"), opens=SEEN),
    "openness:disclosure_waive": of_mill(of_openness("due"), opens=HAND),
    "openness:disclosure_post": of_mill(of_openness("checking"), opens=HAND, main="mill_clerk"),
    "openness:disclosure_show": of_mill(of_openness("shown"), opens=HAND),
    "openness:disclosure_correct": of_mill(of_openness("shown"), opens=OWN, main="mill_chair"),
    "openness:disclosure_down": of_mill(of_openness("shown"), opens=OWN),
    "openness:disclosure_close": of_mill(of_openness("shown"), opens=HAND),
    "openness:disclosure_ask": of_mill(of_openness("shown"), opens=HAND),
    "openness:disclosure_paper": of_mill(of_openness("shown"), opens=SEEN),
    "openness:opinion_list": member_of_staff(main="mill_clerk"),
    "openness:opinion_export": member_of_staff(),
    "openness:opinion_detail": of_mill(of_openness("opinion"), opens=SEEN, main="mill_clerk"),
    "openness:opinion_answer": of_mill(of_openness("opinion"), opens=HAND, main="mill_clerk"),
    "openness:opinion_reveal": of_mill(of_openness("opinion"), opens=HAND),
    "openness:meeting_list": member_of_staff(main="mill_clerk"),
    "openness:meeting_export": member_of_staff(),
    "openness:meeting_plan": member_of_staff(opens=HAND),
    "openness:meeting_detail": of_mill(of_openness("meeting"), opens=SEEN, main="mill_clerk"),
    "openness:meeting_hold": of_mill(of_openness("planned"), opens=HAND),
    "openness:meeting_minute": of_mill(of_openness("meeting"), opens=HAND),
    "openness:meeting_question": of_mill(of_openness("meeting"), opens=HAND),
    "openness:meeting_finish": of_mill(of_openness("meeting"), opens=HAND),
    "openness:meeting_paper": of_mill(of_openness("meeting"), opens=SEEN),
    "openness:question_answer": of_mill(of_openness("question"), opens=HAND),
    "openness:book_list": member_of_staff(main="mill_clerk"),
    "openness:book_prepare": member_of_staff(opens=HAND),
    "openness:book_detail": of_mill(of_openness("book"), opens=SEEN, main="mill_clerk"),
    "openness:book_show": of_mill(of_openness("book"), opens=HAND),
    "openness:book_sign": of_mill(of_openness("book"), opens=HAND),
    "openness:book_paper": of_mill(of_openness("book"), opens=SEEN),
    "openness:wall_list": member_of_staff(main="mill_clerk"),
    "openness:wall_add": member_of_staff(opens=HAND),
    "openness:wall_detail": of_mill(of_openness("wall"), opens=SEEN, main="mill_clerk"),
    "openness:wall_put_up": of_mill(of_openness("wall"), opens=HAND),
    "openness:wall_close": of_mill(of_openness("wall"), opens=HAND),
    "openness:sheet_detail": of_mill(of_openness("sheet"), opens=SEEN, main="mill_clerk"),
    "openness:sheet_check": of_mill(of_openness("sheet"), opens=HAND),
    "openness:practice_list": member_of_staff(main="mill_clerk"),
    "openness:practice_add": member_of_staff(opens=HAND),
    "openness:practice_detail": of_mill(of_openness("practice"), opens=SEEN, main="mill_clerk"),
    "openness:practice_publish": of_mill(of_openness("practice"), opens=HAND),
    "openness:practice_check": of_mill(of_openness("practice"), opens=HAND),
    "openness:practice_give_up": of_mill(of_openness("practice"), opens=OWN),
    "openness:evidence_add": of_mill(lambda world: ("sheet", world.openness.sheet.pk), opens=HAND),
    "openness:evidence_file": of_mill(of_openness("file"), opens=SEEN),
    "openness:record_void": of_mill(lambda world: ("sheet", world.openness.sheet.pk), opens=HAND),
    "openness:own_list": NOBODYS,
    "openness:own_disclosure": replace(NOBODYS, args=published(of="inside")),
    "openness:own_figure": replace(NOBODYS, args=published(0)),
    "openness:own_file": replace(NOBODYS, args=published(0, of="inside")),
    "openness:public_index": replace(EVERYBODY, main="anonymous"),
    "openness:public_unit": replace(EVERYBODY, args=unit, main="anonymous"),
    "openness:public_feed": replace(EVERYBODY, args=unit),
    "openness:public_disclosure": replace(EVERYBODY, args=published(), main="anonymous"),
    "openness:public_content": replace(EVERYBODY, args=published()),
    "openness:public_ask": replace(EVERYBODY, args=published(), main="anonymous"),
    "openness:public_figure": replace(EVERYBODY, args=published(0), main="anonymous"),
    "openness:public_file": replace(EVERYBODY, args=published(0)),
}


def of_founding(name):
    """Something of outreach at the mill, by the name that testing/founding.py gives it."""
    return lambda world: (getattr(world.founding, name).pk,)


def of_community(name, **rest):
    """Something of the community beside the mill: the town's and everybody's above it."""
    return Example(args=of_founding(name), **{"opens": ("town_chair",), "hides": BESIDE, **rest})


def _founding(name, **rest):
    return of_mill(of_founding(name), **rest)


OUTREACH = {
    "outreach:home": member_of_staff(main="town_chair"),
    "outreach:establishment_list": member_of_staff(main="mill_clerk"),
    "outreach:establishment_export": member_of_staff(),
    "outreach:establishment_begin": member_of_staff(opens=HAND, main="mill_clerk"),
    "outreach:establishment_begin_new": member_of_staff(opens=HAND, main="mill_clerk"),
    "outreach:establishment_detail": _founding("founded", opens=SEEN, main="mill_clerk"),
    "outreach:establishment_publicise": _founding("begun", opens=HAND, main="mill_clerk"),
    "outreach:establishment_visit": _founding("begun", opens=HAND),
    "outreach:establishment_consent": _founding("begun", opens=HAND),
    "outreach:establishment_prepare": _founding("begun", opens=HAND, main="mill_clerk"),
    "outreach:establishment_apply": _founding("begun", opens=HAND, main="mill_clerk"),
    "outreach:establishment_number": _founding("consented", opens=HAND),
    "outreach:establishment_found": _founding("consented", opens=HAND, main="mill_clerk"),
    "outreach:establishment_register": _founding("founded", opens=HAND),
    "outreach:establishment_give_up": _founding("begun", opens=HAND),
    "outreach:establishment_application": _founding("waiting", opens=SEEN),
    "outreach:establishment_reply": _founding("consented", opens=SEEN),
    "outreach:establishment_report": _founding("founded", opens=SEEN),
    "outreach:firm_list": member_of_staff(main="mill_clerk"),
    "outreach:firm_export": member_of_staff(),
    "outreach:assignment_list": member_of_staff(main="town_chair"),
    "outreach:assignment_export": member_of_staff(),
    "outreach:assignment_assign": member_of_staff(opens=HAND, main="town_chair"),
    "outreach:assignment_detail": of_community("assignment", main="town_chair"),
    "outreach:assignment_reassign": of_community("assignment", main="town_chair"),
    "outreach:assignment_review": of_community("assignment"),
    "outreach:assignment_end": of_community("assignment"),
    "outreach:sector_list": member_of_staff(main="town_chair"),
    "outreach:sector_set_up": member_of_staff(opens=HAND),
    "outreach:sector_detail": of_community("sector", main="town_chair"),
    "outreach:sector_officer": of_community("sector"),
    "outreach:sector_dissolve": of_community("sector"),
    "outreach:programme_list": member_of_staff(main="town_chair"),
    "outreach:programme_export": member_of_staff(),
    "outreach:programme_select": member_of_staff(opens=HAND),
    "outreach:programme_detail": of_community("programme", main="town_chair"),
    "outreach:programme_survey": of_community("programme"),
    "outreach:programme_start": of_community("programme"),
    "outreach:programme_cover": of_community("programme"),
    "outreach:programme_give_up": of_community("programme"),
    "outreach:quota_list": member_of_staff(main="mill_chair"),
    "outreach:quota_set": member_of_staff(opens=OWN),
    "outreach:quota_detail": _founding("quota", opens=SEEN),
    "outreach:census_list": member_of_staff(main="mill_clerk"),
    "outreach:census_launch": member_of_staff(opens=HAND),
    "outreach:listing_mine": everyone(main="mill_clerk"),
    "outreach:census_detail": _founding("census", opens=SEEN, main="mill_clerk"),
    "outreach:census_extend": _founding("census", opens=OWN),
    "outreach:census_close": _founding("census", opens=OWN),
    "outreach:census_surveyors": _founding("census", opens=HAND),
    "outreach:census_train": _founding("census", opens=HAND, main="mill_clerk"),
    "outreach:census_give_out": _founding("census", opens=HAND, main="mill_clerk"),
    "outreach:listing_list": _founding("census", opens=SEEN, main="mill_clerk"),
    "outreach:listing_export": _founding("census", opens=SEEN),
    "outreach:listing_detail": _founding("wrong", opens=SEEN, main="mill_clerk"),
    "outreach:listing_verify": _founding("listing", opens=HAND, main="mill_clerk"),
    "outreach:listing_correct": _founding("wrong", opens=HAND),
    "outreach:listing_task": _founding("verified", opens=HAND),
    "outreach:affiliation_list": member_of_staff(main="town_chair"),
    "outreach:affiliation_export": member_of_staff(),
    "outreach:affiliation_survey": member_of_staff(opens=HAND),
    "outreach:affiliation_detail": of_community("affiliation", main="town_chair"),
    "outreach:affiliation_persuade": of_community("affiliation"),
    "outreach:affiliation_join": of_community("persuaded"),
    "outreach:affiliation_own": of_community("affiliation"),
    "outreach:affiliation_leave": of_community("persuaded"),
    "outreach:registration_list": member_of_staff(main="mill_clerk"),
    "outreach:registration_export": member_of_staff(),
    "outreach:registration_prepare": member_of_staff(opens=HAND, main="mill_clerk"),
    "outreach:registration_detail": _founding("registered", opens=SEEN, main="mill_clerk"),
    "outreach:registration_submit": _founding("preparing", opens=HAND),
    "outreach:registration_enter": _founding("preparing", opens=HAND, main="mill_clerk"),
    "outreach:registration_account": _founding("registered", opens=HAND),
    "outreach:registration_renew": _founding("registered", opens=HAND),
    "outreach:registration_strike_off": _founding("registered", opens=OWN),
    "outreach:registration_reveal": _founding("registered", opens=HAND),
    "outreach:evidence_add": of_mill(lambda world: ("establishment", world.founding.begun.pk), opens=HAND),
    "outreach:evidence_file": _founding("file", opens=SEEN),
    "outreach:record_void": of_mill(lambda world: ("establishment", world.founding.begun.pk), opens=HAND),
}

EXAMPLES = {
    **LIBRARIES,
    **DESK,
    **ORGANISATION,
    **WORKLOG,
    **MEMBERS,
    **INTAKE,
    **REPORTS,
    **FACTCHECK,
    **AID_FILES,
    **AID_MONEY,
    **CONGRESS,
    **FOLLOWING,
    **ARCHIVES,
    **HONOURS,
    **MEETINGS,
    **MUTUALAID,
    **OPENNESS,
    **OUTREACH,
    **PROPOSALS,
    **RETIREES,
    **COMMITTEES,
    **STATISTICS,
    **QUALITY,
    **SURVEYS,
    **BALLOTS,
    **WELFARE,
}


def main_pages():
    """{person: [(name, example)]} of the pages that the browser tests look at."""
    pages = {}
    for name, example in EXAMPLES.items():
        if example.main:
            pages.setdefault(example.main, []).append((name, example))
    return pages
