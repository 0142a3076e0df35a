"""What the lists of people under control and of needs show: one row each, written from the entries."""

from django.db import models


class OrderState(models.Model):
    """A person's last order: its measure, since when and until when, the last reading and the team."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    measure = models.CharField(max_length=24)
    clock = models.CharField(max_length=16)
    since = models.BigIntegerField()
    until = models.BigIntegerField(db_index=True)
    outcome = models.CharField(max_length=16)
    last_reading_at = models.BigIntegerField(null=True)
    abnormal = models.IntegerField()
    team = models.IntegerField()


class NeedState(models.Model):
    """What a household or person has asked for."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    open = models.IntegerField()
    oldest_open_at = models.BigIntegerField(null=True)
    types = models.JSONField(default=list)
    urgent = models.BooleanField()
    leave_at_door = models.BooleanField(default=False)
    done = models.IntegerField()
