"""What a switch would change, in words, before anybody confirms it: duties, people, minutes, and the rules by role."""

from dataclasses import dataclass

from gridward.console.reader.sight import Sight
from gridward.console.rules.policy import Pair
from gridward.console.rules.switching import Switch
from gridward.console.rules.turned import by_role
from gridward.console.words.duties import duty_label, role_label
from gridward.duty.preview import Load, Turn, preview
from gridward.kit import clock
from gridward.kit.clock import DAY
from gridward.kit.text import Text

DAYS = 7
AFFECTED = ("person", "household", "place", "area")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Duties of the days from `begin` to `last`: in all, by clause with more than nothing to tell, by what they are
    about; the minutes of roles that have more or less to do; and what the rules say to each role, before and after.
    """

    begin: int
    last: int
    created: int
    withdrawn: int
    changed: int
    affected: tuple[tuple[str, int], ...]
    clauses: tuple[tuple[Text, Turn], ...]
    loads: tuple[tuple[Text, Load], ...]
    roles: tuple[tuple[Text, tuple[Pair, ...]], ...]

    @property
    def too_much(self) -> int:
        """How many roles would be asked for more than a pack allows."""
        return sum(load.too_much for _label, load in self.loads)


def effect(one: Switch, seen: Sight) -> Effect:
    """The effect of a switch. Takes some seconds on a big node; tells nothing to anybody and records nothing."""
    without = [] if one.old is None else [one.old.response.position]
    begin = _window(one)
    with clock.standing_at(begin):
        found = preview(add=[one.response], without=without)
    moved = [turn for turn in found.turns if turn.created or turn.withdrawn or turn.changed]
    touched = [kind for kind in (*AFFECTED, *found.affected) if kind in found.affected]
    return Effect(
        begin=begin,
        last=begin + (DAYS - 1) * DAY,
        created=found.created,
        withdrawn=found.withdrawn,
        changed=sum(turn.changed for turn in moved),
        affected=tuple((kind, found.affected[kind]) for kind in dict.fromkeys(touched)),
        clauses=tuple((duty_label(turn.duty, turn.clause), turn) for turn in moved),
        loads=tuple((role_label(load.role), load) for load in found.loads if load.before != load.after),
        roles=tuple(by_role(one, begin, seen)),
    )


def _window(one: Switch) -> int:
    """From when the days are compared: from the first moment that would be other, or from now where that is long past
    and still goes on.
    """
    new, old, now = one.response, one.old, clock.now()
    edges = {new.begin, new.end} if old is None else {new.begin, new.end} ^ {old.response.begin, old.response.end}
    turn = min(edges, default=now)
    return now if turn < now - DAYS * DAY and new.end > now else turn
