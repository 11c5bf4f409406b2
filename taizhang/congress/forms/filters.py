"""The filters of lists of congresses."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models import Congress, Delegate, Session


class DelegateFilter(forms.Form):
    """Delegates by name or card number, work and state."""

    q = forms.CharField(label=_("Name or card number"), required=False, max_length=60)
    post = forms.ChoiceField(
        label=pgettext_lazy("congress", "Work"), choices=[("", _("all")), *Delegate.Post.choices], required=False
    )
    state = forms.ChoiceField(label=_("State"), choices=[("", _("all")), *Delegate.State.choices], required=False)

    def narrow(self, found):
        """The delegates that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            text = asked["q"].strip()
            found = found.filter(badge=text) if text.isdecimal() else found.filter(name__contains=text)
        for name in ("post", "state"):
            if asked.get(name):
                found = found.filter(**{name: asked[name]})
        return found


class SessionFilter(forms.Form):
    """Sessions by kind of congress, kind of session and state."""

    congress = forms.ChoiceField(
        label=pgettext_lazy("congress", "Congress"), choices=[("", _("all")), *Congress.Kind.choices], required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("all")), *Session.Kind.choices], required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("all")), *Session.State.choices], required=False)

    def narrow(self, found):
        """The sessions that were asked for."""
        for name, field in (("congress", "congress__kind"), ("kind", "kind"), ("state", "state")):
            if self.cleaned_data.get(name):
                found = found.filter(**{field: self.cleaned_data[name]})
        return found
