"""What the lists of samples and tubes show: one row each, written from the entries."""

from django.db import models


class SampleState(models.Model):
    """When a person, place or lot was last sampled."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    last_at = models.BigIntegerField()
    specimen = models.CharField(max_length=16)
    reason = models.CharField(max_length=16)
    samples = models.IntegerField()


class TubeState(models.Model):
    """What was found in a tube."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    result = models.CharField(max_length=16)
    at = models.BigIntegerField()
    laboratory = models.CharField(max_length=100)
    results = models.IntegerField()
