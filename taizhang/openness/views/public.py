"""The pages without an account: what was published for everybody, and nothing else. No script, no cookie, few questions."""

import hashlib
from urllib.parse import quote

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.kernel.wording import told
from taizhang.openness import actions, editions, files, forms
from taizhang.openness.models import Disclosure
from taizhang.openness.queries import public as queries
from taizhang.openness.rules import disclosures as rules
from taizhang.organisation.affairs import openness_of
from taizhang.ui.pages import page_of

FRESH = 300  # seconds for which a reader's own copy is good enough
LISTED, FEED = 30, 30


def _answered(request, response, *stand, lasting=FRESH):
    """The answer with its marks: a copy that a reader has already is not sent again; no search engine keeps it."""
    stand = [str(one) for one in (*stand, get_language())]
    response["ETag"] = f'"{hashlib.sha256("|".join(stand).encode()).hexdigest()[:24]}"'
    response["Cache-Control"] = f"public, max-age={lasting}"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _edition(code):
    """The edition at an address that everybody may read; 404 for anything else."""
    edition = queries.edition(code)
    if edition is None or not queries.is_public(edition):
        raise Http404
    return edition


def _why_empty(edition, today):
    """Why nothing but the title is shown any more, or nothing."""
    one = edition.disclosure
    if one.state == Disclosure.State.DOWN:
        return _("This notice was taken down on %(day)s: %(why)s") % {"day": one.closed_on.isoformat(), "why": one.why}
    if not one.item.lasting and today > one.until_on:
        return (
            _("This notice was shown until %s and has come down, because it concerned persons.")
            % one.until_on.isoformat()
        )
    return ""


def described(edition, *, inside=False):
    """What the page of an edition says: its runs with the doors of their figures, its table, its answers."""
    content = edition.content
    address = "openness:own_figure" if inside else "openness:public_figure"
    figures = [
        {**one, "label": told(one["label"]), "url": reverse(address, args=[edition.code, place])}
        for place, one in enumerate(content["figures"])
    ]
    return {
        "content": content,
        "paragraphs": [
            [{"text": run} if isinstance(run, str) else {"figure": figures[run]} for run in runs]
            for runs in content["paragraphs"]
        ],
        "period": Period.parse(content["period"]).label() if content["period"] else "",
        "files": list(enumerate(content["files"])),
    }


@login_not_required
@require_safe
def public_disclosure(request, code):
    """One edition at its permanent address; an earlier one says that there is a later one."""
    edition, today = _edition(code), timezone.localdate()
    one, gone = edition.disclosure, _why_empty(edition, today)
    if gone:
        context = {
            "title": edition.content["title"] if one.item.lasting else one.item.name,
            "unit": one.unit,
            "gone": gone,
        }
        response = render(request, "openness/public_disclosure_gone.html", context, status=410)
        return _answered(request, response, code, "gone", one.state)
    versions = queries.editions_of(one)
    stand = queries.stand(one)
    mark = (edition.digest, versions[0][0], stand, one.state, today <= one.until_on)
    context = {
        "title": edition.content["title"],
        "unit": one.unit,
        "edition": edition,
        "disclosure": one,
        "latest": versions[0] if versions[0][0] != edition.version else None,
        "versions": versions,
        "answers": queries.answers(one),
        "may_ask": rules.may_ask(one, today),
        "address": request.build_absolute_uri(),
        **described(edition),
    }
    return _answered(request, render(request, "openness/public_disclosure.html", context), *mark)


@login_not_required
@require_safe
def public_figure(request, code, place):
    """A figure of an edition as far as everybody may see: definition, period, as of when, unions below; no record of anybody."""
    edition = _edition(code)
    if _why_empty(edition, timezone.localdate()) or not 0 <= place < len(edition.content["figures"]):
        raise Http404
    context = figure_context(edition, place) | {"back": edition.get_absolute_url()}
    return _answered(request, render(request, "openness/public_figure.html", context), edition.digest, place)


def figure_context(edition, place):
    """What the page of a published figure says."""
    one = edition.content["figures"][place]
    return {
        "title": told(one["label"]),
        "unit": edition.disclosure.unit,
        "edition": edition,
        "figure": one,
        "words": told(one["words"]),
        "measure": told(one["unit"]),
        "period": Period.parse(one["period"]).label(),
        "as_of": one["as_of"].replace("T", " ")[:16],
    }


@login_not_required
@require_safe
def public_file(request, code, place):
    """A file that goes out with an edition; pictures without what the camera wrote into them."""
    edition = _edition(code)
    found = None if _why_empty(edition, timezone.localdate()) else files.published(edition, place)
    if found is None:
        raise Http404
    return _answered(request, file_response(*found), edition.digest, "file", place)


def file_response(name, media_type, content):
    """The download of a published file."""
    inline = media_type in ("image/jpeg", "image/png")
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@login_not_required
@require_safe
def public_content(request, code):
    """The content of an edition to the letter: its SHA-256 is the fingerprint on the page."""
    edition = _edition(code)
    if _why_empty(edition, timezone.localdate()):
        raise Http404
    response = HttpResponse(editions.canonical(edition), content_type="application/json; charset=utf-8")
    return _answered(request, response, edition.digest, "content")


@login_not_required
@require_safe
def public_unit(request, code):
    """What a union has published: by year, with search."""
    unit = queries.unit_of(code)
    if unit is None:
        raise Http404
    text, year = request.GET.get("q", "").strip()[:60], request.GET.get("year", "")
    year = int(year) if year.isdecimal() and len(year) == 4 else None
    page = page_of(request, queries.listing(unit, text=text, year=year), per_page=LISTED)
    context = {
        "title": openness_of(unit),
        "unit": unit,
        "page": page,
        "rows": queries.rows(page.object_list),
        "years": queries.years(unit),
        "asked": {"q": text, "year": year},
    }
    stand = [(one.pk, one.address, one.state) for one in page.object_list]
    return _answered(
        request, render(request, "openness/public_unit.html", context), code, text, year, page.number, stand
    )


@login_not_required
@require_safe
def public_feed(request, code):
    """The latest of a union's disclosures for news readers."""
    unit = queries.unit_of(code)
    if unit is None:
        raise Http404
    latest = list(queries.listing(unit)[:FEED])
    page = request.build_absolute_uri(reverse("openness:public_unit", args=[code]))
    feed = Rss201rev2Feed(_("What %s discloses") % unit.name, page, unit.name, language="zh-CN")
    for one, edition in queries.rows(latest):
        link = request.build_absolute_uri(edition.get_absolute_url())
        words = "".join(run for runs in edition.content["paragraphs"][:1] for run in runs if isinstance(run, str))
        title, words = (edition.content["title"], words) if one.item.lasting else (one.item.name, "")
        feed.add_item(title, link, words[:120], pubdate=edition.at, unique_id=link)
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
    return _answered(request, response, code, [(one.pk, one.address, one.state) for one in latest])


@login_not_required
@require_safe
def public_index(request):
    """The unions that have published something."""
    text = request.GET.get("q", "").strip()[:60]
    page = page_of(request, queries.units(text), per_page=LISTED)
    context = {"title": _("What unions disclose"), "page": page, "asked": {"q": text}}
    stand = [(one.pk, one.name) for one in page.object_list]
    return _answered(request, render(request, "openness/public_index.html", context), text, page.number, stand)


@login_not_required
@never_cache
def public_ask(request, code):
    """A stranger asks or objects, within the days of the notice."""
    edition, today = _edition(code), timezone.localdate()
    one = edition.disclosure
    if _why_empty(edition, today):
        raise Http404
    form, received = forms.PublicAskForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        if said.pop("website"):  # no person fills in what is not seen
            return redirect(edition.get_absolute_url())
        try:
            received = actions.ask_from_page(one, on=today, **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Ask or object"),
        "unit": one.unit,
        "edition": edition,
        "form": form,
        "received": received,
        "verdict": rules.may_ask(one, today),
    }
    return render(request, "openness/public_ask.html", context, status=422 if form.errors else 200)
