"""What the list of suspended places shows: one row each, written from the entries."""

from django.db import models


class NoticeState(models.Model):
    """The last suspension of a place: since when, until when, and whether it was reopened."""

    subject = models.BigIntegerField(primary_key=True)
    area = models.BigIntegerField(db_index=True)
    reopened = models.BooleanField()
    notice_no = models.CharField(max_length=50, blank=True)
    ground = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    acknowledged = models.BooleanField()
    notices = models.IntegerField()
    again = models.IntegerField()
