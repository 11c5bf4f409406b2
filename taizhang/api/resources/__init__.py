"""The operations of the interface, by what they are about; importing them puts them into it."""

from taizhang.api.interface import addresses, interface
from taizhang.api.resources import entries, figures, imports, members, myself, reports, units

for resource in (myself, units, members, entries, figures, reports, imports):
    interface.add_router("", resource.router)

__all__ = ["addresses"]
