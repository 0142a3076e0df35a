"""What the lists of clues show: a row an area, and a row a tip that was looked into."""

from django.db import models


class TipsState(models.Model):
    """The tips of an area."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    tips = models.IntegerField()
    urgent = models.IntegerField()
    last_at = models.BigIntegerField()


class TipCheckState(models.Model):
    """A tip that was looked into: what was found last."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    result = models.CharField(max_length=16)
    hazard_removed = models.BooleanField()
    replied_at = models.BigIntegerField(null=True)
    checks = models.IntegerField()
    at = models.BigIntegerField()


class TipState(models.Model):
    """A tip and what a check of it found last ("open" while nobody looked); `subject` is its entry's key."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    channel = models.CharField(max_length=16)
    urgency = models.CharField(max_length=12, blank=True)
    received_at = models.BigIntegerField()
    result = models.CharField(max_length=16)
    hazard_removed = models.BooleanField()
    replied_at = models.BigIntegerField(null=True)
