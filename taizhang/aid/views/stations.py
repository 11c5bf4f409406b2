"""The pages of aid centres and liaison stations."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.aid import actions, queries
from taizhang.aid.forms import stations as forms
from taizhang.aid.models import Station
from taizhang.kernel.access import can
from taizhang.ui.pages import act_page, page_of
from taizhang.ui.places import chosen_unit


def own_station(request, pk):
    """A station that the user may read."""
    return get_object_or_404(Station.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


@require_safe
def station_list(request):
    """Centres and stations at the unit and below, with the files that their unions keep."""
    unit = chosen_unit(request)
    page = page_of(request, queries.stations.stations(request.user, unit))
    files = queries.stations.files_of(page.object_list)
    passed_up = queries.stations.passed_up_of(page.object_list)
    rows = [(one, files.get(one.unit_id, 0), passed_up.get(one.unit_id, 0)) for one in page]
    context = {"unit": unit, "page": page, "rows": rows, "may_keep": can(request.user, "aid.keep_station", unit)}
    return render(request, "aid/station_list.html", context)


def _page(request, unit, form, words, then, **more):
    back = reverse("aid:station_list")
    return act_page(request, form, "ui/act.html", {"unit": unit, "back": back, **words}, then=then, url=back, **more)


def station_set_up(request):
    """A centre or station is set up at the chosen union."""
    unit = chosen_unit(request)
    words = {"title": _("Set up an aid station"), "lead": _("At %s.") % unit.name, "button": _("Set up")}
    return _page(
        request,
        unit,
        forms.StationForm,
        words,
        lambda data: actions.stations.set_up_station(unit, by=request.user, **data),
        said=_("Set up."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )


def station_change(request, pk):
    """What is on file is brought up to date."""
    station = own_station(request, pk)
    initial = {name: getattr(station, name) for name in actions.stations.FIELDS} | {"on": station.opened_on}
    return _page(
        request,
        station.unit,
        forms.StationForm,
        {"title": station.name, "button": _("Save")},
        lambda data: actions.stations.change_station(station, by=request.user, **data),
        said=_("Saved."),
        form_kwargs={"initial": initial},
    )


def station_close(request, pk):
    """A station is closed."""
    station = own_station(request, pk)
    words = {
        "title": _("Close the station %s") % station.name,
        "lead": _("It counts until that day."),
        "button": _("Close"),
        "danger": True,
    }
    return _page(
        request,
        station.unit,
        forms.CloseForm,
        words,
        lambda data: actions.stations.close_station(station, by=request.user, **data),
        said=_("Closed."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )
