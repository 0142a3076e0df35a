"""Tables of the grid. Only `grid.change` writes areas and only `grid.offices` writes offices and pledges.

All times are microseconds since 1970. What is kept here follows from entries and can be derived from them again.
"""

from django.db import models
from django.db.models import F, Q

from gridward.account.models import Account


class GridVersion(models.Model):
    """One row each time the map or an office changed; the last tells whether what a process remembers is still true.

    `stamp` is random: the number of a transaction that was rolled back is given again, the stamp is not.
    """

    number = models.BigIntegerField(primary_key=True)
    stamp = models.BigIntegerField()


class Area(models.Model):
    """A piece of the map and what it is now; its history is in AreaSpell. Numbers are given once and never again."""

    id = models.IntegerField(primary_key=True)
    code = models.CharField(max_length=120, unique=True)
    level = models.CharField(max_length=16)
    kind = models.CharField(max_length=40, blank=True, default="")
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True, default="")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    heir = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    opened_at = models.BigIntegerField(null=True)
    closed_at = models.BigIntegerField(null=True)
    population = models.IntegerField(null=True)
    households = models.IntegerField(null=True)
    has_property_mgmt = models.BooleanField(null=True)
    latitude = models.IntegerField(null=True)
    longitude = models.IntegerField(null=True)
    changed = models.BigIntegerField(db_index=True)


class AreaChange(models.Model):
    """One thing told of an area, in the columns of `spells.Change`: null leaves what it is about as it was."""

    source = models.UUIDField(primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    action = models.CharField(max_length=8)
    code = models.CharField(max_length=120, null=True)  # noqa: DJ001 - null: not told
    parent = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    level = models.CharField(max_length=16, null=True)  # noqa: DJ001
    kind = models.CharField(max_length=40, null=True)  # noqa: DJ001
    name_zh = models.CharField(max_length=200, null=True)  # noqa: DJ001
    name_en = models.CharField(max_length=200, null=True)  # noqa: DJ001
    population = models.IntegerField(null=True)
    households = models.IntegerField(null=True)
    has_property_mgmt = models.BooleanField(null=True)
    latitude = models.IntegerField(null=True)
    longitude = models.IntegerField(null=True)
    heir = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    members = models.JSONField(null=True)


class AreaSpell(models.Model):
    """What an area was from `from_at` until just before `to_at`. Paths follow from the parents: see `grid.tree`."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_at = models.BigIntegerField()
    to_at = models.BigIntegerField(null=True)
    is_open = models.BooleanField()
    parent = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    level = models.CharField(max_length=16)
    kind = models.CharField(max_length=40, blank=True, default="")
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True, default="")
    population = models.IntegerField(null=True)
    households = models.IntegerField(null=True)
    has_property_mgmt = models.BooleanField(null=True)
    latitude = models.IntegerField(null=True)
    longitude = models.IntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("area", "from_at"), name="grid_spell_once"),
            models.CheckConstraint(
                condition=Q(to_at__isnull=True) | Q(to_at__gt=F("from_at")), name="grid_spell_lasts"
            ),
        )
        indexes = (
            models.Index(
                fields=("latitude", "longitude"), name="grid_spell_position", condition=Q(latitude__isnull=False)
            ),
        )


class AreaCode(models.Model):
    """A code an area has or had; it finds the area for ever."""

    code = models.CharField(max_length=120, primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    from_at = models.BigIntegerField()


class AreaAlias(models.Model):
    """What entries call a place that they made known; the same words mean the same place everywhere on this node."""

    ref = models.CharField(max_length=200, primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")


class OverlayMember(models.Model):
    """A village or other area that a work area has charge of, from when to when."""

    work_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    from_at = models.BigIntegerField()
    to_at = models.BigIntegerField(null=True)


class Office(models.Model):
    """Who holds which role where, from `from_at` until just before `to_at`; several may hold the same one.

    The holder is an account, or a person of the roll who does not sign in (an alley chief, say). `source` is the id of
    the appointment's chain of entries. A withdrawn appointment ends the moment it begins.
    """

    source = models.UUIDField(unique=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.BigIntegerField(null=True)
    role = models.CharField(max_length=40)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=200, blank=True, default="")
    from_at = models.BigIntegerField()
    to_at = models.BigIntegerField(null=True)
    acting = models.BooleanField(default=False)
    changed = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(person__isnull=False), name="grid_office_has_a_holder"
            ),
            models.CheckConstraint(
                condition=Q(to_at__isnull=True) | Q(to_at__gte=F("from_at")), name="grid_office_lasts"
            ),
        )


class Pledge(models.Model):
    """A responsibility letter: asked for when an office needs one, closed with the office, never deleted."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    opened_at = models.BigIntegerField()
    closed_at = models.BigIntegerField(null=True)
    signed_at = models.BigIntegerField(null=True)
    source = models.UUIDField(null=True, unique=True)
    counter_signer = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    text_version = models.CharField(max_length=40, blank=True, default="")
    valid_until = models.BigIntegerField(null=True)


class PublicPage(models.Model):
    """The page of an area is on since a moment; there is no row where it is off."""

    area = models.BigIntegerField(primary_key=True)
    since = models.BigIntegerField()


class DoorCode(models.Model):
    """A code that hangs at the door of a place: whoever scans it logs there what such a place logs. A code that was
    withdrawn stays, with who withdrew it; of each place at most one is good.
    """

    token = models.CharField(max_length=32, unique=True)
    area = models.BigIntegerField(db_index=True)
    since = models.BigIntegerField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    ended_at = models.BigIntegerField(null=True)
    ended_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("area",), condition=Q(ended_at__isnull=True), name="grid_one_door_code"),
        )


class PublicSwitch(models.Model):
    """A public page was switched on or off: when, and by which account (None: at the node's command line)."""

    area = models.BigIntegerField()
    on = models.BooleanField()
    at = models.BigIntegerField(db_index=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
