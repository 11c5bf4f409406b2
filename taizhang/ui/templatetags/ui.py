"""Tags of the house: page parts that look the same in every capability. Use with {% load ui %}."""

from decimal import Decimal
from functools import cache, lru_cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from taizhang.kernel import access
from taizhang.kernel.manifest import registry
from taizhang.kernel.reading import plain
from taizhang.ui import assets as built
from taizhang.ui import cases, charts, figures, places
from taizhang.ui.known import TREES
from taizhang.ui.labels import column_names, labelled

register = template.Library()

# --- small things -------------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name, label=""):
    """A line drawing; `label` when it stands alone, nothing when words stand beside it."""
    return _silent(name) if not label else _drawing(format_html('role="img" aria-label="{}"', label), name)


def _drawing(voice, name):
    return format_html('<svg class="icon" {}><use href="{}#{}"/></svg>', voice, static("ui/icons.svg"), name)


@cache
def _silent(name):
    """A drawing beside words: a page has fifty, the house two hundred different ones."""
    return _drawing(mark_safe('aria-hidden="true"'), name)


@register.simple_tag
def badge(words, tone="grey"):
    """A state in words on a tinted ground: grey, blue, green, amber or red."""
    return format_html('<span class="state state-{}">{}</span>', tone, words)


@register.filter
def number(value):
    """12345.5 → 12 345.5, with a gap that is drawn and not copied; nothing → —"""
    if value is None or value == "":
        return "—"
    if isinstance(value, (int, float, Decimal)):
        return figures.grouped(plain(Decimal(str(value))))
    return str(value)


@register.filter
def money(value):
    """Yuan with two decimals and thousands apart."""
    return "—" if value is None else figures.grouped(f"{Decimal(str(value)):.2f}")


@register.filter
def day(value):
    """A day as offices write it: 2008年12月31日."""
    return _unbroken(formats.date_format(value, "DATE_FORMAT")) if value else "—"


@register.filter
def moment(value):
    """A moment in local time, without seconds."""
    return _unbroken(timezone.localtime(value).strftime("%Y-%m-%d %H:%M")) if value else "—"


def _unbroken(words):
    return format_html('<span class="nowrap">{}</span>', words)


@register.filter
def known(value):
    """The value, or a dash where nothing is known."""
    return "—" if value is None or value == "" else value


# --- parts of a page ----------------------------------------------------------------------------------------------------


@register.simple_block_tag
def card(content, title="", words="", flush=False, id="", level=2):
    """A card with an optional title. `flush`: the content (a table, a list) runs to the edges."""
    head = ""
    if title:
        small = format_html('<p class="card-words">{}</p>', words) if words else ""
        head = format_html(
            '<header class="card-header"><h{} class="card-title">{}</h{}>{}</header>', level, title, level, small
        )
    place = format_html(' id="{}"', id) if id else ""
    inside = content if flush else format_html('<div class="card-body">{}</div>', content)
    return format_html('<section class="card"{}>{}{}</section>', place, head, inside)


MANY_COLUMNS = 6


@register.simple_block_tag
def table(content, caption="", wide=False, dense=False, plain=False):
    """A table: thead and tbody go inside. Head stays in sight; on a phone every row becomes a card (not when `plain`)."""
    inside = content if plain else mark_safe(labelled(content))  # noqa: S308  the template's own, already escaped
    names = [] if plain or wide else column_names(content)
    return render_to_string(
        "ui/table.html",
        {
            "inside": inside,
            "caption": caption,
            "wide": wide,
            "dense": dense,
            "plain": plain,
            "tools": len(names) >= MANY_COLUMNS,
            "names": list(enumerate(names, start=1))[1:],
        },
    )


@register.simple_block_tag
def empty(content, title, icon_name="inbox"):
    """Nothing here yet: says so, and teaches the first step (the words and the button inside)."""
    return format_html(
        '<div class="empty">{}<p class="empty-title">{}</p><div class="empty-words">{}</div></div>',
        icon(icon_name),
        title,
        content,
    )


register.simple_block_tag(empty, name="nothing")  # inside {% for %}, where {% empty %} means something else


@register.simple_block_tag
def facts(content):
    """A definition list: put {% fact "Name" value %} inside."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_tag
def fact(name, value, number=False):
    """One line of {% facts %}."""
    shown = "—" if value is None or value == "" else value
    return format_html("<div><dt>{}</dt><dd{}>{}</dd></div>", name, mark_safe(' class="num"') if number else "", shown)


@register.simple_block_tag
def note(content, tone="blue", title=""):
    """A remark on the page: blue (good to know), amber (take care), red (wrong), green (done)."""
    names = {"blue": "info-circle", "amber": "alert-triangle", "red": "alert-circle", "green": "circle-check"}
    head = format_html("<strong>{}</strong> ", title) if title else ""
    return format_html('<div class="note note-{}">{}<div>{}{}</div></div>', tone, icon(names[tone]), head, content)


@register.simple_tag(takes_context=True)
def tabs(context, items, current=""):
    """Tabs as links: `items` is [(code, label, url)], `current` the code of this page."""
    links = format_html_join(
        "",
        '<li><a class="tab" href="{}"{}>{}</a></li>',
        ((url, mark_safe(' aria-current="page"') if code == current else "", label) for code, label, url in items),
    )
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', _("Parts of this page"), links)


@register.inclusion_tag("ui/pages.html", takes_context=True)
def pages(context, page):
    """Pages of a list: how many there are, which are shown, earlier and later ones."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "query": query.urlencode(), "shown": list(shown), "gap": page.paginator.ELLIPSIS}


@register.inclusion_tag("ui/crumbs.html", takes_context=True)
def crumbs(context, unit, *, last=False):
    """The way down the tree to a unit, as links where the user may go. `last`: the unit itself is this page."""
    return {"steps": places.crumbs(unit, context["request"].user), "unit": unit, "last": last}


@register.inclusion_tag("ui/period_bar.html", takes_context=True)
def period_bar(context, period):
    """The period picker: year, half, quarter, month or any days; earlier and later. What is chosen stays chosen."""
    kind = places.kind_of(period)
    labels = (("year", _("Year")), ("half", _("Half-year")), ("quarter", _("Quarter")), ("month", _("Month")))
    choices = places.periods_of(period.last_day)
    query = context["request"].GET.copy()
    for name in ("period", "from", "to", "page"):
        query.pop(name, None)
    return {
        "period": period,
        "kind": kind,
        "kinds": [(code, label, choices[code].code()) for code, label in labels],
        "before": places.step(period, -1),
        "after": places.step(period, 1),
        "query": query,
        "others": query.urlencode(),
    }


@register.inclusion_tag("ui/known_bar.html", takes_context=True)
def known_bar(context, known, trees=True):
    """As known when and in which tree: the choice, and a notice that says what is shown instead of today."""
    left_out = ("known", "at", "tree", "page")
    others = [(name, value) for name, value in context["request"].GET.items() if name not in left_out]
    return {"known": known, "trees": TREES.items() if trees else (), "others": others, "request": context["request"]}


@register.simple_tag
def unit_link(unit):
    """The unit's name, leading to its dashboard."""
    return format_html('<a href="{}">{}</a>', reverse("desk:dashboard", args=[unit.code]), unit.name)


@register.simple_tag(takes_context=True)
def with_query(context, **changes):
    """This page's address with some of its query changed; None removes."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return "?" + query.urlencode()


# --- forms --------------------------------------------------------------------------------------------------------------

LONG = 8  # so many boxes stand in columns, with one above that ticks them all
_CLASSES = {
    "select": "form-select",
    "selectmultiple": "form-select",
    "checkbox": "form-check-input",
    "file": "form-control",
}


def _kind(bound):
    kind = getattr(bound.field.widget, "input_type", "") or "textarea"
    return "select" if kind == "select" else kind


def _dress(bound, hint=True):
    """The widget with the house's classes and the marks that a screen reader needs."""
    kind = _kind(bound)
    many = kind in ("checkbox", "radio") and hasattr(bound.field.widget, "choices")
    attributes = {
        "class": " ".join(
            filter(
                None, [bound.field.widget.attrs.get("class", ""), "" if many else _CLASSES.get(kind, "form-control")]
            )
        )
    }
    described = ([f"{bound.auto_id}_help"] if bound.help_text else []) + (
        [f"{bound.auto_id}_error"] if bound.errors else []
    )
    if not hint:
        attributes["placeholder"] = ""  # what allauth says there, the label says already
    if described and not many:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors and not many:
        attributes["aria-invalid"] = "true"
        attributes["class"] += " is-invalid"
    return bound.as_widget(attrs=attributes)


@register.inclusion_tag("ui/field.html")
def field(bound, label="", half=False, hint=True):
    """One field: label above, help below, the error beside it saying what to do."""
    kind = _kind(bound)
    many = kind in ("checkbox", "radio") and hasattr(bound.field.widget, "choices")
    widget = _dress(bound, hint)
    return {
        "bound": bound,
        "widget": widget,
        # counted in what is drawn: asking the choices would ask the database again
        "long": many and kind == "checkbox" and widget.count("<input") >= LONG,
        "label": label or bound.label,
        "kind": kind,
        "many": many,
        "half": half,
        "hint": bound.help_text if hint else "",
    }


@register.inclusion_tag("ui/fields.html")
def fields(form):
    """All fields of a form, the errors of the whole form first."""
    return {"form": form}


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form):
    """What is wrong with the form as a whole: a refusal in words."""
    return {"form": form}


@register.inclusion_tag("ui/form_end.html", takes_context=True)
def form_end(context, label="", back="", danger=False):
    """The end of a form: the one filled button, and the way back."""
    return {"label": label or _("Save"), "back": back, "danger": danger}


@register.inclusion_tag("ui/filters.html", takes_context=True)
def filters(context, form):
    """The filter bar of a list: a GET form; what is set is shown, and one click clears it."""
    active = sum(1 for name in form.fields if form.data.get(form.add_prefix(name), "") not in ("", None))
    return {"form": form, "active": active, "request": context["request"]}


# --- acts ---------------------------------------------------------------------------------------------------------------


def _button(verdict, url, label, kind, picture):
    drawn = icon(picture) if picture else ""
    if verdict:
        return format_html('<a class="btn btn-{}" href="{}">{}{}</a>', kind, url, drawn, label)
    return denied(label, getattr(verdict, "reason", ""), picture)


@register.simple_tag
def denied(label, reason, picture=""):
    """A grey button that says why: it can be focused, and the sentence is read out."""
    drawn = icon(picture) if picture else ""
    return format_html(
        '<button type="button" class="btn btn-denied" aria-disabled="true" data-tip="{}">{}{}<span class="visually-hidden">: {}</span></button>',
        reason,
        drawn,
        label,
        reason,
    )


@register.simple_tag(takes_context=True)
def act_button(context, code, unit, url, label="", kind="primary", picture="", verdict=None):
    """The button of an act: filled when the user may, grey with the sentence when not. kind: primary, quiet or danger."""
    user = context["request"].user
    verdict = access.can(user, code, unit) if verdict is None else verdict
    return _button(verdict, url, label or registry.acts[code].label, kind, picture)


@register.inclusion_tag("ui/approval_panel.html", takes_context=True)
def approval_panel(context, record):
    """The record's way of approval: its steps as a line, where it stands, what comes next, buttons for who may. Nothing if none."""
    return {"views": cases.panels(record, context["request"].user), "request": context["request"]}


@register.filter
def trail_words(line):
    """A line of a case's history in words."""
    return cases.line_words(line)


# --- figures and charts -------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def figure(context, what, unit=None, period=None, scope="subtree", where="", words=False):
    """A number that is a door: `what` is a figure code or a ready kernel Figure. `words`: with its unit of measure."""
    return figures.door(what, unit, period, scope=scope, where=where, words=words, known=context.get("known"))


@register.simple_tag(takes_context=True)
def figure_cells(context, found):
    """The cells of a table's row, a figure in each; on a phone with the head of its column."""
    known = context.get("known")
    return mark_safe("".join(_figure_cell(one, known) for one in found))  # noqa: S308  escaped below


def _figure_cell(found, known):
    label, value = escape(str(found.label)), found.number or 0
    return f'<td class="num" data-label="{label}" data-value="{plain(value)}">{figures.door(found, known=known)}</td>'


@register.filter
def value_of(figure):
    """A Figure's number as it is printed, without being a door: last year's beside this year's."""
    return figures.grouped(figure.text())


@register.simple_tag
def change(percent):
    """同比 as words and an arrow: up 12.5 %, down 3 %, unchanged; — where last year has nothing to compare."""
    return figures.change_words(percent)


@register.simple_tag
def sparkline(points, label=""):
    """A line of twelve months in the height of a word. `points` is a list of numbers (None = nothing known)."""
    return charts.sparkline(points, label)


@register.inclusion_tag("ui/chart.html")
def chart(title, points, kind="bar", unit="", second=None, names=(), heads=None):
    """A chart with its table behind it. `points`: [(label, value)] or [(label, value, url)]; `second`: last year's values."""
    return charts.chart(title, points, kind=kind, unit=unit, second=second, names=names, heads=heads)


# --- the shell ----------------------------------------------------------------------------------------------------------


@register.simple_tag
def assets():
    """Addresses of the built script and styles."""
    return built.entry()


@register.simple_tag(takes_context=True)
def here(context):
    """The unit the user is working at, or None."""
    request = context["request"]
    return places.here(request) if request.user.is_authenticated else None


@register.simple_tag(takes_context=True)
def menu(context):
    """The left rail: entries of all manifests that have a page, the current one marked. Each ten of their order is a group."""
    where = get_script_prefix(), get_urlconf(), len(registry.manifests)
    current = _current([url for url, _item in _rail(*where)], context["request"].path)
    return _drawn_rail(current, get_language(), *where)


@lru_cache(maxsize=16)
def _rail(_prefix, _urlconf, _declared):
    """[(address, entry)] of the rail: of what is declared, so it never changes."""
    found = [(address(item.url_name), item) for item in registry.menu()]
    return [(url, item) for url, item in found if url]


@lru_cache(maxsize=256)
def _drawn_rail(current, _language, *where):
    """The rail with an entry marked: drawn once for each entry and language, for it stands on every page."""
    drawn, ten = [], None
    for url, item in _rail(*where):
        drawn.append(_entry(url, item, item.order // 10 != ten, url == current))
        ten = item.order // 10
    return mark_safe("".join(drawn))  # noqa: S308  escaped below


def _entry(url, item, begins, current):
    group, mark = ' class="rail-group"' if begins else "", ' aria-current="page"' if current else ""
    words = f"{icon(item.icon or 'point')}<span>{escape(str(item.label))}</span>"
    return f'<li{group}><a href="{escape(url)}"{mark}>{words}</a></li>\n'


def _current(addresses, path):
    """The longest address that this page's address begins with; None if there is none."""
    fitting = [url for url in addresses if path == url or (url != "/" and path.startswith(url))]
    return max(fitting, key=len, default=None)


@register.simple_tag
def address(name, *arguments):
    """The address of a page that may not be there in every installation; empty if it is not."""
    return _address(name, arguments) if arguments else _fixed_address(name, get_script_prefix(), get_urlconf())


def _address(name, arguments=()):
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


@cache
def _fixed_address(name, _prefix, _urlconf):
    """The shell of every page asks for fifty of them, which never change."""
    return _address(name)


@register.filter
def sentence(words):
    """Joined list: a、b、c."""
    return _(", ").join(str(conditional_escape(word)) for word in words)


@register.simple_tag
def count_words(count, one="", many=""):
    """How many there are, in words."""
    return ngettext("%(count)s item", "%(count)s items", count) % {"count": count}
