"""What entries refer to, found at once for a run of them: areas, places, other entries, people and things."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from gridward.grid.change import settled_place
from gridward.grid.tree import Tree
from gridward.intake import faults, needs
from gridward.intake.coming import Coming, by_kind, digits_of
from gridward.intake.mentioned import ON_MAP, Column, as_ref, as_refs, columns, map_like, mentioned
from gridward.intake.mentions import Mentions
from gridward.intake.verdict import UNKNOWN_ROOT
from gridward.kit.errors import Reason
from gridward.ledger.known import Seen
from gridward.plug.kind import EntryKind, Ref, key_of, thing_of
from gridward.plug.shape import LARGEST_NUMBER, Shape, shape_of
from gridward.roll.resolve import enrol, known

OF_ONE = frozenset({"duty.approval"})
"""Kinds about one entry as it was said, not about whatever its chain comes to say: who agrees to a correction does."""


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
        self._keys: dict[Ref, int] = {}
        self._things: dict[Ref, None] = {}
        self._mentions = Mentions()
        self._strange: set[tuple[str, Ref]] = set()
        """What an entry may not refer to though others may."""
        self._about: dict[str, int] = {}
        """What entries of this run are about, for those that correct them."""
        self.redrawn: frozenset[int] = frozenset()
        """Areas that turn out to lie elsewhere than was known before."""

    def find(self, tree: Tree) -> Tree:
        """Find everything; what is missing holds the entry. Returns the map, with the places that were opened.

        What is here already is found for all entries of a kind at once; those of kinds of which something is missing
        are looked at one by one, in their order.
        """
        groups = [(kind, group, columns(kind, group)) for kind, group in by_kind(self._run)]
        self._recall({ref for _, _, asked in groups for _, refs in asked for ref in refs}, tree)
        odd = {kind.name for kind, group, asked in groups if not self._usual(group, asked, tree)}
        for coming in self._run if odd else ():
            if coming.kind is not None and coming.kind.name in odd:
                self._look_up(coming, coming.kind, tree)
        if self._things:
            for ref, number in enrol(self._things, at=self._received).items():
                self._remember(ref, ref.kind, number)
        places, self.redrawn, map_now = self._mentions.open(tree)
        for ref, number in places.items():
            self._remember(ref, "place", number)
        for kind, group, _ in groups:
            self._settle(kind, group)
        return map_now

    def _recall(self, asked: Iterable[Ref], tree: Tree) -> None:
        """Find what is here already."""
        things = []
        since = min((coming.at for coming in self._run if coming.wire is not None), default=0)
        for ref in asked:
            if ref.kind in ON_MAP:
                number = tree.id_of(ref.id or ref.ref)
                if number is None and ref.kind == "place" and ref.ref:
                    number = settled_place(tree, ref.ref, since)
                if number is not None:
                    self._remember(ref, "place" if tree.spell(number).level == "place" else "area", number)
            elif ref.kind == "entry":
                chain = self._chain(digits_of(ref.id))
                if chain is not None:
                    self._remember(ref, "entry", chain)
            elif ref.id or ref.ref:
                things.append(ref)
        for ref, number in known(things).items():
            self._remember(ref, ref.kind, number)

    def _remember(self, ref: Ref, kind: str, number: int) -> None:
        self._found[ref] = Ref(kind, str(number))
        self._keys[ref] = key_of(kind, number)

    def _usual(self, group: Sequence[Coming], asked: Iterable[Column], tree: Tree) -> bool:
        """Whether everything that entries of one kind refer to was found and may be referred to."""
        whole = True
        for coming in group:
            if coming.wire is not None:
                coming.said = tree.id_of(coming.wire.area.strip())
                whole = whole and coming.said is not None and coming.wire.response is None
        found = self._found.keys()
        return whole and all(refs <= found and {ref.kind for ref in refs} <= allowed for allowed, refs in asked)

    def _look_up(self, coming: Coming, kind: EntryKind, tree: Tree) -> None:
        """Look for what one entry refers to; what is missing is asked for, or opened, or holds it."""
        wire = coming.wire
        area = coming.said = self._area_said(coming, tree)
        if wire is None or area is None:
            return
        if wire.response is not None:
            self._find_response(coming, wire.response)
        for ref, where, allowed in mentioned(coming, kind):
            if ref.kind not in allowed and not map_like(ref, allowed):
                coming.hold(faults.wrong_subject(ref.kind, allowed, where))
                self._strange.add((coming.hex, ref))
            elif ref in self._found:
                continue
            elif ref.kind in ON_MAP:
                self._on_map(coming, area, ref, where)
            elif ref.kind == "entry":
                coming.hold(faults.unknown_entry(where, ref.id), needs.entry(digits_of(ref.id)))
            elif ref.id or ref.ref:
                self._things[ref] = None
            else:
                coming.hold(faults.empty_reference(where))

    def _settle(self, kind: EntryKind, group: Sequence[Coming]) -> None:
        """Say where entries count, what they are about, and their bodies as they are stored."""
        about_area, shape = "area" in kind.about, shape_of(kind.body)
        for coming in group:
            said, ref = coming.said, None if coming.wire is None else coming.wire.subject
            coming.area, coming.stored = said, coming.body
            if said is None:
                continue
            coming.key = key = self._inherited(coming) if ref is None else self._key(coming, ref)
            if key is not None:
                self._about[coming.hex] = key
                if (thing := thing_of(key)).kind in ON_MAP:
                    coming.area = thing.id
            elif ref is None and about_area:
                coming.key = key_of("area", said)
            if shape.links and coming.body is not None:
                self._settle_body(coming, shape)

    def _settle_body(self, coming: Coming, shape: Shape) -> None:
        found, changed = self._found.get, dict[str, Ref | tuple[Ref, ...]]()
        for one in shape.links:
            value = one.get(coming.body)
            if value and one.many:
                refs = as_refs(value, one)
                changed[one.attribute] = tuple(map(found, refs, refs))
            elif value:
                ref = as_ref(value, one)
                changed[one.attribute] = found(ref, ref)
        if changed:
            coming.stored = msgspec.structs.replace(coming.body, **changed)
        for one in shape.places:
            value = one.get(coming.body)
            place = None if value is None else self._of(coming, as_ref(value, one))
            if place is not None:
                coming.area = int(place.id)
                return

    def _key(self, coming: Coming, ref: Ref) -> int | None:
        if self._of(coming, ref) is None:
            return None
        exact = coming.kind is not None and coming.kind.name in OF_ONE and ref.kind == "entry"
        named = self._known.get(digits_of(ref.id)) if exact else None
        return self._keys[ref] if named is None else key_of("entry", named.position)

    def _inherited(self, coming: Coming) -> int | None:
        """What a correction that names nothing is about: the same as what it corrects. An area it says itself."""
        if not coming.parent or coming.void:
            return None
        parent = self._known.get(coming.parent)
        key = self._about.get(coming.parent) if parent is None else parent.subject
        return None if key is None or thing_of(key).kind == "area" else key

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

    def _chain(self, digits: str) -> int | None:
        """The chain of another entry, here already or in the same run; None: not here, or not known which chain."""
        seen = self._known.get(digits)
        if seen is None:
            return self._beside.get(digits)
        return None if seen.root == UNKNOWN_ROOT else seen.chain

    def _on_map(self, coming: Coming, area: int, ref: Ref, where: str) -> None:
        if ref.kind == "area" or not ref.ref:
            text = ref.id or ref.ref
            missing = faults.unknown_area(text)
            coming.hold(Reason(missing.code, missing.text, where), *needs.area(text))
        else:
            self._mentions.add(coming, area, ref, where)
