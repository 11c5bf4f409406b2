"""Shapes of what people fill in on the desk."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Absence, Post, Unit, User
from taizhang.kernel.routes import PLACES
from taizhang.ui.fields import DayInput

# Everybody finds his own language by its own name.
MOST_DECIDERS = 9  # as many as a step may ask for by the page
OWN_NAMES = [("zh-hans", "中文"), ("en", "English")]


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


class CaseFilter(forms.Form):
    """Which cases of approval: by matter, route, union, amount, and how pressing they are."""

    show = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(label=_("Matter or union"), required=False, max_length=60)
    route = forms.ChoiceField(label=_("Kind of approval"), required=False)
    when = forms.ChoiceField(
        label=_("How pressing"),
        required=False,
        choices=[("", _("all")), ("late", _("overdue")), ("soon", _("due soon"))],
    )
    how = forms.ChoiceField(
        label=_("By which right"),
        required=False,
        choices=[
            ("", _("all")),
            ("own", _("my own post")),
            ("deputy", _("as deputy")),
            ("delegated", _("handed to me by name")),
        ],
    )
    least = forms.DecimalField(label=_("Amount from (yuan)"), required=False, min_value=0, max_digits=12)
    most = forms.DecimalField(label=_("to (yuan)"), required=False, min_value=0, max_digits=12)

    def __init__(self, *args, today, waiting=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        routes = [(route.code, route.label) for route in registry.routes.values()]
        self.fields["route"].choices = [("", _("all")), *routes]
        if not waiting:
            del self.fields["how"]
            del self.fields["when"]

    def narrow(self, cases):
        """The cases that fit (all but the right by which, which the inbox itself knows)."""
        asked = self.cleaned_data
        if asked["q"]:
            cases = cases.filter(models.Q(name__icontains=asked["q"]) | models.Q(unit__name__icontains=asked["q"]))
        if asked["route"]:
            cases = cases.filter(route=asked["route"])
        if asked.get("when") == "late":
            cases = cases.filter(due_on__lt=self.today)
        if asked.get("when") == "soon":
            cases = cases.filter(due_on__gte=self.today, remind_on__lte=self.today)
        if asked["least"] is not None:
            cases = cases.filter(amount__gte=asked["least"])
        if asked["most"] is not None:
            cases = cases.filter(amount__lte=asked["most"])
        return cases


class DecideForm(forms.Form):
    """A decision with its words; `seen` is the state of the case on the decider's page."""

    decision = forms.ChoiceField(choices=[("approve", ""), ("return", ""), ("refuse", "")])
    note = forms.CharField(label=_("Words to the decision"), required=False, max_length=500)
    seen = forms.CharField(required=False, max_length=12)


class NoteForm(forms.Form):
    """A remark that goes with the act."""

    note = forms.CharField(label=_("Remark"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class PersonField(forms.ModelChoiceField):
    """Somebody with an account, by name and user name."""

    def label_from_instance(self, user):
        return f"{user.name or user.username} ({user.username})"


class DelegateForm(forms.Form):
    """To whom, and why."""

    to = PersonField(label=_("Hand it to"), queryset=User.objects.none())
    note = forms.CharField(label=_("Remark"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


class DutyForm(forms.Form):
    """Officer A with his post, and deputy B."""

    post = forms.ModelChoiceField(label=_("Officer A and post"), queryset=Post.objects.none())
    deputy = PersonField(label=_("Deputy B"), queryset=User.objects.none())
    on = forms.DateField(label=_("From"), widget=DayInput())

    def __init__(self, *args, posts, people, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts
        self.fields["post"].label_from_instance = lambda post: f"{post.user} · {post.role_label}"
        self.fields["deputy"].queryset = people
        self.fields["on"].initial = today


class AbsenceForm(forms.Form):
    """Who is away from when to when."""

    user = PersonField(label=_("Who is away"), queryset=User.objects.none())
    first = forms.DateField(label=_("First day"), widget=DayInput())
    last = forms.DateField(label=_("Last day"), widget=DayInput(), help_text=_("This day still belongs to it."))
    part = forms.ChoiceField(label=_("Part of the day"), choices=Absence.Part.choices)
    why = forms.CharField(
        label=_("Reason"), required=False, max_length=100, help_text=_("For example: leave, study, business trip.")
    )

    def __init__(self, *args, people, today, me=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people
        self.fields["user"].initial = me
        self.fields["first"].initial = self.fields["last"].initial = today


class BackForm(forms.Form):
    """The first day in post again."""

    on = forms.DateField(label=_("First day in post again"), widget=DayInput())
    why = forms.CharField(label=_("Reason"), required=False, max_length=100)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class RouteForm(forms.Form):
    """From when and by which document a federation's own steps hold."""

    since = forms.DateField(label=_("Holds from"), widget=DayInput())
    source = forms.CharField(
        label=_("Document"), max_length=200, help_text=_("The document that lays it down, with its number.")
    )
    article = forms.CharField(label=_("Article"), required=False, max_length=60)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = today


class StepForm(forms.Form):
    """One step of a route; a row without a name is left out."""

    name = forms.CharField(label=_("Name of the step"), required=False, max_length=60)
    place = forms.ChoiceField(label=_("Where"), choices=[])
    role = forms.ChoiceField(label=_("Who"), choices=[])
    needs = forms.ChoiceField(label=_("How many"), choices=[])
    days = forms.IntegerField(label=_("Working days"), min_value=1, max_value=250)
    least = forms.DecimalField(
        label=_("From yuan (included)"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    below = forms.DecimalField(label=_("Below yuan"), required=False, min_value=0, max_digits=12, decimal_places=2)
    raised = forms.IntegerField(label=_("Raised before the last day"), required=False, min_value=0, max_value=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = list(PLACES.items())
        self.fields["role"].choices = _who()
        several = [(str(n), _("%(n)s of them") % {"n": n}) for n in range(2, MOST_DECIDERS + 1)]
        self.fields["needs"].choices = [("any", _("one of them")), ("all", _("all of them")), *several]


def _who():
    """The roles one by one, and every combination that a declared route uses."""
    single = [(role.code,) for role in registry.roles.values() if role.reads]
    several = {step.roles for route in registry.routes.values() for step in route.steps if len(step.roles) > 1}
    return [("|".join(roles), _role_words(roles)) for roles in [*single, *sorted(several | {("chair", "clerk")})]]


def _role_words(roles):
    return gettext(" or ").join(str(registry.roles[code].label) for code in roles)


StepFormSet = forms.formset_factory(StepForm, extra=2, max_num=9)
