"""Tables of duties. All that is here follows from entries, packs and the map, and can be derived from them again.

Times are microseconds since 1970; subjects and owners are keys of plug.kind.
"""

from django.db import models
from django.db.models import F, Q

from gridward.grid.path import PathField


class Clause(models.Model):
    """The node's number of a clause's name: `disease:name`."""

    id = models.SmallIntegerField(primary_key=True)
    name = models.CharField(max_length=160, unique=True)


class Standing(models.Model):
    """A subject under a standing: `begins` ≤ t < `ends`. `owner` is the subject whose plan made it.

    `unmet` are the numbers of the conditions of release that did not hold when the plan was made last.
    """

    owner = models.BigIntegerField(db_index=True)
    subject = models.BigIntegerField(db_index=True)
    measure = models.SmallIntegerField()
    name = models.CharField(max_length=60)
    stage = models.SmallIntegerField()
    pack = models.CharField(max_length=80)
    begins = models.BigIntegerField()
    ends = models.BigIntegerField()
    first_day = models.IntegerField()
    last_day = models.IntegerField(null=True)
    was_last = models.IntegerField(null=True)
    because = models.BigIntegerField()
    ended_by = models.BigIntegerField(null=True)
    how = models.CharField(max_length=8)
    unmet = models.CharField(max_length=40, blank=True)
    area = models.IntegerField()
    path = PathField()

    class Meta:
        indexes = (models.Index(fields=("path", "ends"), name="duty_standing_place"),)


class Duty(models.Model):
    """One duty and what came of it. `state`: 0 open, 1 done, 2 withdrawn, 3 waived, 4 relieved.

    `done` of `needed` entries count; `because` is the chain that asks for it (0: a response), `done_by` and `waived_by`
    chains too. One that was handed over has `done_at` and `done_by` of the acceptance; `office` is the role that has a
    duty where it was handed to one.
    """

    clause = models.SmallIntegerField()
    subject = models.BigIntegerField()
    owner = models.BigIntegerField()
    opens = models.BigIntegerField()
    due = models.BigIntegerField()
    closes = models.BigIntegerField()
    slot = models.CharField(max_length=20)
    area = models.IntegerField()
    path = PathField()
    because = models.BigIntegerField()
    response = models.BigIntegerField()
    state = models.SmallIntegerField()
    done_at = models.BigIntegerField(null=True)
    done_by = models.BigIntegerField(null=True)
    done = models.SmallIntegerField()
    needed = models.SmallIntegerField()
    tried = models.SmallIntegerField()
    tried_at = models.BigIntegerField(null=True)
    tried_by = models.BigIntegerField(null=True)
    waived_by = models.BigIntegerField(null=True)
    office = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("subject", "clause", "opens"), name="duty_once"),)
        indexes = (
            # What boards count is read from these alone, and in the order in which it is counted.
            models.Index(
                fields=("path", "clause", "office", "due", "closes", "tried", "opens", "subject", "response", "area"),
                name="duty_still_open",
                condition=Q(state=0),
            ),
            models.Index(fields=("path", "due"), name="duty_late", condition=Q(state__in=(1, 4), done_at__gt=F("due"))),
            models.Index(fields=("owner", "opens"), name="duty_owner"),
            models.Index(
                fields=("clause", "path", "due", "closes", "opens", "state", "done_at", "response"),
                name="duty_by_clause",
                condition=Q(state__gt=0),
            ),
            models.Index(fields=("office", "path"), name="duty_of_office", condition=~Q(office="")),
        )


class Handover(models.Model):
    """A hand-over and what became of it, as the plan of `owner` has it; see handover.Passing."""

    owner = models.BigIntegerField(db_index=True)
    chain = models.BigIntegerField()
    subject = models.BigIntegerField(db_index=True)
    duty = models.CharField(max_length=80, blank=True)
    giver = models.IntegerField()
    receiver = models.IntegerField()
    office = models.CharField(max_length=40, blank=True)
    at = models.BigIntegerField()
    by = models.BigIntegerField()
    state = models.CharField(max_length=8)
    answered_at = models.BigIntegerField(null=True)
    answered_by = models.BigIntegerField(null=True)
    turned_at = models.BigIntegerField(null=True)
    turned_by = models.BigIntegerField(null=True)
    returns = models.SmallIntegerField()
    above = models.IntegerField()
    goes = models.IntegerField()
    goes_office = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = (models.Index(fields=("state",), name="duty_handover_state"),)


class Crossing(models.Model):
    """A figure had grown by as much as a rule asks for, in an area; see crossed.Spell."""

    spec = models.CharField(max_length=200)
    area = models.IntegerField(db_index=True)
    begins = models.BigIntegerField()
    ends = models.BigIntegerField()
    because = models.BigIntegerField()


class Mention(models.Model):
    """An entry's chain refers to a thing: what is said of the thing is told of whom the entry is about."""

    thing = models.BigIntegerField()
    chain = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("thing", "chain"), name="duty_mention_once"),)


class Head(models.Model):
    """The one row that tells how far planning has come: up to which day, and under which responses and packs."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    until = models.IntegerField(default=0)
    law = models.CharField(max_length=64, blank=True, default="")
    map = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    told = models.BigIntegerField(default=0)
    alerted = models.BigIntegerField(default=0)


class Notice(models.Model):
    """What a holder was told at once: duties that are about to be late, or are; for oversight the positions of orders
    that restrict somebody outside the ordinary. `seen_at` is when they looked.
    """

    account = models.BigIntegerField()
    at = models.BigIntegerField()
    urgent = models.BooleanField()
    duties = models.JSONField()
    restrictions = models.JSONField(default=list)
    seen_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=("account", "-at"), name="duty_notice_of"),)
