"""What the tables of mutual aid share."""

from django.db import models


def yuan(**kwargs):
    """A column of money."""
    return models.DecimalField(max_digits=14, decimal_places=2, **kwargs)
