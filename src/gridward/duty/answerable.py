"""Who answers for a duty: the nearest holder of a role upwards from where it is, and who is told when."""

from typing import NamedTuple

from gridward.grid.book import Book, Held
from gridward.grid.tree import Tree
from gridward.policy.spans import span
from gridward.policy.vocabulary import Duty


class Step(NamedTuple):
    """One step of an escalation: when it is due, to which role, and who holds that (none: a vacancy)."""

    at: int
    role: str
    holders: tuple[Held, ...]


def holders(book: Book, tree: Tree, role: str, area: int, at: int) -> tuple[Held, ...]:
    """The holders of a role nearest to an area, upwards: over the area itself, what it lies in, or a work area that has
    charge of it. Several at the same place answer together.
    """
    for above in reversed(tree.above(area, at)):
        charge = [above, *(one.id for one in tree.work_areas(above, at))] if above == area else [above]
        found = tuple(one for place in charge for one in book.at_area(place, role) if one.covers(at))
        if found:
            return found
    return ()


def steps(book: Book, tree: Tree, duty: Duty, area: int, due: int) -> list[Step]:
    """The steps of a duty's escalation, by time."""
    told = sorted((due + span(after), role) for after, role in duty.escalate.items())
    return [Step(at, role, holders(book, tree, role, area, at)) for at, role in told]
