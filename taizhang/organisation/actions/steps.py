"""The steps of which every reorganisation is made, each with its way back: found, move, rename, carry along, end.

`Doing` does them inside the open act and remembers in `memo` what taking them back needs; `take_back` goes the same way backwards.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.kernel import tree
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Approval, Post, Unit
from taizhang.kernel.tracing import records_behind
from taizhang.kernel.verdicts import Refused, require
from taizhang.organisation import kinds, queries, rules
from taizhang.organisation.actions.units import LONGEST_NAME, forget, place, voided_in
from taizhang.organisation.actions.units import take_back as withdraw_unit
from taizhang.organisation.models import Profile


class Doing:
    """A reorganisation while it is carried out: its day, its reason, what was done so far.

    `lasting`: False in a rehearsal that posts nothing anew of what lasts (`queries.lasts_alike`).
    """

    def __init__(self, record, this, today, *, lasting=True):
        self.record, self.this, self.today, self.lasting = record, this, today, lasting
        self.on, self.memo, self.units = record.effective_on, [], {}

    def found(self, part):
        """A new unit, by the document of the reorganisation. → the unit"""
        unit, profile = place(
            part.into, on=self.on, code=part.code, name=part.name, kind=part.kind, today=max(self.today, self.on),
            approval_no=self.record.document_no,
        )  # fmt: skip
        part.unit = unit
        part.save()
        self.memo.append(["founded", profile.pk, part.pk])
        self._concerns(unit)
        return unit

    def move(self, unit, into):
        """The unit stands below another one from the day on."""
        unit, into = _fresh(unit), _fresh(into)
        require(rules.may_move(unit, into, on=self.on, latest=tree.latest_move(unit)))
        if unit.until is None:
            require(rules.may_stand_below(kinds.of(into.kind), kinds.of(unit.kind)))
        moved = tree.move(unit, into, self.on)
        self.memo.append(["moved", unit.pk])
        self._concerns(moved)
        return moved

    def rename(self, unit, name, kind=""):
        """A new name, and perhaps another kind, from the day on; until then it was called what it was called."""
        profile = _file_of(unit)
        unit, chosen = profile.unit, kinds.of(kind or profile.unit.kind)
        require(rules.may_rename(profile, name, chosen.code, on=self.on, longest=LONGEST_NAME))
        require(
            rules.may_be_root(chosen)
            if unit.depth == 1
            else rules.may_stand_below(kinds.of(unit.parent().kind), chosen)
        )
        for child in queries.open_children(unit):
            require(rules.may_stand_below(chosen, kinds.of(child.kind)))
        before = {"name": unit.name, "kind": unit.kind, "words": profile.type_words}
        self.memo.append(["renamed", profile.pk, name, profile.aliases, profile.kind_words, before])
        profile.earlier = [*profile.earlier, {"until": self.on.isoformat(), **before}]
        known = rules.other_spellings(profile)
        profile.aliases = profile.aliases if unit.name in known else "、".join([*known, unit.name])[-300:]
        profile.kind_words = profile.kind_words if chosen.code == unit.kind else ""
        unit.name, unit.kind = name, chosen.code
        Unit.objects.filter(pk=unit.pk).update(name=unit.name, kind=unit.kind)
        profile.save()

    def carry(self, unit, into, choice):
        """What capabilities have at the unit goes along, as chosen: members above all."""
        for follower in registry.followers().values():
            if follower.carry is not None:
                memo = follower.carry(_fresh(unit), _fresh(into) if into else None, self.on, choice)
                self.memo.append(["carried", follower.code, memo])

    def end(self, unit, into=None):
        """The unit ends; its posts end with it. Nothing may be left that waits for it."""
        profile = _file_of(unit)
        require(rules.may_end(profile, on=self.on, open_children=queries.open_children(profile.unit).count()))
        own = {"subject_type": self.record.record_type, "subject_id": self.record.pk}
        waiting = Approval.objects.pending().filter(at_unit=profile.unit).exclude(**own).count()
        if waiting:
            raise Refused(
                ngettext(
                    "%(number)d case still waits for a decision at %(unit)s; it is decided or withdrawn first.",
                    "%(number)d cases still wait for a decision at %(unit)s; they are decided or withdrawn first.",
                    waiting,
                )
                % {"number": waiting, "unit": profile.unit.name}
            )
        for follower in registry.followers().values():
            if follower.holds is not None and (sentence := follower.holds(profile.unit)):
                raise Refused(sentence)
        why = _("merged into %s") % into.name if into else self.record.reason
        profile.dissolved_on, profile.dissolved_why = self.on, why[:200]
        Unit.objects.filter(pk=profile.unit_id).update(until=self.on)
        profile.save()
        posts = Post.objects.filter(unit=profile.unit, until=None, since__lte=self.on)
        self.memo.append(["ended", profile.pk, list(posts.values_list("pk", flat=True))])
        posts.update(until=self.on)
        self._concerns(profile.unit)

    def _concerns(self, unit):
        self.units.update({one.pk: one for one in Unit.objects.below(unit)})

    def finish(self):
        """Everything on file at the units that moved is posted anew: what happened from the day on, and what lasts."""
        _post_anew(self.this, self.units, self.on, self.lasting)


def _post_anew(this, units, since, lasting):
    """Touch the records of these units ({key: unit}) that say something else since the day."""
    if units:
        this.touched.update(records_behind(tree.records_at(list(units.values()), since, lasting=lasting)))


def take_back(memo, record, this, *, lasting=True):
    """Undo the steps of a reorganisation, the last one first. Raises Refused with a sentence where something has changed since."""
    units = {}
    for verb, *rest in reversed(memo):
        for unit in _BACK[verb](record, this, *rest):
            units.update({one.pk: one for one in Unit.objects.below(unit)})
    _post_anew(this, units, record.effective_on, lasting)


def _founded(record, this, profile_pk, part_pk):
    profile = Profile.objects.select_related("unit").get(pk=profile_pk)
    forget(profile.unit)
    titles, further = queries.titles_of_others(profile.unit, voided_in(this))
    if titles or further:
        raise Refused(
            _(
                "%(unit)s has records of its own since: %(titles)s, and %(further)d more. Void them, or put another union in them, first."
            )
            % {"unit": profile.unit.name, "titles": "、".join(titles), "further": further}
            if further
            else _("%(unit)s has records of its own since: %(titles)s. Void them, or put another union in them, first.")
            % {"unit": profile.unit.name, "titles": "、".join(titles)}
        )
    withdraw_unit(profile, at=this.at)
    return [profile.unit]


def _moved(record, this, unit_pk):
    unit = Unit.objects.get(pk=unit_pk)
    if not unit.places or unit.places[-1][0] != record.effective_on.isoformat():
        raise Refused(_("%s was moved again since; take that back first.") % unit.name)
    if (latest := tree.latest_move(unit)) and latest > record.effective_on.isoformat():
        raise Refused(_("Below %s something was moved since; take that back first.") % unit.name)
    return [tree.move_back(unit, record.effective_on)]


def _renamed(record, this, profile_pk, name, aliases, kind_words, before):
    profile = Profile.objects.select_related("unit").get(pk=profile_pk)
    unit, last = profile.unit, profile.earlier[-1:]
    if unit.name != name or not last or last[0]["until"] != record.effective_on.isoformat():
        raise Refused(_("%s was renamed again since; take that back first.") % unit.name)
    profile.earlier, profile.aliases, profile.kind_words = profile.earlier[:-1], aliases, kind_words
    unit.name, unit.kind = before["name"], before["kind"]
    Unit.objects.filter(pk=unit.pk).update(name=unit.name, kind=unit.kind)
    profile.save()
    return ()


def _carried(record, this, code, memo):
    follower = registry.followers().get(code)
    if follower is not None and follower.back is not None:
        follower.back(memo)
    return ()


def _ended(record, this, profile_pk, posts):
    profile = Profile.objects.select_related("unit").get(pk=profile_pk)
    if profile.dissolved_on != record.effective_on:
        raise Refused(_("The file of %s was changed since; put it right first.") % profile.unit.name)
    profile.dissolved_on, profile.dissolved_why = None, ""
    Unit.objects.filter(pk=profile.unit_id).update(until=None)
    profile.save()
    for post in Post.objects.filter(pk__in=posts, until=record.effective_on):
        if not Post.objects.filter(user=post.user_id, unit=post.unit_id, role=post.role, until=None).exists():
            post.until = None
            post.save(update_fields=["until"])
    return [profile.unit]


_BACK = {"founded": _founded, "moved": _moved, "renamed": _renamed, "carried": _carried, "ended": _ended}


def _fresh(unit):
    return Unit.objects.get(pk=unit.pk)


def _file_of(unit):
    profile = Profile.objects.standing().filter(unit=unit.pk).select_related("unit").first()
    if profile is None:
        raise Refused(_("%s has no file; found it on file first.") % unit.name)
    return profile
