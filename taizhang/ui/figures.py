"""A number that is a door: how a figure is written on a page, and where it leads."""

import re
from decimal import Decimal
from html import escape
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from taizhang.kernel import ledger, marks
from taizhang.kernel.figures import is_stock, resolve
from taizhang.kernel.periods import Period
from taizhang.kernel.requests import memory
from taizhang.ui.known import NOW, Known


def nature(indicator):
    """ "stock" or "flow" where the code alone would be read as the other one (books bought, books held); otherwise nothing."""
    code = indicator.code
    if ":" not in code:
        return ""
    stock = is_stock(indicator)
    return "" if is_stock(resolve(code)) == stock else "stock" if stock else "flow"


def address(code, unit, period, scope="subtree", where="", nature="", known=NOW):
    """The figure page of a code for a unit and a period, as known when and in which tree."""
    asked = _question(unit.code, period, scope, where, known)
    return f"{page_of(code)}?{asked}&{urlencode({'nature': nature})}" if nature else f"{page_of(code)}?{asked}"


def _question(code, period, scope, where, known):
    """What stands behind the question mark: the same for all figures of a table's row."""
    told, key = memory("questions of figures"), (code, period, scope, where, known)
    if key not in told:
        query = {"unit": code, "period": period.code(), **known.query}
        query |= {"scope": scope} if scope != "subtree" else {}
        told[key] = urlencode(query | ({"where": where} if where else {}))
    return told[key]


def page_of(code):
    """The page of a figure, without its question; a board of a hundred figures asks for each once."""
    known = memory("pages of figures")
    if code not in known:
        known[code] = reverse("desk:figure", args=[code])
    return known[code]


def grouped(text):
    """A number from five digits on in groups of three. The gap is drawn, so that copying into a workbook gives the plain number."""
    if len(text) < 5:
        return text
    sign, digits, rest = re.fullmatch(r"(-?)(\d*)(.*)", text, re.S).groups()
    if len(digits) < 5:
        return text
    first = len(digits) % 3 or 3
    groups = "".join(f'<span class="k">{digits[at : at + 3]}</span>' for at in range(first, len(digits), 3))
    return mark_safe(f"{sign}{digits[:first]}{groups}{escape(rest)}")  # noqa: S308  digits, and the rest escaped


def door(what, unit=None, period=None, *, scope="subtree", where="", words=False, known=None):
    """The figure as a link: tabular numerals, dotted underline, definition and period on hover and focus."""
    known = known if isinstance(known, Known) else NOW
    if isinstance(period, str):
        period = Period.parse(period)
    ready = (
        what if hasattr(what, "text") else ledger.value(what, unit, period, scope=scope, where=where, **known.options)
    )
    unit, period = ready.unit or unit, ready.period or period
    told = words and ready.unit_words and ready.number is not None  # a rate without a base is —, not —%
    measure = f'<span class="figure-unit">{escape(str(ready.unit_words))}</span>' if told else ""
    doubt = marks.on_figure(ready.indicator, unit, period) if hasattr(ready, "indicator") else []
    href, text = address(ready.code, unit, period, scope, where, nature(ready.indicator), known), ready.text()
    # A page has a hundred of them: put together by hand, every word escaped.
    return mark_safe(  # noqa: S308
        f'<a class="figure{"" if ready.number else " figure-nothing"}" href="{escape(href)}" data-tip="{escape(tip(ready, unit, period))}" '
        f'data-value="{escape(text)}">{_drawn(text)}</a>{marked(doubt)}{measure}'
    )


def _drawn(text):
    """The number as it is drawn, safe to stand in a page."""
    shown = grouped(text)
    return shown if shown is not text else escape(text)


def marked(doubt):
    """The small mark behind a figure that rests in part on something weaker than a record; read out, not only seen."""
    if not doubt:
        return ""
    words = _(", ").join(str(one) for one in doubt)
    return format_html(
        '<span class="figure-mark" title="{0}"><span aria-hidden="true">※</span><span class="visually-hidden">({0})</span></span>',
        words,
    )


def tip(ready, unit, period):
    """What stands behind the number, in one breath."""
    known, (label, definition) = memory("words of figures"), _told(ready)
    if period not in known:
        known[period] = _("%(label)s · %(unit)s · %(period)s. %(definition)s"), period.label()
    sentence, when = known[period]
    return sentence % {"label": label, "unit": unit.name, "period": when, "definition": definition}


def _told(ready):
    """The words of an indicator in the language of the page: (label, what it counts). Two versions of one code have words each."""
    known, indicator = memory("words of figures"), ready.indicator
    last, label, words = known.get(ready.code, (None, "", ""))
    if last is not indicator:
        label, words = str(ready.label), str(getattr(indicator, "words", "") or ready.label)
        known[ready.code] = indicator, label, words
    return label, "" if words == label else words


def change_words(percent):
    """同比 as an arrow and words; never colour alone."""
    if percent is None:
        return format_html('<span class="change">{}</span>', "—")
    percent = Decimal(percent)
    if percent == 0:
        return format_html('<span class="change">{}</span>', _("same as last year"))
    tone, arrow, word = ("up", "▲", _("up")) if percent > 0 else ("down", "▼", _("down"))
    return mark_safe(  # noqa: S308  a number and words of ours
        f'<span class="change change-{tone}"><span aria-hidden="true">{arrow}</span><span class="visually-hidden">{escape(word)}</span>'
        f"{abs(percent):,f}%</span>"
    )
