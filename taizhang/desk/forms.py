"""Shapes of what people fill in on the desk."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit, User

# Everybody finds his own language by its own name.
OWN_NAMES = [("zh-hans", "中文"), ("en", "English")]


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class LogFilter(forms.Form):
    """Whose acts, which, where, when."""

    q = forms.CharField(label=_("Who"), required=False, max_length=60)
    app = forms.ChoiceField(label=_("Area"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=DayInput())
    until = forms.DateField(label=_("To"), required=False, widget=DayInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        manifests = [manifest for manifest in registry.manifests.values() if manifest.acts]
        self.fields["app"].choices = [("", _("all"))] + [(manifest.app, manifest.label) for manifest in manifests]

    def narrow(self, logs):
        """The lines of the log that fit."""
        asked = self.cleaned_data
        if asked["q"]:
            logs = logs.filter(by__name__icontains=asked["q"]) | logs.filter(by__username__iexact=asked["q"])
        if asked["app"]:
            logs = logs.filter(code__in=[act.code for act in registry.manifests[asked["app"]].acts])
        if asked["since"]:
            logs = logs.filter(at__date__gte=asked["since"])
        if asked["until"]:
            logs = logs.filter(at__date__lte=asked["until"])
        return logs


class AccountForm(forms.Form):
    """A new account, and the post it begins with."""

    name = forms.CharField(label=_("Name of the person"), max_length=60, help_text=_("As colleagues know the person."))
    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("Letters and digits; this is typed when signing in.")
    )
    role = forms.ChoiceField(label=_("Post"), required=False, help_text=_("Can be given later too."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            ("", _("none yet")),
            *((role.code, role.label) for role in registry.roles.values()),
        ]


class WhyForm(forms.Form):
    """A reason, for the log."""

    why = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class ConfirmForm(forms.Form):
    """Nothing to fill in: the page says what will happen."""


class AppointForm(forms.Form):
    """A post at a unit, from a day on."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    role = forms.ChoiceField(label=_("Post"))
    since = forms.DateField(label=_("From"), widget=DayInput())
    until = forms.DateField(
        label=_("Until (excluded)"),
        required=False,
        widget=DayInput(),
        help_text=_("Leave empty for a post without an end."),
    )

    def __init__(self, *args, keeper, today, here=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(keeper).filter(until=None).order_by("path")
        self.fields["unit"].initial = here
        self.fields["unit"].label_from_instance = lambda unit: "　" * (unit.depth - 1) + unit.name
        self.fields["role"].choices = [(role.code, role.label) for role in registry.roles.values()]
        self.fields["since"].initial = today


class EndPostForm(forms.Form):
    """The last day of a post, and why it ends."""

    on = forms.DateField(label=_("Ends on"), widget=DayInput())
    why = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class SettingsForm(forms.Form):
    """Name, language and size of letters."""

    name = forms.CharField(label=_("Name of the person"), max_length=60)
    language = forms.ChoiceField(label=_("Language"), choices=OWN_NAMES, widget=forms.RadioSelect)
    text_size = forms.ChoiceField(label=_("Size of letters"), choices=User.TextSize.choices, widget=forms.RadioSelect)


class WelcomeForm(forms.Form):
    """The first password, typed twice."""

    name = forms.CharField(label=_("Your name"), max_length=60)
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. A short sentence that only you know is better than a clever word."),
    )
    again = forms.CharField(
        label=_("The same password again"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["name"].initial = user.name

    def clean_password(self):
        """What the house thinks of the password, in sentences."""
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self):
        """Both are the same."""
        first, second = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if first and second and first != second:
            self.add_error("again", _("The two passwords are not the same."))


class PeopleFilter(forms.Form):
    """A fragment of a name."""

    q = forms.CharField(label=_("Name of the person"), required=False, max_length=60)

    def narrow(self, users):
        """The accounts that are called so."""
        text = self.cleaned_data["q"]
        return users.filter(name__icontains=text) | users.filter(username__icontains=text) if text else users
