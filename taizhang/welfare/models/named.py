"""What the tables share: somebody named, on the register or not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang.kernel import sealing
from taizhang.members.models import Person


class Named(models.Model):
    """Somebody who is visited, served or gives: a person on the register, or a name that the register does not know."""

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        abstract = True

    def subject_at(self, unit):
        """The opaque key under which the ledger counts this person once: the register's own, or a keyed digest of the name."""
        if self.person_id:
            return f"person:{self.person_id}"
        return f"named:{sealing.blind_index(f'{unit.pk}:{self.name}', 'welfare.named')[:32]}" if self.name else ""
