"""A form as a page draws it: the envelope's fields, the body's controls, and what is wrong with each."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console.asking import asked_here
from gridward.console.draft import MEANS, Posted
from gridward.console.history import MEANS as MEANS_LABELS
from gridward.console.naming import SOMETHING
from gridward.console.sight import Sight
from gridward.exchange.form import Control, controls
from gridward.exchange.shape import Option
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import EntryKind

ENVELOPE = ("area", "happened_at", "subject", "by", "means", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything a form shows. `faults` by field of the envelope, `loose` those that belong to no field shown;
    `left_out` is how many fields are asked of other roles only.
    """

    kind: EntryKind
    posted: dict[str, str]
    about: tuple[Option, ...]
    means: tuple[Option, ...]
    controls: tuple[Control, ...]
    faults: dict[str, list[Reason]]
    loose: tuple[Reason, ...]
    area_name: Text
    subject_label: str
    wrong: int
    left_out: int


def sheet(
    kind: EntryKind,
    posted: Posted,
    seen: Sight,
    *,
    errors: Sequence[Reason] = (),
    subject_label: str = "",
    by_role: bool = False,
) -> Sheet:
    """The form of a kind filled with what was posted; `by_role`: only the fields that are asked of the reader."""
    every = controls(kind, posted, errors=errors)
    faults: dict[str, list[Reason]] = {}
    for error in errors:
        faults.setdefault(error.field, []).append(error)
    node = seen.tree.by_code(_first(posted, "area"))
    drawn = asked_here(every, kind, node, seen) if by_role else every
    places = _placed(drawn)
    return Sheet(
        kind=kind,
        posted={
            name.replace(".", "_"): _first(posted, name)
            for name in (*ENVELOPE, "id", "opened", "subject.kind", "subject.kept")
        },
        about=tuple(Option(one, SOMETHING[one]) for one in kind.about),
        means=tuple(Option(one, MEANS_LABELS[one]) for one in MEANS),
        controls=drawn,
        faults=faults,
        loose=tuple(error for error in errors if error.field not in ENVELOPE and error.field not in places),
        area_name=node.name if node is not None and seen.covers(node.id) else Text("", ""),
        subject_label=subject_label,
        wrong=len(errors),
        left_out=len(every) - len(drawn),
    )


def _placed(drawn: Sequence[Control]) -> set[str]:
    found = {control.post for control in drawn}
    return found.union(*(_placed(row) for control in drawn for row in control.rows))


def _first(posted: Posted, name: str) -> str:
    return next(iter(posted.get(name, ())), "")
