"""What the lists of sites, refuse and breeding sites show: one row each, written from the entries."""

from django.db import models


class SiteState(models.Model):
    """A site as it was last disinfected."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    site_kind = models.CharField(max_length=16)
    last_at = models.BigIntegerField()
    jobs = models.IntegerField()
    jobs_on_last_day = models.IntegerField()
    performer = models.CharField(max_length=16)


class RefuseState(models.Model):
    """What was last said of the refuse of an area or place; `refuse` in kg."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    site_kind = models.CharField(max_length=16)
    last_at = models.BigIntegerField()
    cleared = models.BooleanField()
    refuse = models.BigIntegerField()


class BreedingState(models.Model):
    """The last survey of an area, place or household."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    last_at = models.BigIntegerField()
    inspected = models.IntegerField()
    positive = models.IntegerField()
    cleared = models.IntegerField()
    index = models.IntegerField(null=True)
