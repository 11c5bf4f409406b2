"""The only ways to change what aid keeps, by noun."""

from taizhang.aid.actions import (
    applications,
    funds,
    households,
    lines,
    notices,
    own,
    payments,
    programmes,
    samples,
    stations,
    surveys,
)

__all__ = [
    "applications",
    "funds",
    "households",
    "lines",
    "notices",
    "own",
    "payments",
    "programmes",
    "samples",
    "stations",
    "surveys",
]
