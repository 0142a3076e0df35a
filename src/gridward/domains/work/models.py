"""What lists of enterprises and employees show: one row each, written from the entries."""

from django.db import models


class EnterpriseState(models.Model):
    """An enterprise or project site: where its application stands and what it reported last."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=16, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    employees = models.IntegerField(null=True)
    supervised = models.BooleanField()
    applied_at = models.BigIntegerField(null=True)
    decision = models.CharField(max_length=16, blank=True)
    effective_on = models.DateField(null=True)
    reported_on = models.DateField(null=True)
    mask_days = models.IntegerField(null=True)
    alert = models.CharField(max_length=8, blank=True)


class SiteWorkerState(models.Model):
    """Somebody who works at a project site: since when, and when their movements were told last."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    since = models.BigIntegerField()
    moved_at = models.BigIntegerField(db_index=True)


class EmployeeState(models.Model):
    """A person's file at an enterprise, as it was told last."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    status = models.CharField(max_length=16)
    contact = models.BooleanField()
    observation_until = models.DateField(null=True)
    batch = models.IntegerField(null=True)
    at = models.BigIntegerField()
