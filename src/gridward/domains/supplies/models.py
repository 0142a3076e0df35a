"""What the list of stores shows: one row each, written from the entries."""

from django.db import models


class StockState(models.Model):
    """What the book of a store says: on hand by item in its own unit, items below zero, and items not come as sent."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    on_hand = models.JSONField(default=dict)
    short = models.JSONField(default=list)
    differing = models.JSONField(default=list)
    last_at = models.BigIntegerField()
    counted_at = models.BigIntegerField(null=True)


class RequestState(models.Model):
    """A request for goods: of whom, and for how many of its lines nobody has promised anything; keyed by its entry."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    to_unit = models.CharField(max_length=100)
    asked_at = models.BigIntegerField()
    needed_by = models.DateField(null=True)
    items = models.JSONField(default=list)
    lines = models.IntegerField()
    unpromised = models.IntegerField()
    status = models.CharField(max_length=30, blank=True)
