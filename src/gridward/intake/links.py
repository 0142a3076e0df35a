"""What entries refer to, found at once for a run of them: areas, places, other entries, people and things."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from gridward.grid.change import Drawing, Mention
from gridward.grid.tree import Tree
from gridward.intake import faults, needs
from gridward.intake.look import Coming
from gridward.intake.verdict import NOBODY, UNKNOWN_ROOT, parent_of
from gridward.kit.errors import Reason, Refusal
from gridward.kit.ids import parsed
from gridward.ledger.known import Seen
from gridward.plug.kind import SUBJECT_KINDS, EntryKind, Ref, key_of
from gridward.plug.shape import LARGEST_NUMBER, BodyField, shape_of
from gridward.roll.resolve import resolve

ON_MAP = ("area", "place")

Found = dict[Ref, Ref]
"""What an entry calls a thing, and how that is stored."""
Mentioning = tuple[Coming, Ref, str, Found]


class Linked(NamedTuple):
    """What an entry refers to, as it is stored: where it counts, what it is about, its response and its body."""

    area: int | None
    subject: Ref | None
    response: int | None
    body: Any


class Links:
    """What a run of entries refers to. After `find`, `of` answers for each of them."""

    def __init__(
        self, run: Sequence[Coming], known: Mapping[UUID, Seen], received: int, beside: Mapping[UUID, int]
    ) -> None:
        self._run = run
        self._beside = beside
        self._known = known
        self._received = received
        self._mentions: dict[str, tuple[Mention, list[Mentioning]]] = {}
        self.areas: dict[UUID, int] = {}
        """The area that each entry names."""
        self._responses: dict[UUID, int] = {}
        self._found: dict[UUID, Found] = {}
        self.redrawn: frozenset[int] = frozenset()
        """Areas that turn out to lie elsewhere than was known before."""

    def find(self, tree: Tree) -> Tree:
        """Find everything; what is missing holds the entry. Returns the map, with the places that were opened."""
        things: dict[Ref, list[Found]] = {}
        for coming in self._run:
            node = self._area_said(coming, tree)
            if node is None:
                continue
            self.areas[coming.uuid] = node
            self._find_response(coming)
            found: Found = {}
            for ref, where in _refs(coming):
                if ref.kind in ON_MAP:
                    self._on_map(coming, node, ref, where, tree, found)
                elif ref.kind == "entry":
                    self._entry(coming, ref, where, found)
                elif ref.id or ref.ref:
                    things.setdefault(ref, []).append(found)
                else:
                    coming.hold(_empty(where))
            self._found[coming.uuid] = found
        if things:
            for ref, number in resolve(list(things), at=self._received).items():
                stored = Ref(ref.kind, str(number))
                for found in things[ref]:
                    found[ref] = stored
        return self._open_places(tree)

    def of(self, coming: Coming) -> Linked:
        """What one entry refers to."""
        if coming.wire is None or coming.kind is None:
            return Linked(self.areas.get(coming.uuid), None, None, coming.body)
        found = self._found.get(coming.uuid, {})
        said = self.areas.get(coming.uuid)
        subject = None
        if coming.wire.subject is not None:
            subject = found.get(coming.wire.subject)
        elif "area" in coming.kind.about and said is not None:
            subject = Ref("area", str(said))
        area = _counts_at(coming.kind, coming.body, found)
        if area is None:
            area = int(subject.id) if subject is not None and subject.kind in ON_MAP else said
        return Linked(area, subject, self._responses.get(coming.uuid), _stored(coming.kind, coming.body, found))

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
        if isinstance(said, int) and 0 < said < LARGEST_NUMBER:
            self._responses[coming.uuid] = said
        elif seen is not None:
            self._responses[coming.uuid] = seen.chain
        else:
            coming.hold(faults.unknown_entry("response", str(said)), needs.entry(_uuid(str(said))))

    def _entry(self, coming: Coming, ref: Ref, where: str, found: Found) -> None:
        uuid = _uuid(ref.id)
        chain = self._chain(uuid)
        if chain is None:
            coming.hold(faults.unknown_entry(where, ref.id), needs.entry(uuid))
        else:
            found[ref] = Ref("entry", str(chain))

    def _chain(self, uuid: UUID) -> int | None:
        """The chain of another entry, here already or in the same run; None: not here, or not known which chain."""
        seen = self._known.get(uuid)
        if seen is None:
            return self._beside.get(uuid)
        return None if seen.root == UNKNOWN_ROOT else seen.chain

    def _on_map(self, coming: Coming, area: int, ref: Ref, where: str, tree: Tree, found: Found) -> None:
        text = ref.id or ref.ref
        number = tree.id_of(text)
        if number is not None:
            found[ref] = Ref("place" if tree.spell(number).level == "place" else "area", str(number))
        elif ref.kind == "area" or not ref.ref:
            missing = faults.unknown_area(text)
            coming.hold(Reason(missing.code, missing.text, where), *needs.area(text))
        else:
            mention = Mention(ref.ref, area, coming.at)
            earliest, mentioning = self._mentions.get(ref.ref, (mention, []))
            mentioning.append((coming, ref, where, found))
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
                for coming, _, where, _ in mentioning:
                    for reason in refusal.reasons:
                        coming.hold(Reason(reason.code, reason.text, where))
                continue
            for _, ref, _, found in mentioning:
                found[ref] = place
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
            if ref.kind not in one.kinds and not _map_like(ref, one.kinds):
                coming.hold(_wrong_subject(ref.kind, one.kinds, one.where))
            else:
                yield ref, one.where


def _counts_at(kind: EntryKind, body: Any, found: Found) -> int | None:
    """The place that a field names: the entry counts there."""
    if body is not None:
        for one in shape_of(kind.body).places:
            value = getattr(body, one.attribute)
            ref = None if value is None else found.get(_as_ref(value, one))
            if ref is not None:
                return int(ref.id)
    return None


def _stored(kind: EntryKind, body: Any, found: Found) -> Any:
    """The body with every reference as it is stored."""
    if body is None:
        return None
    changed = {}
    for one in shape_of(kind.body).links:
        value = getattr(body, one.attribute)
        if value:
            refs = [_as_ref(item, one) for item in (value if one.many else (value,))]
            stored = tuple(found.get(ref, ref) for ref in refs)
            changed[one.attribute] = stored if one.many else stored[0]
    return msgspec.structs.replace(body, **changed) if changed else body


def _as_ref(value: Any, one: BodyField) -> Ref:
    """A link as a reference; plain text is a code on the map, the id of an entry, or the words for anything else."""
    if isinstance(value, Ref):
        return value
    kind = (one.field.names or "area").split()[0]
    return Ref(kind=kind, id=value) if kind in ("entry", "area") else Ref(kind=kind, ref=value)


def _map_like(ref: Ref, allowed: Iterable[str]) -> bool:
    return ref.kind in ON_MAP and any(kind in ON_MAP for kind in allowed)


def _uuid(text: str) -> UUID:
    return parsed(text) or NOBODY


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
