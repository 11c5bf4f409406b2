"""What the Trade Union Law and the federation's rules allow for units; figures of regulation are handed in from the rulebook."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.intake import identity
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.organisation import kinds

CODE_SHAPE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
USERNAME = re.compile(r"[\w.@-]{2,40}")
EARLIEST = date(1850, 1, 1)


def may_stand_below(parent_kind, child_kind):
    """What may stand below what is declared with the kinds of unit (Trade Union Law, articles 10 and 11)."""
    if child_kind.code in parent_kind.children:
        return Allowed
    return Denied(
        _("“%(child)s” may not stand directly below “%(parent)s”.")
        % {"child": child_kind.label, "parent": parent_kind.label}
    )


def may_be_root(kind):
    """Only a federation or a union of its own begins a tree; an employer, a community or a branch always stands below something."""
    if kind.is_union and kind.level <= 6:
        return Allowed
    return Denied(_("“%s” cannot stand at the top of the tree; choose the unit above it.") % kind.label)


def may_take_code(code, *, taken):
    """A unit's code is its name in every workbook, so no two units share one."""
    if not CODE_SHAPE.fullmatch(code):
        return Denied(_("A code has letters, digits, dots and hyphens, 40 at most: “%s” does not.") % code[:60])
    if taken:
        return Denied(_("The code %s already belongs to another unit.") % code)
    return Allowed


def may_happen_on(day, *, today):
    """Nothing is on file before it has happened, and no union is older than the movement."""
    if day is None:
        return Allowed
    if day > today:
        return Denied(_("%s lies in the future.") % date_format(day))
    if day < EARLIEST:
        return Denied(_("The year %s cannot be right.") % day.year)
    return Allowed


def may_found_below(parent, *, on):
    """A union is approved by the union one level up (Trade Union Law, article 12), and that one must exist."""
    if parent.until and (on is None or on >= parent.until):
        return Denied(_("%s has been dissolved; nothing can be founded below it.") % parent.name)
    return Allowed


def may_unionise(kind, new_kind):
    """An employer or a community without a union may found one; a union already is one (Trade Union Law, article 11)."""
    if kind.is_union:
        return Denied(_("This unit already is a union."))
    if not (new_kind.is_union and new_kind.grassroots):
        return Denied(_("An employer founds a grassroots union; “%s” is none.") % new_kind.label)
    return Allowed


def may_dissolve(*, already, open_children, members):
    """No union is dissolved at will. When its employer ends, members are moved or keep their membership first (article 13)."""
    if already:
        return Denied(_("This unit has been dissolved already."))
    if open_children:
        return Denied(_("%d units still stand below it; dissolve or move those first.") % open_children)
    if members:
        return Denied(
            _(
                "%d members are still in membership here. Transfer them or keep their membership first (Trade Union Law, article 13)."
            )
            % members
        )
    return Allowed


def may_withdraw(*, open_children, other_records):
    """A unit entered by mistake may be withdrawn as long as nothing was done there."""
    if open_children:
        return Denied(_("%d units still stand below it; withdraw those first.") % open_children)
    if other_records:
        return Denied(_("Members or work are on file here, so the unit cannot be withdrawn; dissolve it instead."))
    return Allowed


def may_record_staff(profile, *, on):
    """A headcount belongs to a day on which the unit existed."""
    if profile.dissolved_on and on >= profile.dissolved_on:
        return Denied(
            _("The unit was dissolved on %s; there is no staff after that day.") % date_format(profile.dissolved_on)
        )
    return Allowed


def may_hold_post(role, *, known, since, until):
    """A post has a role of this house, and ends after it begins."""
    if role not in known:
        return Denied(_("There is no role “%s”.") % role)
    if until and until < since:
        return Denied(_("A post cannot end before it begins."))
    return Allowed


def may_open_account(username, name, *, taken):
    """Everybody signs in under a name of his own; there are no shared accounts (level-2 protection)."""
    if not USERNAME.fullmatch(username):
        return Denied(_("A user name has 2 to 40 letters, digits, dots, hyphens or Chinese characters."))
    if taken:
        return Denied(_("The user name %s is taken.") % username)
    if not name:
        return Denied(_("The name is missing."))
    return Allowed


def may_register(profile, *, is_union):
    """Legal persons are registered per grassroots union, free of charge (rules on the legal person of grassroots unions, 2020)."""
    if not is_union:
        return Denied(_("Only a union is registered as a legal person of the union."))
    if profile.legal_person_on:
        return Denied(
            _("It was registered on %s already; amend the file to correct it.") % date_format(profile.legal_person_on)
        )
    return Allowed


def warnings(profile, kind, *, staff, members, today, committee_from):
    """What a superior would remark on, in sentences; nothing here forbids anything."""
    if not profile.is_open:
        return []
    found = []
    if kind.is_union and kind.level >= 6 and committee_from and members >= committee_from and not profile.chair_name:
        sentence = _(
            "%(members)d members: a union of %(limit)s or more should have a committee, but no chair is on file (article 11)."
        )
        found.append(sentence % {"members": members, "limit": committee_from})
    if profile.term_until and profile.term_until < today:
        sentence = _("The term of the committee ended on %s; the re-election is due (article 16).")
        found.append(sentence % date_format(profile.term_until))
    if kind.grassroots and staff is not None and members > staff:
        sentence = _("%(members)d members, but only %(staff)d staff are on file.")
        found.append(sentence % {"members": members, "staff": staff})
    if profile.credit_code and not identity.is_credit_code(profile.credit_code):
        found.append(_("The unified social credit code has a wrong check character; compare it with the certificate."))
    if kind.is_union and not profile.founded_on:
        found.append(_("The founding date is missing; the union counts as if it had always existed."))
    return found


def hints(profile, kind, *, staff, women, chair_from, women_from):
    """What the size of a union entitles or obliges it to, in sentences, for whoever reads its file (Trade Union Law, articles 11 and 14)."""
    if not (profile.is_open and kind.grassroots):
        return []
    found = []
    if chair_from and (staff or 0) >= chair_from:
        sentence = _("%(staff)d staff: from %(limit)s on the chair may be full-time (article 14).")
        found.append(sentence % {"staff": staff, "limit": chair_from})
    if women_from and women >= women_from:
        sentence = _("%(women)d women members: from %(limit)s on there is a women workers' committee (article 11).")
        found.append(sentence % {"women": women, "limit": women_from})
    return found


def name_key(text):
    """The heart of a unit's name: half width, without spaces and without the words for “union” at its end."""
    return re.sub(r"(工会委员会|工会联合会|联合工会|总工会|分工会|分会|工会)$", "", kinds.key(text))


def other_spellings(profile):
    """Further names under which the unit turns up: its former names, and what the remark says it is also written as."""
    listed = [part for part in re.split(r"[、,,;;\n]", profile.aliases) if part.strip()]
    written = re.findall(
        r"(?:也写作|又写作|也叫|又名|原名|曾用名|简称)[::]?\s*[“\"「《]?([^”\"」》,,。;;、]+)", profile.remark
    )
    return [part.strip() for part in (*listed, *written)]


# --- reorganisations -------------------------------------------------------------------------------------------------------------


def may_move(unit, into, *, on, latest):
    """A unit stands below one other at any date (Trade Union Law, article 10: the unions above lead those below), and its
    places follow each other in time. `latest`: the day of the latest move of it or of anything below."""
    if unit.depth == 1:
        return Denied(_("%s is the top of the tree; nothing stands above it.") % unit.name)
    if into.path == unit.path[: -unit.steplen]:
        return Denied(_("%(unit)s stands below %(into)s already.") % {"unit": unit.name, "into": into.name})
    if into.is_in(unit):
        return Denied(_("%(into)s stands below %(unit)s itself.") % {"unit": unit.name, "into": into.name})
    if into.until and into.until <= on:
        return Denied(_("%s has been dissolved; nothing can stand below it.") % into.name)
    if into.since and into.since > on:
        return Denied(_("%(unit)s was founded on %(day)s only.") % {"unit": into.name, "day": date_format(into.since)})
    if latest and latest > on.isoformat():
        return Denied(
            _("%(unit)s was moved on %(day)s; this change cannot lie before that.")
            % {"unit": unit.name, "day": date_format(date.fromisoformat(latest))}
        )
    return Allowed


def may_rename(profile, name, kind, *, on, longest):
    """A new name holds from a day on, after the names before it."""
    if not name.strip() or len(name) > longest:
        return Denied(_("A unit has a name of 1 to %d characters.") % longest)
    if name == profile.unit.name and kind == profile.unit.kind:
        return Denied(_("%s is called that already.") % profile.unit.name)
    if not profile.is_open:
        return Denied(_("This unit has been dissolved already."))
    last = profile.earlier[-1]["until"] if profile.earlier else ""
    if last >= on.isoformat():
        return Denied(_("It was renamed on %s; the next name comes later.") % date_format(date.fromisoformat(last)))
    return Allowed


def may_end(profile, *, on, open_children):
    """What ends has begun, has not ended already, and leaves nothing hanging below it."""
    if not profile.is_open:
        return Denied(_("%s has been dissolved already.") % profile.unit.name)
    if profile.founded_on and on < profile.founded_on:
        return Denied(_("It was founded on %s; it cannot end before.") % date_format(profile.founded_on))
    if open_children:
        return Denied(_("%d units still stand below it; dissolve or move those first.") % open_children)
    return Allowed


def may_be_drafted(kind, *, parts, document_no, reason):
    """A reorganisation says what changes and why."""
    if not parts:
        return Denied(_("Name the units that change."))
    if not reason.strip():
        return Denied(_("Give the reason."))
    if kind == "merge" and sum(1 for part in parts if part["role"] == "ends") + (parts[0]["role"] == "successor") < 2:
        return Denied(_("A merger needs at least two unions."))
    return Allowed


def may_ask(record):
    """Only what is being drafted, or was returned, is asked for; a document says who decided it."""
    if not record.is_draft:
        return Denied(_("This reorganisation is not being drafted any more: %s.") % record.get_state_display())
    if not record.document_no:
        return Denied(_("Give the number of the document that decides this."))
    return Allowed


def may_change_draft(record):
    """Only a draft is changed or called off."""
    if not record.is_draft:
        return Denied(_("This reorganisation is not being drafted any more: %s.") % record.get_state_display())
    return Allowed


def may_carry_out(record, *, today):
    """What was approved is carried out on its day or later, once."""
    if record.state != record.State.APPROVED:
        return Denied(_("Only an approved reorganisation is carried out."))
    if record.effective_on > today:
        return Denied(_("It takes effect on %s only.") % date_format(record.effective_on))
    return Allowed


def may_take_back(record):
    """A reorganisation that was a mistake is taken back by a second one; both stay in the history."""
    if record.state != record.State.DONE or record.kind == record.Kind.UNDO:
        return Denied(_("Only a reorganisation that was carried out is taken back."))
    return Allowed
