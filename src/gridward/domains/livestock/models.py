"""What the list of farms shows: one row each, written from the entries."""

from django.db import models


class FarmState(models.Model):
    """A farm, and how it stood when somebody last looked."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    species = models.JSONField(default=list)
    biosecurity = models.CharField(max_length=1, blank=True)
    head = models.BigIntegerField(null=True)
    inspected_at = models.BigIntegerField(null=True)
    unwell = models.BigIntegerField()
