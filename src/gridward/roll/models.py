"""The roll's tables. Times are microseconds since 1970. Only this package writes them."""

from django.db import models
from django.db.models import Q


class Thing(models.Model):
    """A person, household, vehicle … by the node's own number, drawn under the pen and never given twice.

    `uuid` is the id that a phone made for it (looked up by its alias, so without an index). `key` is the thing's own
    key, wrapped by the node (sealing.wrap); `identity` a JSON object sealed under it. Erasing empties these three.
    `area` is the grid area in which it is kept, where that is known. `holder` is the thing that it belongs to: a person
    to their household, a vehicle or herd to a person or household. `provisional`: only referred to, not registered.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=16)
    uuid = models.UUIDField(null=True)
    area = models.IntegerField(null=True)
    holder = models.BigIntegerField(null=True)
    key = models.BinaryField(null=True)
    identity = models.BinaryField(null=True)
    provisional = models.BooleanField()
    created_at = models.BigIntegerField()
    erased_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(key=None, identity=None, uuid=None), name="roll_thing_erased_is_empty"
            ),
        )
        indexes = (
            models.Index(fields=("area", "kind"), name="roll_thing_area", condition=Q(area__isnull=False)),
            models.Index(fields=("holder",), name="roll_thing_holder", condition=Q(holder__isnull=False)),
        )


class Alias(models.Model):
    """Blind index: the keyed digest (blind.digest) of something that names a thing, never the name itself."""

    digest = models.BinaryField(max_length=16, primary_key=True)
    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="+")


class Trait(models.Model):
    """Blind index of what several things may share, names and phones: eight bytes of a keyed digest (blind.marks).

    Whoever finds something by it opens it to see whether it is so. `part` is the place of what it says in blind.PARTS.
    """

    pk = models.CompositePrimaryKey("mark", "thing")
    part = models.SmallIntegerField()
    mark = models.BigIntegerField()
    thing = models.BigIntegerField(db_index=True)


class House(models.Model):
    """What was last said of a household (`roll.household`): written by the kernel, one row a household.

    `position` is sealed under the household's key: the id of the entry that said it, a colon, the sealed text.
    """

    subject = models.BigIntegerField(primary_key=True)
    area = models.IntegerField()
    status = models.CharField(max_length=16)
    residents = models.IntegerField(null=True)
    since = models.BigIntegerField()
    entry = models.BigIntegerField()
    position = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=("area", "status"), name="roll_house_area"),
            models.Index(fields=("subject",), name="roll_house_placed", condition=~Q(position="")),
        )


class AccessLog(models.Model):
    """Somebody opened an identity or personal text. `who` is the account, `device` the device's name where known."""

    who = models.BigIntegerField()
    thing = models.BigIntegerField()
    at = models.BigIntegerField()
    purpose = models.CharField(max_length=200)
    device = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=("thing", "at"), name="roll_access_thing"),
            models.Index(fields=("who", "at"), name="roll_access_who"),
        )


class ErasureRegister(models.Model):
    """One destroyed key. `fingerprint` tells the destroyed key from that of another thing that a restored backup may
    have under the same number.
    """

    thing = models.BigIntegerField(unique=True)
    fingerprint = models.BinaryField(max_length=16)
    at = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    who = models.BigIntegerField()
    aliases = models.IntegerField()
