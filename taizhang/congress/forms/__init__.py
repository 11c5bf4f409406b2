"""The shape of what is typed in about congresses."""

from taizhang.congress.forms import congresses, fields, filters, sessions

__all__ = ["congresses", "fields", "filters", "sessions"]
