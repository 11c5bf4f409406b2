"""A number that is a door: how a figure is written on a page, and where it leads."""

import re
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
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
    query = {"unit": unit.code, "period": period.code(), **known.query}
    if scope != "subtree":
        query["scope"] = scope
    if where:
        query["where"] = where
    if nature:
        query["nature"] = nature
    return f"{page_of(code)}?{urlencode(query)}"


def page_of(code):
    """The page of a figure, without its question; a board of a hundred figures asks for each once."""
    known = memory("pages of figures")
    if code not in known:
        known[code] = reverse("desk:figure", args=[code])
    return known[code]


def grouped(text):
    """A number from five digits on in groups of three. The gap is drawn, so that copying into a workbook gives the plain number."""
    sign, digits, rest = re.fullmatch(r"(-?)(\d*)(.*)", text, re.S).groups()
    if len(digits) < 5:
        return text
    first = len(digits) % 3 or 3
    groups = [digits[at : at + 3] for at in range(first, len(digits), 3)]
    return format_html(
        "{}{}{}{}",
        sign,
        digits[:first],
        format_html_join("", '<span class="k">{}</span>', ((group,) for group in groups)),
        rest,
    )


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
    measure = format_html('<span class="figure-unit">{}</span>', ready.unit_words) if told else ""
    doubt = marks.on_figure(ready.indicator, unit, period) if hasattr(ready, "indicator") else []
    return format_html(
        '<a class="figure{}" href="{}" data-tip="{}" data-value="{}">{}</a>{}{}',
        "" if ready.number else " figure-nothing",
        address(ready.code, unit, period, scope, where, nature(ready.indicator), known),
        tip(ready, unit, period),
        ready.text(),
        grouped(ready.text()),
        marked(doubt),
        measure,
    )


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
    label, definition = _told(ready)
    return _("%(label)s · %(unit)s · %(period)s. %(definition)s") % {
        "label": label,
        "unit": unit.name,
        "period": period.label(),
        "definition": definition,
    }


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
    up = percent > 0
    return format_html(
        '<span class="change change-{}"><span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>{}%</span>',
        "up" if up else "down",
        "▲" if up else "▼",
        _("up") if up else _("down"),
        f"{abs(percent):,f}",
    )
