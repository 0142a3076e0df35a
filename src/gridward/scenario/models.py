"""The one table of scenarios: which one this node was loaded with, and how far that has come."""

from django.db import models
from django.db.models import Q


class Loaded(models.Model):
    """The scenario of this node, at most one. `start` and `end` in microseconds; packs as [id, first day].

    `said` is the digest of what the file says, `stream` that of everything that is to be sent, `sent` how much of it is
    here; `finished` when all is.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    scenario = models.CharField(max_length=64)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    root = models.CharField(max_length=120)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    packs = models.JSONField()
    said = models.BinaryField(max_length=32, default=b"")
    stream = models.BinaryField(max_length=32, default=b"")
    total = models.BigIntegerField(default=0)
    sent = models.BigIntegerField(default=0)
    finished = models.BooleanField(default=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="scenario_one_loaded"),)
