"""A form as a page draws it: the envelope's fields, the body's controls, and what is wrong with each."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console.reader.sight import Sight
from gridward.console.records.asking import asked_here, needed
from gridward.console.records.draft import MEANS, Posted
from gridward.console.records.history import MEANS as MEANS_LABELS
from gridward.console.records.usual import usual_places
from gridward.console.words.naming import SOMETHING
from gridward.exchange.form import PREFIX, Control, controls
from gridward.exchange.shape import Option
from gridward.grid.tree import Node
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import EntryKind

ENVELOPE = ("area", "happened_at", "subject", "by", "means", "reason")
WHERE = ("area", "happened_at", "by", "means")
"""What a phone folds into one line, because it is nearly always right as it stands."""
CALLED_BY = {
    "person": Text("姓名", "name"),
    "household": Text("门牌", "door"),
    "vehicle": Text("车牌", "plate"),
    "entry": Text("记录编号", "id of the entry"),
}
"""What somebody or something is written down by; whatever else by name or code."""
NAME_OR_CODE = Text("名称或编码", "name or code")
WORTH_FOLDING = 3
"""As many fields as are folded away; fewer would save nobody a glance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything a form shows. `controls` are asked at once, `aside` only where there is something to say; `faults` by
    field of the envelope, `loose` those that belong to no field shown; `here` is the place that the entry is about
    unless another is named; `left_out` is how many fields are asked of other roles only.
    """

    kind: EntryKind
    posted: dict[str, str]
    about: tuple[Option, ...]
    means: tuple[Option, ...]
    controls: tuple[Control, ...]
    aside: tuple[Control, ...]
    faults: dict[str, list[Reason]]
    loose: tuple[Reason, ...]
    area_name: Text
    here: Text
    subject_label: str
    wrong: int
    left_out: int
    usual: tuple[Node, ...] = ()
    """The few places where this kind is recorded here, to be tapped instead of typed."""

    @property
    def offers_subject(self) -> bool:
        """Whether the places are offered for what the entry is about."""
        return self.kind.about == ("place",) and bool(self.usual)

    @property
    def tapped(self) -> bool:
        """Whether the entry is about one of the places offered, where it is shown instead of in the field."""
        return self.offers_subject and any(one.code == self.posted["subject"] for one in self.usual)

    @property
    def where_said(self) -> bool:
        """Whether where, when, by whom and how may be folded: an area is known, and nothing is wrong with them."""
        return bool(self.area_name.zh) and not any(name in self.faults for name in WHERE)

    @property
    def when(self) -> str:
        """When it happened, as a line of text says it."""
        return self.posted["happened_at"].replace("T", " ")

    @property
    def how(self) -> Text:
        """How it came about, in a word."""
        return MEANS_LABELS.get(self.posted["means"], MEANS_LABELS[MEANS[0]])

    @property
    def called_by(self) -> str:
        """By what the form asks for whom it is about: one word for each kind of these."""
        words = (str(CALLED_BY.get(option.code, NAME_OR_CODE)) for option in self.about)
        return str(self.here) if self.here.zh else " / ".join(dict.fromkeys(words))

    @property
    def must_be_about(self) -> bool:
        """Whether somebody or something must be named."""
        return bool(self.about) and not self.here.zh and all(option.code != "area" for option in self.about)


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
    every = controls(kind, posted, errors=errors, spare_rows=0 if _filled(kind, posted) else 1)
    faults: dict[str, list[Reason]] = {}
    for error in errors:
        faults.setdefault(error.field, []).append(error)
    node = seen.tree.by_code(_first(posted, "area"))
    drawn = asked_here(every, kind, node, seen) if by_role else every
    here = node if node is not None and seen.covers(node.id) else None
    places = _placed(drawn)
    first = [one for one in drawn if needed(one) or (_measured(one) and one.shape.default is None)]
    aside = [one for one in drawn if one not in first]
    if len(aside) < WORTH_FOLDING:
        first, aside = list(drawn), []
    return Sheet(
        kind=kind,
        posted={
            name.replace(".", "_"): _first(posted, name)
            for name in (*ENVELOPE, "id", "opened", "subject.kind", "subject.kept")
        },
        about=tuple(Option(one, SOMETHING[one]) for one in kind.about),
        means=tuple(Option(one, MEANS_LABELS[one]) for one in MEANS),
        controls=tuple(first),
        aside=tuple(aside),
        faults=faults,
        loose=tuple(error for error in errors if error.field not in ENVELOPE and error.field not in places),
        area_name=here.name if here is not None else Text("", ""),
        here=here.name if here is not None and here.level == "place" and "place" in kind.about else Text("", ""),
        subject_label=subject_label,
        wrong=len(errors),
        left_out=len(every) - len(drawn),
        usual=usual_places(kind, node, seen),
    )


def _filled(kind: EntryKind, posted: Posted) -> bool:
    """Whether the rows came filled in and no more was asked for: an empty one below them would only be in the way."""
    rows = "" if kind.filling is None else f"{PREFIX}{kind.filling.rows}."
    return bool(rows) and "more" not in posted and any(name.startswith(rows) for name in posted)


def _measured(one: Control) -> bool:
    return one.shape.type in ("whole", "number")


def _placed(drawn: Sequence[Control]) -> set[str]:
    found = {control.post for control in drawn}
    return found.union(*(_placed(row) for control in drawn for row in control.rows))


def _first(posted: Posted, name: str) -> str:
    return next(iter(posted.get(name, ())), "")
