"""What the lists of command show: one row each, written from the entries."""

from django.db import models


class BodyState(models.Model):
    """A body as it was last told of; `under` is the key of the body it stands under."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=100)
    type = models.CharField(max_length=16)
    under = models.BigIntegerField(null=True)
    heads = models.IntegerField()
    since = models.DateField()
    until = models.DateField(null=True)


class PlanState(models.Model):
    """Which of the two plans an area, unit or body has filed, and the numbers of its documents."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    plan = models.BooleanField()
    contingency_plan = models.BooleanField()
    numbers = models.JSONField(default=list)
    last_at = models.BigIntegerField()


class FeedbackState(models.Model):
    """What came back about a directive or document: how many answered, and how many by now say done or cannot."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    answers = models.IntegerField()
    done = models.IntegerField()
    cannot = models.IntegerField()
    last_at = models.BigIntegerField()


class RosterState(models.Model):
    """The shifts planned at a place: how many, how many of them lack people, and the last."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    shifts = models.IntegerField()
    short = models.IntegerField()
    last_start = models.BigIntegerField()
    last_end = models.BigIntegerField()


class IncidentState(models.Model):
    """The incidents about somebody or something: how many are open, and since when the oldest."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    type = models.CharField(max_length=16)
    incidents = models.IntegerField()
    open = models.IntegerField()
    open_since = models.BigIntegerField(null=True)
    last_at = models.BigIntegerField()


class DirectiveState(models.Model):
    """A directive: of whom it asks something, how many answered, how many say done; `subject` is its entry's key."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    text = models.CharField(max_length=200)
    urgency = models.CharField(max_length=12, blank=True)
    issued_at = models.BigIntegerField()
    deadline = models.BigIntegerField(null=True)
    asked = models.IntegerField()
    unanswered = models.IntegerField()
    undone = models.IntegerField()


class ShiftState(models.Model):
    """A shift: how many it needs, how many are assigned and how many came; `subject` is its entry's key."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    start = models.BigIntegerField(db_index=True)
    end = models.BigIntegerField()
    needed = models.IntegerField()
    assigned = models.IntegerField()
    came = models.IntegerField()
    short = models.BooleanField()


class DocumentState(models.Model):
    """A document: what it is and of which level, how often it was studied and by how many it was passed on; `subject`
    is its entry's key.
    """

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    nature = models.CharField(max_length=20)
    level = models.CharField(max_length=12, blank=True)
    at = models.BigIntegerField()
    studied = models.IntegerField()
    forwarded = models.IntegerField()
    to_study = models.BooleanField()
