"""What the lists of inspections and findings show: one row each, written from the entries."""

from django.db import models


class InspectionState(models.Model):
    """An area or place as it was last inspected, and how the items of its checklist stand."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    subject_kind = models.CharField(max_length=16)
    by = models.CharField(max_length=100)
    last_at = models.BigIntegerField()
    visits = models.IntegerField()
    answers = models.JSONField(default=dict)


class FindingState(models.Model):
    """The findings about an area or place; how each stands is in `RectificationState` under the key of its entry."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    findings = models.JSONField(default=list)
    number = models.IntegerField()
    last_at = models.BigIntegerField()
    responsible_office = models.CharField(max_length=100)
    last_deadline = models.BigIntegerField()


class RectificationState(models.Model):
    """How a finding stands that was acted upon; `subject` is the key of the finding's entry."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    state = models.CharField(max_length=12)
    done_at = models.BigIntegerField()
    on_the_spot = models.BooleanField()
    last_at = models.BigIntegerField()


class ProblemState(models.Model):
    """A finding and how far putting it right has come; `subject` is the key of its entry."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    responsible_office = models.CharField(max_length=100)
    severity = models.CharField(max_length=12, blank=True)
    found_at = models.BigIntegerField()
    deadline = models.BigIntegerField(db_index=True)
    state = models.CharField(max_length=12)
    done_at = models.BigIntegerField(null=True)
