"""Findings in words: what is wrong, with its numbers, and what to do; told in the reader's language."""

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel.figures import UnknownFigure, resolve
from taizhang.kernel.manifest import registry
from taizhang.kernel.periods import Period
from taizhang.kernel.wording import told as in_language
from taizhang.quality import relations
from taizhang.quality.models import Finding
from taizhang.quality.searching import AFTER_THE_END

Family = Finding.Family


def subject(finding):
    """What it is about, in few words: the relation or the kind of work."""
    if finding.family == Family.RELATION:
        return _relation_label(finding.code)
    return kind_label(finding.code) if finding.code else finding.get_family_display()


def kind_label(kind):
    """The name of a kind of work, as the catalogue has it."""
    row = registry.catalogue.get(kind)
    return in_language({"zh": row.label, "en": row.label_en or row.label}) if row else kind


def _relation_label(code):
    if code == AFTER_THE_END:
        return _("Nothing happens at a union after its end")
    if code.startswith("rate:"):
        return _("%s lies between 0 and 100 %%") % figure_label(code.removeprefix("rate:"))
    label = next((one.label for one in relations.all_relations() if one.code == code), code)
    return _("Parts add up: %s") % label if code.startswith("parts:") else label


def figure_label(code):
    """The name of a figure; its code where nobody declares it any more."""
    try:
        return resolve(code).label
    except UnknownFigure:
        return code


def sentence(finding):
    """What was found, in one or two sentences."""
    return _SENTENCES[finding.family](finding, finding.said)


def _relation(finding, said):
    if finding.code == AFTER_THE_END:
        return _("The union ended on %(day)s; %(number)s records of %(year)s are of a later day.") % {
            "day": _day(said["ended"]), "number": said["records"], "year": finding.year,
        }  # fmt: skip
    if "rate" in said:
        return _("%(label)s is %(rate)s %% in %(year)s (%(above)s of %(base)s).") % {
            **said, "label": figure_label(finding.code.removeprefix("rate:")), "year": finding.year,
        }  # fmt: skip
    words = {**said, "label": subject(finding), "year": finding.year}
    if said["sign"] == "=":
        return _("%(label)s: %(left)s on one side, %(right)s on the other, in %(year)s.") % words
    return _("%(label)s: %(left)s is more than %(right)s, in %(year)s.") % words


def _jump(finding, said):
    rows = str(pgettext("list", ", ")).join(
        _("%(measure)s %(then)s → %(now)s (%(growth)+d %%)")
        % {"measure": measure_label(measure), "then": then, "now": now, "growth": growth}
        for measure, then, now, growth in said["rows"]
    )
    return _("%(kind)s, %(period)s against the year before: %(rows)s.") % {
        "kind": subject(finding), "period": Period.parse(said["period"]).label(), "rows": rows,
    }  # fmt: skip


def measure_label(measure):
    """persons, money: what is counted."""
    declared = registry.measures.get(measure)
    return declared.label if declared else measure


def outstanding(rows):
    """The numbers that stand out, in words."""
    return str(pgettext("list", ", ")).join(
        (_("%(measure)s %(number)s, usually about %(median)s at this unit (%(records)s records)") if of == "own" else
         _("%(measure)s %(number)s, usually about %(median)s at units of this kind (%(records)s records)"))
        % {"measure": measure_label(measure), "number": number, "median": median, "records": records}
        for measure, number, median, _score, of, records in rows
    )  # fmt: skip


def _outlier(finding, said):
    words = {"kind": subject(finding), "on": _day(said["on"]), "rows": outstanding(said["rows"])}
    return _("%(kind)s of %(on)s: %(rows)s.") % words


def _double(finding, said):
    words = {"kind": subject(finding), "on": _day(said["on"]), "matter": said["matter"], "number": said["number"]}
    if said["elsewhere"]:
        return (
            _("%(kind)s of %(on)s, “%(matter)s”: the same numbers are on file %(number)s times, also at another unit.")
            % words
        )
    return _("%(kind)s of %(on)s, “%(matter)s”: the same numbers are on file %(number)s times.") % words


def _silence(finding, said):
    words = {"since": _month(said["since"]), "until": _month(said["until"]), "months": said["months"]}
    if said["months"] == 1:
        return _("Nothing was recorded in %(since)s.") % words
    return _("Nothing was recorded from %(since)s to %(until)s, %(months)s months.") % words


def _month(text):
    return Period.parse(text).label()


def _day(text):
    return date_format(parse_date(text))


_SENTENCES = {
    Family.RELATION: _relation,
    Family.JUMP: _jump,
    Family.OUTLIER: _outlier,
    Family.DOUBLE: _double,
    Family.SILENCE: _silence,
}


def advice(finding):
    """What to do about it."""
    if finding.firm:
        return _(
            "Both cannot be right. Open the figures, correct the record that is wrong; the finding then closes by itself."
        )
    if finding.code == AFTER_THE_END:
        return _(
            "Correct the union of these records to the one that took its place, or their day; or say why they belong here."
        )
    return {
        Family.RELATION: _("Correct the record that is wrong, or say why it is right so."),
        Family.JUMP: _("Correct what is wrong, or note what made the difference: a new event, a merger, a campaign."),
        Family.OUTLIER: _("Look whether a digit too many was typed; correct it, or say why the number is so."),
        Family.DOUBLE: _("Void the record that tells the same again; if two things happened, say so. Done together, it is one entry."),
        Family.SILENCE: _("Record what happened in these months, however late. If nothing did, say so, or ask the union above to excuse you."),
    }[finding.family]  # fmt: skip
