"""The ledger's tables, read and written by this package alone. Rows are never changed but where it is said."""

from django.db import models
from django.db.models import Q


class Kind(models.Model):
    """The node's number of a kind's name, so that entries carry two bytes instead of thirty."""

    id = models.SmallAutoField(primary_key=True)
    name = models.CharField(max_length=80, unique=True)


class Source(models.Model):
    """The node's number of a device that entries come from."""

    id = models.AutoField(primary_key=True)
    name = models.CharField(max_length=120, unique=True)


class Head(models.Model):
    """The one row whose lock is the pen: the last position, seal number and seal of the chain, and its epoch."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField(default=0)
    seal = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)
    epoch = models.BigIntegerField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="ledger_one_head"),)


class Entry(models.Model):
    """One entry as it was taken.

    `content` is what the digest covers: the entry as sent, with people and things replaced by the node's numbers and
    personal text sealed. The other columns make it findable. `counts_from` is the position from which it counts (null:
    held); when a held entry is released, `counts_from` and the columns that could not be known before are filled in.
    """

    position = models.BigIntegerField(primary_key=True)
    uuid = models.UUIDField(unique=True)
    kind = models.SmallIntegerField()
    outcome = models.SmallIntegerField()
    counts_from = models.BigIntegerField(null=True)
    area = models.IntegerField(null=True)
    subject = models.BigIntegerField(null=True)
    at = models.BigIntegerField()
    day = models.IntegerField()
    device = models.IntegerField()
    counter = models.BigIntegerField()
    replaces = models.BigIntegerField(null=True)
    root = models.BigIntegerField(null=True)
    reasons = models.TextField(null=True)  # noqa: DJ001 - absent, not empty: nearly every entry has none
    print = models.BinaryField(max_length=16)
    salt = models.BinaryField(max_length=16)
    digest = models.BinaryField(max_length=32)
    content = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("device", "counter"), name="ledger_device_counter"),)
        indexes = (
            models.Index(fields=("area", "day", "kind"), name="ledger_area_day_kind"),
            models.Index(fields=("kind", "position"), name="ledger_kind_position"),
            models.Index(fields=("kind", "at", "area"), name="ledger_kind_at"),
            models.Index(fields=("subject", "kind", "day"), name="ledger_subject", condition=Q(subject__isnull=False)),
            models.Index(fields=("root",), name="ledger_root", condition=Q(root__isnull=False)),
            models.Index(fields=("outcome", "position"), name="ledger_remarkable", condition=Q(outcome__gt=0)),
        )


class Waiting(models.Model):
    """What a held entry waits for: `entry:<id>`, `area:<code>`, `kind:<name>`, `office:<by>` or `person:<position>`."""

    position = models.BigIntegerField()
    needs = models.CharField(max_length=160, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("position", "needs"), name="ledger_waiting_once"),)


class Answer(models.Model):
    """An entry answers another by naming it in its body; both by the positions of the roots of their chains. Derived
    from the contents, and only so that the answers of an entry are found.
    """

    opener = models.BigIntegerField()
    chain = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("opener", "chain"), name="ledger_answer_once"),)


class Seal(models.Model):
    """One link of the chain: it covers the digests of positions `first` to `last`, received together, and in its
    `form` since 2026 also when that was and what the devices are called that they came from.
    """

    number = models.BigIntegerField(primary_key=True)
    first = models.BigIntegerField()
    last = models.BigIntegerField(db_index=True)
    received_at = models.BigIntegerField()
    epoch = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)
    form = models.SmallIntegerField(db_default=1)
