"""Where work begins: signing in, the desk, the tree of unions, the register of members, entries, imports, the interface."""

from taizhang.kernel import approvals
from tests.house.examples.shape import (
    BESIDE,
    HAND,
    OWN,
    ROLES,
    Example,
    at_mill,
    everyone,
    member_of_staff,
    of_mill,
    unit,
)


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
    "members:evidence_add": of_mill(lambda world: ("application", world.register.applied.pk), opens=HAND),
    "members:evidence_file": of_both(on_register("file")),
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
