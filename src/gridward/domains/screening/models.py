"""What lists of households, pushed lists and their names show: one row each, written from the entries."""

from django.db import models


class HouseholdVisitState(models.Model):
    """How often a household was called on, and with what result the last time."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    last_at = models.BigIntegerField()
    result = models.CharField(max_length=16)
    covered = models.BooleanField()
    rounds = models.JSONField(default=list)
    visits = models.IntegerField()
    next_review = models.DateField(null=True)


class PushedListState(models.Model):
    """A pushed list: how many names, how many of them nobody has looked into yet; `subject` is its entry's key."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    issuer = models.CharField(max_length=100)
    names = models.IntegerField()
    unresolved = models.IntegerField()
    received_at = models.BigIntegerField()
    deadline = models.BigIntegerField(null=True)


class ListCheckState(models.Model):
    """What was last found out about a name of a list."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    result = models.CharField(max_length=32)
    at = models.BigIntegerField()
    attempts = models.IntegerField()
    next_check = models.DateField(null=True)
