"""The one shape of every error: problem details after RFC 9457, with a code for programmes and a sentence for people."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEDIA_TYPE = "application/problem+json"
# code: (status, title). The code stays; titles and sentences are told in the reader's language.
PROBLEMS = {
    "unreadable": (400, gettext_lazy("The request cannot be read")),
    "no_token": (401, gettext_lazy("No token that holds")),
    "refused": (403, gettext_lazy("Not allowed")),
    "no_scope": (403, gettext_lazy("Outside the scope of the token")),
    "not_found": (404, gettext_lazy("Not found")),
    "no_method": (405, gettext_lazy("This address does not know the method")),
    "doubtful": (409, gettext_lazy("Look at it again")),
    "changed": (412, gettext_lazy("Changed meanwhile")),
    "not_valid": (422, gettext_lazy("Something is missing or not right")),
    "against_rule": (422, gettext_lazy("A rule stands against it")),
    "too_many": (429, gettext_lazy("Too many requests")),
    "broken": (500, gettext_lazy("Something went wrong here")),
    "unsure": (503, gettext_lazy("The database broke off")),
}


class Problem(Exception):
    """What a request meets instead of an answer."""

    def __init__(self, code, sentence="", *, fields=(), headers=None, **more):
        super().__init__(code)
        self.code, self.sentence, self.fields = code, sentence, list(fields)
        self.headers, self.more = headers or {}, more

    def response(self, request):
        """The answer, in the reader's language."""
        status, title = PROBLEMS[self.code]
        content = {
            "type": f"urn:taizhang:problem:{self.code}",
            "title": str(title),
            "status": status,
            "code": self.code,
            "detail": str(self.sentence or title),
            "instance": f"urn:taizhang:request:{getattr(request, 'id', '')}",
            "fields": self.fields,
            **self.more,
        }
        text = json.dumps(content, ensure_ascii=False, cls=DjangoJSONEncoder)
        answer = HttpResponse(text, status=status, content_type=MEDIA_TYPE)
        for name, value in self.headers.items():
            answer[name] = value
        return answer


def not_valid(name, sentence, place="query"):
    """One field is not right, and why."""
    return Problem("not_valid", sentence, fields=[{"in": place, "name": name, "sentence": str(sentence)}])


def of_fields(errors):
    """The Problem of what the schema of a request did not let through."""
    fields = []
    for error in errors:
        place, *names = error["loc"]
        name = ".".join(str(part) for part in names if part not in ("filters", "asked", "given"))
        fields.append({"in": str(place), "name": name, "sentence": _sentence(error)})
    told = "; ".join(
        dict.fromkeys(f"{one['name']}: {one['sentence']}" if one["name"] else one["sentence"] for one in fields)
    )
    return Problem("not_valid", told[:1000], fields=fields)


def _sentence(error):
    """What is wrong with a field, in words; the rare kinds share one sentence."""
    limits = error.get("ctx", {})
    kind = error["type"]
    sentences = {
        "missing": _("is missing"),
        "extra_forbidden": _("is not known here"),
        "int_parsing": _("must be a whole number"),
        "int_type": _("must be a whole number"),
        "int_from_float": _("must be a whole number"),
        "int_parsing_size": _("is too large"),
        "bool_parsing": _("must be true or false"),
        "bool_type": _("must be true or false"),
        "string_type": _("must be a text"),
        "string_unicode": _("must be a text"),
        "decimal_parsing": _("must be a number"),
        "decimal_type": _("must be a number"),
        "finite_number": _("must be a number"),
        "decimal_max_places": _("has too many digits after the point"),
        "list_type": _("must be a list"),
        "dict_type": _("must be an object"),
        "model_attributes_type": _("must be an object"),
        "string_too_short": _("must not be empty"),
    }
    if kind in sentences:
        return sentences[kind]
    if kind == "value_error":
        return str(limits.get("error") or _("is not right"))
    if kind == "string_too_long":
        return _("may have %s characters at most") % limits.get("max_length")
    if kind in ("greater_than_equal", "greater_than"):
        return _("must be at least %s") % limits.get("ge", limits.get("gt"))
    if kind in ("less_than_equal", "less_than"):
        return _("may be %s at most") % limits.get("le", limits.get("lt"))
    if kind in ("literal_error", "enum"):
        return _("must be one of: %s") % limits.get("expected")
    return _("is not right")


# What the document of the interface says about it.
SCHEMA = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457. `code` is for programmes, `detail` is a sentence for people in the language of Accept-Language.",
    "required": ["type", "title", "status", "code", "detail", "instance", "fields"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": list(PROBLEMS)},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "name", "sentence"],
                "properties": {
                    "in": {"type": "string"},
                    "name": {"type": "string"},
                    "sentence": {"type": "string"},
                },
            },
        },
        "doubts": {"type": "array", "items": {"type": "string"}},
    },
}
