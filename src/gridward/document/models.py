"""Issued documents. A row is written once and never changed; a later one stands beside it."""

from django.db import models

from gridward.grid.models import Area


class Issued(models.Model):
    """A document as it was issued: all its words and values, so that it prints the same for ever.

    Times in microseconds. `content` is the whole `Bulletin`; the columns beside it make it findable.
    """

    template = models.CharField(max_length=60)
    version = models.IntegerField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    as_of = models.BigIntegerField()
    position = models.BigIntegerField()
    seal = models.CharField(max_length=64)
    lang = models.CharField(max_length=2)
    content = models.JSONField()
    issued_by = models.BigIntegerField()
    issued_at = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("area", "template", "as_of"), name="document_issued_of"),)
