"""What the lists of people show who can be called upon, and of staff: one row each, written from the entries."""

from django.db import models


class MemberState(models.Model):
    """Somebody of a pool, as last told."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    organisations = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    skills = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)


class StaffState(models.Model):
    """Where somebody on the staff is, as last told."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    status = models.CharField(max_length=16)
    since = models.DateField()
    until = models.DateField(null=True)
    approved = models.BooleanField()
