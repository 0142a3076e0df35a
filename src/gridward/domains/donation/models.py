"""What the list of donors shows: one row each, written from the entries."""

from django.db import models


class DonorState(models.Model):
    """What a donor gave: money in hundredths of a yuan, goods in each item's own unit."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    donor_kind = models.CharField(max_length=16)
    gifts = models.IntegerField()
    money = models.BigIntegerField()
    items = models.JSONField(default=dict)
    last_at = models.BigIntegerField()
    publish = models.CharField(max_length=12)
