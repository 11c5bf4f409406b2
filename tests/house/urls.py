"""The list of all URLs, read from Django's resolver."""

from dataclasses import dataclass

from django.urls import URLPattern


@dataclass(frozen=True)
class Url:
    """One pattern: its full name, its route and the function behind it."""

    name: str
    route: str
    view: object

    @property
    def of_the_house(self):
        """Whether the page is ours and not a library's."""
        module = getattr(self.view, "__module__", "")
        return module.startswith("taizhang.") and not module.startswith("taizhang.config.")


def every_url(resolver, prefix="", namespace=""):
    """All patterns below a resolver, in order."""
    for item in resolver.url_patterns:
        route = prefix + str(item.pattern)
        if isinstance(item, URLPattern):
            name = f"{namespace}:{item.name}" if namespace else (item.name or "")
            yield Url(name, route, item.callback)
        else:
            inner = f"{namespace}:{item.namespace}" if namespace and item.namespace else item.namespace or namespace
            yield from every_url(item, route, inner)
