"""What the lists of contacts, stays and investigations show: one row each, written from the entries."""

from django.db import models


class ContactState(models.Model):
    """What somebody is to a case, and since when not any more in contact."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    type = models.CharField(max_length=24)
    last_contact = models.DateField()
    sources = models.IntegerField()
    at = models.BigIntegerField()


class StayState(models.Model):
    """Until when somebody's movements are known."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    stays = models.IntegerField()
    known_until = models.BigIntegerField()
    at = models.BigIntegerField()


class InvestigationState(models.Model):
    """How far the investigation of a case has come."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    started = models.BigIntegerField()
    finished = models.BigIntegerField(null=True)
    contacts = models.IntegerField(null=True)
