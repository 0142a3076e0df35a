"""What entries refer to, found at once for a run of them: areas, places, other entries, people and things."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from gridward.grid.change import Drawing, Mention
from gridward.grid.tree import Tree
from gridward.intake import faults, needs
from gridward.intake.coming import Coming, digits_of
from gridward.intake.verdict import UNKNOWN_ROOT
from gridward.kit.errors import Reason, Refusal
from gridward.ledger.known import Seen
from gridward.plug.kind import SUBJECT_KINDS, EntryKind, Ref, key_of
from gridward.plug.shape import LARGEST_NUMBER, BodyField, Shape, shape_of
from gridward.roll.resolve import resolve

ON_MAP = ("area", "place")


class Links:
    """What a run of entries refers to. The same words mean the same thing in all of them."""

    def __init__(
        self, run: Sequence[Coming], known: Mapping[str, Seen], received: int, beside: Mapping[str, int]
    ) -> None:
        self._run = run
        self._beside = beside
        self._known = known
        self._received = received
        self._found: dict[Ref, Ref] = {}
        """What entries call a thing, and how that is stored."""
        self._things: dict[Ref, None] = {}
        self._mentions: dict[str, tuple[Mention, list[tuple[Coming, Ref, str]]]] = {}
        self._strange: set[tuple[str, Ref]] = set()
        """What an entry may not refer to though others may."""
        self.redrawn: frozenset[int] = frozenset()
        """Areas that turn out to lie elsewhere than was known before."""

    def find(self, tree: Tree) -> Tree:
        """Find everything; what is missing holds the entry. Returns the map, with the places that were opened."""
        for coming in self._run:
            if coming.kind is not None:
                self._look_up(coming, coming.kind, tree)
        if self._things:
            for ref, number in resolve(self._things, at=self._received).items():
                self._found[ref] = Ref(ref.kind, str(number))
        map_now = self._open_places(tree)
        for coming in self._run:
            if coming.kind is not None:
                self._settle(coming, coming.kind)
        return map_now

    def _look_up(self, coming: Coming, kind: EntryKind, tree: Tree) -> None:
        wire = coming.wire
        area = self._area_said(coming, tree)
        coming.said = area
        if wire is None or area is None:
            return
        if wire.response is not None:
            self._find_response(coming, wire.response)
        found, things = self._found, self._things
        for ref, where in _refs(coming, kind, self._strange):
            if ref in found or ref in things:
                continue
            if ref.kind in ON_MAP:
                self._on_map(coming, area, ref, where, tree)
            elif ref.kind == "entry":
                self._entry(coming, ref, where)
            elif ref.id or ref.ref:
                things[ref] = None
            else:
                coming.hold(_empty(where))

    def _settle(self, coming: Coming, kind: EntryKind) -> None:
        """Say where the entry counts, what it is about, and its body as it is stored."""
        coming.area, coming.stored, subject = coming.said, coming.body, None
        if coming.wire is not None and coming.wire.subject is not None:
            subject = self._of(coming, coming.wire.subject)
        elif "area" in kind.about and coming.said is not None:
            subject = Ref("area", str(coming.said))
        if subject is not None:
            coming.key = key_of(subject.kind, int(subject.id))
            if subject.kind in ON_MAP:
                coming.area = int(subject.id)
        if coming.body is not None and coming.said is not None and shape_of(kind.body).links:
            self._settle_body(coming, shape_of(kind.body))

    def _settle_body(self, coming: Coming, shape: Shape) -> None:
        changed: dict[str, Ref | tuple[Ref, ...]] = {}
        for one in shape.links:
            value = one.get(coming.body)
            if value and one.many:
                changed[one.attribute] = tuple([self._of(coming, ref) or ref for ref in _as_refs(value, one)])
            elif value:
                ref = _as_ref(value, one)
                changed[one.attribute] = self._of(coming, ref) or ref
        if changed:
            coming.stored = msgspec.structs.replace(coming.body, **changed)
        for one in shape.places:
            value = one.get(coming.body)
            place = None if value is None else self._of(coming, _as_ref(value, one))
            if place is not None:
                coming.area = int(place.id)
                return

    def _of(self, coming: Coming, ref: Ref) -> Ref | None:
        """What was found of a reference."""
        if self._strange and (coming.hex, ref) in self._strange:
            return None
        return self._found.get(ref)

    def _area_said(self, coming: Coming, tree: Tree) -> int | None:
        """The area that the entry names; a correction that names none stays where its parent was."""
        code = "" if coming.wire is None else coming.wire.area.strip()
        found = tree.id_of(code)
        if found is None and not code and coming.parent:
            parent = self._known.get(coming.parent)
            found = None if parent is None else parent.area
        if found is None:
            coming.hold(faults.unknown_area(code), *needs.area(code))
        return found

    def _find_response(self, coming: Coming, said: str | int) -> None:
        seen = self._known.get(digits_of(said)) if isinstance(said, str) else None
        if isinstance(said, int) and 0 < said < LARGEST_NUMBER:
            coming.response = said
        elif seen is not None:
            coming.response = seen.chain
        else:
            coming.hold(faults.unknown_entry("response", str(said)), needs.entry(digits_of(str(said))))

    def _entry(self, coming: Coming, ref: Ref, where: str) -> None:
        digits = digits_of(ref.id)
        chain = self._chain(digits)
        if chain is None:
            coming.hold(faults.unknown_entry(where, ref.id), needs.entry(digits))
        else:
            self._found[ref] = Ref("entry", str(chain))

    def _chain(self, digits: str) -> int | None:
        """The chain of another entry, here already or in the same run; None: not here, or not known which chain."""
        seen = self._known.get(digits)
        if seen is None:
            return self._beside.get(digits)
        return None if seen.root == UNKNOWN_ROOT else seen.chain

    def _on_map(self, coming: Coming, area: int, ref: Ref, where: str, tree: Tree) -> None:
        text = ref.id or ref.ref
        number = tree.id_of(text)
        if number is not None:
            self._found[ref] = Ref("place" if tree.spell(number).level == "place" else "area", str(number))
        elif ref.kind == "area" or not ref.ref:
            missing = faults.unknown_area(text)
            coming.hold(Reason(missing.code, missing.text, where), *needs.area(text))
        else:
            mention = Mention(ref.ref, area, coming.at)
            earliest, mentioning = self._mentions.get(ref.ref, (mention, []))
            mentioning.append((coming, ref, where))
            first = min(earliest, mention, key=lambda one: (one.at, one.parent))
            self._mentions[ref.ref] = first, mentioning

    def _open_places(self, tree: Tree) -> Tree:
        """Find or open every place spoken of: the earliest mention says where it lies."""
        if not self._mentions:
            return tree
        drawing = Drawing(tree)
        for mention, mentioning in self._mentions.values():
            try:
                place = Ref("place", str(drawing.place(mention)))
            except Refusal as refusal:
                for coming, _, where in mentioning:
                    for reason in refusal.reasons:
                        coming.hold(Reason(reason.code, reason.text, where))
                continue
            for _, ref, _ in mentioning:
                self._found[ref] = place
        written = drawing.write()
        self.redrawn = written.areas
        return written.tree


def _refs(coming: Coming, kind: EntryKind, strange: set[tuple[str, Ref]]) -> Iterator[tuple[Ref, str]]:
    """What an entry refers to, and in which field; what it may not refer to holds it."""
    subject = None if coming.wire is None else coming.wire.subject
    if subject is not None:
        allowed = kind.about or SUBJECT_KINDS
        if subject.kind in allowed or _map_like(subject, allowed):
            yield subject, "subject"
        else:
            coming.hold(_wrong_subject(subject.kind, allowed))
            strange.add((coming.hex, subject))
    if coming.body is None:
        return
    for one in shape_of(kind.body).links:
        value = one.get(coming.body)
        if not value:
            continue
        for ref in _as_refs(value, one) if one.many else (_as_ref(value, one),):
            if ref.kind in one.kinds or _map_like(ref, one.kinds):
                yield ref, one.where
            else:
                coming.hold(_wrong_subject(ref.kind, one.kinds, one.where))
                strange.add((coming.hex, ref))


def _as_ref(value: Any, one: BodyField) -> Ref:
    """A link as a reference; plain text is a code on the map, the id of an entry, or the words for anything else."""
    if isinstance(value, Ref):
        return value
    kind = (one.field.names or "area").split()[0]
    return Ref(kind=kind, id=value) if kind in ("entry", "area") else Ref(kind=kind, ref=value)


def _as_refs(value: Iterable[Any], one: BodyField) -> list[Ref]:
    return [item if isinstance(item, Ref) else _as_ref(item, one) for item in value]


def _map_like(ref: Ref, allowed: Iterable[str]) -> bool:
    return ref.kind in ON_MAP and any(kind in ON_MAP for kind in allowed)


def _empty(where: str) -> Reason:
    return faults.reason(
        "empty_reference",
        where,
        f"{where}:既没有 id 也没有 ref。请填写其中一个。",
        f"{where}: neither id nor ref is given. Fill in one of them.",
    )


def _wrong_subject(kind: str, allowed: Iterable[str], where: str = "subject") -> Reason:
    listed = "/".join(allowed)
    return faults.reason(
        "wrong_subject",
        where,
        f"{where}:对象类型应为 {listed},收到的是 {kind[:40]}。请改正。",
        f"{where}: the kind of subject must be {listed}, got {kind[:40]}. Correct it.",
    )
