"""The life of a union: foundings, committees, meetings, commendation, archives."""

from tests.house.examples.shape import BESIDE, HAND, OWN, SEEN, Example, everyone, member_of_staff, of_mill


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
