"""Who has handed something in within the last hour."""

from django.db import models


class Knock(models.Model):
    """Somebody handed something in: from where, as a hash that changes every day, and at which area's page. Rows are
    gone after an hour.
    """

    origin = models.BinaryField(max_length=16)
    area = models.BigIntegerField()
    at = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("at",), name="public_knock_at"),)
