"""What the lists of publicity show: a row a household or area, written from the entries."""

from django.db import models


class GatheringState(models.Model):
    """The gathering of a household or organiser as it was last told of."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    type = models.CharField(max_length=16)
    planned_on = models.DateField()
    outcome = models.CharField(max_length=16)
    new_date = models.DateField(null=True)
    last_at = models.BigIntegerField()


class GroupsState(models.Model):
    """The online groups of an area: how many, with a named owner, watched, and when somebody looked last."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    groups = models.IntegerField()
    owned = models.IntegerField()
    watched = models.IntegerField()
    checked_at = models.BigIntegerField(null=True)


class RumoursState(models.Model):
    """The rumours, questions and concerns of an area: how many wait for an answer, and since when."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    heard = models.IntegerField()
    waiting = models.IntegerField()
    waiting_since = models.BigIntegerField(null=True)
    passed_on = models.IntegerField()
    last_at = models.BigIntegerField()


class QuestionState(models.Model):
    """A rumour, question or concern, and whether it was answered; `subject` is its entry's key."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    nature = models.CharField(max_length=12)
    channel = models.CharField(max_length=16, blank=True)
    heard_at = models.BigIntegerField()
    due_at = models.BigIntegerField(null=True)
    verdict = models.CharField(max_length=16)
    answered_at = models.BigIntegerField(null=True)
    passed_to = models.CharField(max_length=16, blank=True)
