"""What entries refer to, found at once for a run of them: areas, places, other entries, people and things."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from gridward.grid.change import Drawing, Mention
from gridward.grid.tree import Tree
from gridward.intake import faults, needs
from gridward.intake.look import Coming
from gridward.intake.verdict import UNKNOWN_ROOT, parent_of
from gridward.kit.errors import Reason, Refusal
from gridward.ledger.known import Seen
from gridward.plug.kind import SUBJECT_KINDS, Ref, key_of
from gridward.plug.shape import BodyField, shape_of
from gridward.roll.resolve import resolve

ON_MAP = ("area", "place")


class Links:
    """What a run of entries refers to. After `find`, `area`, `subject` and `body` answer for each of them."""

    def __init__(
        self, run: Sequence[Coming], known: Mapping[UUID, Seen], received: int, beside: Mapping[UUID, int]
    ) -> None:
        self._run = run
        self._beside = beside
        self._known = known
        self._received = received
        self._mentions: dict[str, tuple[Mention, list[tuple[Coming, Ref, str]]]] = {}
        self.areas: dict[UUID, int] = {}
        """The area that each entry names."""
        self._responses: dict[UUID, int] = {}
        self._found: dict[tuple[UUID, Ref], Ref] = {}
        self.redrawn: frozenset[int] = frozenset()
        """Areas that turn out to lie elsewhere than was known before."""

    def find(self, tree: Tree) -> Tree:
        """Find everything; what is missing holds the entry. Returns the map, with the places that were opened."""
        things: dict[Ref, list[UUID]] = {}
        for coming in self._run:
            node = self._area_said(coming, tree)
            if node is None:
                continue
            self.areas[coming.uuid] = node
            self._find_response(coming)
            for ref, where in _refs(coming):
                self._one(coming, node, ref, where, tree, things)
        if things:
            for ref, number in resolve(list(things), at=self._received).items():
                for uuid in things[ref]:
                    self._found[uuid, ref] = Ref(kind=ref.kind, id=str(number))
        return self._open_places(tree)

    def response(self, coming: Coming) -> int | None:
        """The position of the response that the entry belongs to."""
        return self._responses.get(coming.uuid)

    def _area_said(self, coming: Coming, tree: Tree) -> int | None:
        """The area that the entry names; a correction that names none stays where its parent was."""
        code = "" if coming.wire is None else coming.wire.area.strip()
        found = tree.id_of(code)
        if found is None and not code and coming.wire is not None and coming.wire.replaces:
            parent = self._known.get(parent_of(coming))
            found = None if parent is None else parent.area
        if found is None:
            coming.hold(faults.unknown_area(code), *needs.area(code))
        return found

    def _find_response(self, coming: Coming) -> None:
        said = None if coming.wire is None else coming.wire.response
        if said is None:
            return
        seen = self._known.get(_uuid(said)) if isinstance(said, str) else None
        if isinstance(said, int):
            self._responses[coming.uuid] = said
        elif seen is not None:
            self._responses[coming.uuid] = seen.chain
        else:
            coming.hold(faults.unknown_entry("response", said), needs.entry(_uuid(said)))

    def subject(self, coming: Coming) -> Ref | None:
        """What the entry is about, as a stored reference."""
        wire = coming.wire
        if wire is None or coming.kind is None:
            return None
        if wire.subject is None:
            if "area" in coming.kind.about and coming.uuid in self.areas:
                return Ref(kind="area", id=str(self.areas[coming.uuid]))
            return None
        return self._found.get((coming.uuid, wire.subject))

    def area(self, coming: Coming, subject: Ref | None) -> int | None:
        """Where the entry counts: the place that a field names, the area or place that it is about, or its area."""
        if coming.kind is not None and coming.body is not None:
            for one in shape_of(coming.kind.body).places:
                value = getattr(coming.body, one.attribute)
                ref = None if value is None else self._found.get((coming.uuid, _as_ref(value, one)))
                if ref is not None:
                    return int(ref.id)
        if subject is not None and subject.kind in ON_MAP:
            return int(subject.id)
        return self.areas.get(coming.uuid)

    def body(self, coming: Coming) -> Any:
        """The body with every reference as it is stored."""
        if coming.body is None or coming.kind is None:
            return coming.body
        changed = {}
        for one in shape_of(coming.kind.body).links:
            value = getattr(coming.body, one.attribute)
            if value:
                changed[one.attribute] = (
                    tuple(self._stored(coming, item, one) for item in value)
                    if one.many
                    else self._stored(coming, value, one)
                )
        return msgspec.structs.replace(coming.body, **changed) if changed else coming.body

    def _stored(self, coming: Coming, value: Any, one: BodyField) -> Ref:
        ref = _as_ref(value, one)
        return self._found.get((coming.uuid, ref), ref)

    def _one(self, coming: Coming, area: int, ref: Ref, where: str, tree: Tree, things: dict[Ref, list[UUID]]) -> None:
        if ref.kind in ON_MAP:
            number = self._on_map(coming, area, ref, where, tree)
            if number is not None:
                level = tree.spell(number).level if number in tree else "place"
                kind = "place" if level == "place" else "area"
                self._found[coming.uuid, ref] = Ref(kind=kind, id=str(number))
        elif ref.kind == "entry":
            chain = self._chain(_uuid(ref.id))
            if chain is None:
                coming.hold(faults.unknown_entry(where, ref.id), needs.entry(_uuid(ref.id)))
            else:
                self._found[coming.uuid, ref] = Ref(kind="entry", id=str(chain))
        elif ref.id or ref.ref:
            things.setdefault(ref, []).append(coming.uuid)
        else:
            coming.hold(_empty(where))

    def _chain(self, uuid: UUID) -> int | None:
        """The chain of another entry, here already or in the same run; None: not here, or not known which chain."""
        seen = self._known.get(uuid)
        if seen is None:
            return self._beside.get(uuid)
        return None if seen.root == UNKNOWN_ROOT else seen.chain

    def _on_map(self, coming: Coming, area: int, ref: Ref, where: str, tree: Tree) -> int | None:
        text = ref.id or ref.ref
        found = tree.id_of(text)
        if found is not None:
            return found
        if ref.kind == "area" or not ref.ref:
            missing = faults.unknown_area(text)
            coming.hold(Reason(missing.code, missing.text, where), *needs.area(text))
            return None
        mention = Mention(ref.ref, area, coming.at)
        earliest, mentioning = self._mentions.get(ref.ref, (mention, []))
        mentioning.append((coming, ref, where))
        first = min(earliest, mention, key=lambda one: (one.at, one.parent))
        self._mentions[ref.ref] = first, mentioning
        return None

    def _open_places(self, tree: Tree) -> Tree:
        """Find or open every place spoken of: the earliest mention says where it lies."""
        if not self._mentions:
            return tree
        drawing = Drawing(tree)
        for mention, mentioning in self._mentions.values():
            try:
                place = Ref(kind="place", id=str(drawing.place(mention)))
            except Refusal as refusal:
                for coming, _, where in mentioning:
                    for reason in refusal.reasons:
                        coming.hold(Reason(reason.code, reason.text, where))
                continue
            for coming, ref, _ in mentioning:
                self._found[coming.uuid, ref] = place
        written = drawing.write()
        self.redrawn = written.areas
        return written.tree


def _refs(coming: Coming) -> Iterable[tuple[Ref, str]]:
    if coming.wire is None or coming.kind is None:
        return
    subject = coming.wire.subject
    if subject is not None:
        allowed = coming.kind.about or SUBJECT_KINDS
        if subject.kind not in allowed and not _map_like(subject, allowed):
            coming.hold(_wrong_subject(subject.kind, allowed))
        else:
            yield subject, "subject"
    if coming.body is None:
        return
    for one in shape_of(coming.kind.body).links:
        value = getattr(coming.body, one.attribute)
        if not value:
            continue
        for item in value if one.many else (value,):
            ref = _as_ref(item, one)
            names = one.field.names.split() or SUBJECT_KINDS
            if ref.kind not in names and not _map_like(ref, names):
                coming.hold(_wrong_subject(ref.kind, names, f"body.{one.name}"))
            else:
                yield ref, f"body.{one.name}"


def _as_ref(value: Any, one: BodyField) -> Ref:
    """A link as a reference; plain text is a code on the map, the id of an entry, or the words for anything else."""
    if isinstance(value, Ref):
        return value
    kind = (one.field.names or "area").split()[0]
    return Ref(kind=kind, id=value) if kind in ("entry", "area") else Ref(kind=kind, ref=value)


def _map_like(ref: Ref, allowed: Iterable[str]) -> bool:
    return ref.kind in ON_MAP and any(kind in ON_MAP for kind in allowed)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


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


def key(ref: Ref | None) -> int | None:
    """The key of a stored reference."""
    return None if ref is None else key_of(ref.kind, int(ref.id))
