"""What lists of gates and closed-off areas show: one row each, written from the entries."""

from django.db import models


class PostState(models.Model):
    """A post as it was last told of."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    level = models.CharField(max_length=16)
    kind = models.CharField(max_length=16, blank=True)
    road = models.CharField(max_length=100, blank=True)
    hours = models.CharField(max_length=8)
    code_signs = models.BooleanField(default=False)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)


class ClosureState(models.Model):
    """The regime that an area or place was last put under."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    regime = models.CharField(max_length=16)
    since = models.DateField()
    until = models.DateField(null=True)
    entrances_open = models.IntegerField(null=True)
