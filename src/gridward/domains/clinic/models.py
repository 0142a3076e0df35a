"""What the list of cases shows: one row each, written from the entries."""

from django.db import models


class CaseState(models.Model):
    """A case as it was last told of; stamps in microseconds."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    classification = models.CharField(max_length=24)
    outcome = models.CharField(max_length=16, blank=True)
    hospital = models.CharField(max_length=100, blank=True)
    found_at = models.BigIntegerField(null=True)
    reported_at = models.BigIntegerField(null=True)
    diagnosed_at = models.BigIntegerField(null=True)
    isolated_at = models.BigIntegerField(null=True)
    admitted_at = models.BigIntegerField(null=True)
