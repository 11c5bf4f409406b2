"""The shapes that all pages share: act on a record, list records, hand out a workbook."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Refused

PER_PAGE = 50


def act_page(request, form_class, template="ui/act.html", context=None, *, then, url=None, said=None, form_kwargs=None):
    """Show the form; when it is right, do `then(cleaned_data)`; a refusal becomes an error on the form.

    Afterwards go to `url` (an address, or a function of what `then` returned; default: that record's own page)
    and say `said` (words, or a function of the same).
    """
    posted = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = form_class(**posted, **(form_kwargs or {}))
    if posted and form.is_valid():
        try:
            done = then(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, (said(done) if callable(said) else said) or _("Done."))
            return redirect(url(done) if callable(url) else url or done)
    return render(request, template, {"form": form, **(context or {})}, status=422 if form.errors else 200)


def verb_page(
    find, form_class, do, *, title, button, said, lead="", start=None, url=None, template="ui/act.html", **words
):
    """A view of one verb on one record, for `urls.py`.

    `find(request, pk)` gives the record or 404; `do(record, by=…, **cleaned)` is the action. Words are lazy, so that they are told in
    the reader's language; any of them, and `url`, may be a function of the record. `start(record)` gives the keyword arguments of the
    form (default: the day is today). Templates get `record`, `unit`, `back` and the further words.
    """
    words |= {"title": title, "button": button, "lead": lead}

    def view(request, pk):
        record = find(request, pk)
        told = {key: value(record) if callable(value) else value for key, value in words.items()}
        return act_page(
            request,
            form_class,
            template,
            {"unit": record.unit, "record": record, "back": record.get_absolute_url(), **told},
            then=lambda data: do(record, by=request.user, **data),
            url=url(record) if callable(url) else url,
            said=said,
            form_kwargs=start(record) if start else {"initial": {"on": timezone.localdate()}},
        )

    return view


def page_number(request):
    """The page that ?page= asks for, 1 if it asks for none."""
    number = request.GET.get("page", "")
    return int(number) if number.isdecimal() and len(number) < 9 else 1


def page_of(request, things, per_page=PER_PAGE):
    """The page of `things` that ?page= asks for; a page that does not exist becomes the nearest one."""
    return Paginator(things, per_page).get_page(page_number(request))


def list_page(request, things, template, context=None, *, filters=None, per_page=PER_PAGE):
    """A list, fifty to a page. `filters` is a bound GET form with `narrow(things)`; templates get `page` and `filters`."""
    if filters is not None and filters.is_valid():
        things = filters.narrow(things)
    page = page_of(request, things, per_page)
    return render(request, template, {"page": page, "filters": filters, **(context or {})})
