"""What lists of places, goods and classes show: one row each, written from the entries."""

from django.db import models


class VenueState(models.Model):
    """A registered place: what it is, who oversees it, whether it is open and when it was checked."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=20)
    department = models.CharField(max_length=40, blank=True)
    essential = models.BooleanField()
    capacity = models.IntegerField(null=True)
    open = models.BooleanField()
    checked_at = models.BigIntegerField(null=True)
    inspected_at = models.BigIntegerField(null=True)
    problems = models.IntegerField()


class ClassState(models.Model):
    """A class of a school: what its school told last, and its last check."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    enrolled = models.IntegerField()
    status = models.CharField(max_length=16)
    checked_at = models.BigIntegerField(null=True)
    slot = models.CharField(max_length=8, blank=True)
    present = models.IntegerField(null=True)
    absent_ill = models.IntegerField(null=True)


class LotState(models.Model):
    """A lot of goods: what was done with it last."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    product = models.CharField(max_length=100)
    category = models.CharField(max_length=16)
    action = models.CharField(max_length=16)
    at = models.BigIntegerField()
    certified = models.BooleanField()
    cleared = models.BooleanField()
