"""The index of names: every two neighbouring characters of each, kept by the database itself (see migrations 0003, 0004 and 0006)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang.members.models.register import Person


class NamePart(models.Model):
    """Two characters that follow each other in a person's name, or its last one. A fragment of a name is found by them, not by a scan."""

    pk = models.CompositePrimaryKey("part", "person")
    part = models.CharField(_("part of a name"), max_length=2)
    # Triggers alone write here, with the person's own row, and nobody asks for the parts of a person: no key to check, no index to keep.
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="+", db_constraint=False, db_index=False, verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("part of a name")
        verbose_name_plural = _("parts of names")

    def __str__(self):
        return self.part


def parts_of(text):
    """The parts by which a fragment is looked for; empty for a single character, which any part may begin with."""
    return [text[at : at + 2] for at in range(len(text) - 1)]
