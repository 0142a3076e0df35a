"""What the exchange with files remembers. Times are microseconds since 1970."""

from django.db import models

from gridward.account.models import Account


class Matched(models.Model):
    """A heading that somebody matched to a column of a kind ("": to be passed over); the next file needs no help.

    `heading` is folded (sheet.heading.normal).
    """

    kind = models.CharField(max_length=100)
    heading = models.CharField(max_length=200)
    column = models.CharField(max_length=120, blank=True)
    at = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "heading"), name="exchange_matched_once"),)


class Upload(models.Model):
    """A file between its upload and a day later. `data` is sealed with the node's key: it names people.

    `done` counts the rows that were handed in, where somebody has begun to.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    data = models.TextField()
    digest = models.CharField(max_length=64)
    area = models.CharField(max_length=120, blank=True)
    day = models.CharField(max_length=10, blank=True)
    at = models.BigIntegerField()
    done = models.IntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=("account", "at"), name="exchange_upload_of"),)
