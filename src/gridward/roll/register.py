"""Registering: the field says who or what a thing is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from gridward.kit.errors import Reason
from gridward.kit.rows import among, execute, rows
from gridward.kit.text import Text
from gridward.roll.blind import (
    CERTAIN,
    digest,
    digester,
    is_uuid,
    marks,
    marks_of,
    names_of,
    normal,
    normals,
    text_of_id,
)  # fmt: skip
from gridward.roll.keys import Keys, keys
from gridward.roll.sealing import ciphers_of, open_identity, seal_identity
from gridward.roll.things import KINDS, Fresh, forget, known_by, make, name, need_pen, next_number, note

Item = Mapping[str, Any]
"""`{"kind", "id", "identity": {…}}` of a batch's `roll`; a roster also says `area` (number), `holder` (id of an item
before it or of a known thing) and `called` (other texts by which the field refers to it)."""

LABELS = {
    "id_no": Text("身份证号", "The ID number"),
    "plate": Text("车牌号", "The plate"),
    "uscc": Text("统一社会信用代码", "The credit code"),
}
"""What the certain parts of an identity are called."""
HOLDERS = ("household", "person")
"""The kinds of things to which others belong."""
DOUBTFUL = "doubtful"
"""The part of an identity that lists which of its parts cannot be right."""


News = Literal["new", "change", "same"]


class Registered(NamedTuple):
    """What became of an item: the number of the thing (None: unusable item), what is remarkable, and whether it is new
    or says something new.
    """

    thing: int | None
    reasons: tuple[Reason, ...] = ()
    news: News = "same"


def register(items: Sequence[Item], at: int) -> list[Registered]:
    """Take in the identities of things, as of `at`; an answer for each item, in order. Inside `writing()` only.

    An unknown id becomes a new thing, unless a certain name (valid resident id, plate, credit code) is that of a known
    one and their names agree: then the id is another name of that thing. Nothing else links two things by itself. A
    part that cannot be right is kept and marked; a later text that equals id number, plate or phone finds the thing.
    """
    need_pen()
    return _Registering(keys(), at).take(items)


class _Named(NamedTuple):
    """An item with the digests by which it is found; `said` are the parts of its identity in their normal forms."""

    item: Item
    said: dict[str, str]
    text: str
    own: bytes
    proof: bytes | None
    others: tuple[bytes, ...]


@dataclass(slots=True)
class _Kept:
    """A thing as it stands after the items so far."""

    number: int
    kind: str
    identity: dict[str, Any]
    area: int | None = None
    holder: int | None = None
    marks: frozenset[tuple[int, int]] = frozenset()
    """What it is found by, as stored."""
    bears: frozenset[tuple[int, int]] | None = None
    """What it is to be found by; None: not worked out."""
    before: Any = None
    """What of this is stored."""

    def state(self) -> tuple[dict[str, Any], int | None, int | None]:
        """What is compared to tell whether anything is new."""
        return dict(self.identity), self.area, self.holder


@dataclass(slots=True)
class _Registering:
    own: Keys
    at: int
    known: dict[bytes, int] = field(default_factory=dict)
    """Everything found or given so far, by digest."""
    names: dict[bytes, int] = field(default_factory=dict)
    """The new names, to be appended."""
    things: dict[int, _Kept] = field(default_factory=dict)
    own_of: dict[str, bytes] = field(default_factory=dict)
    """The digests of the items' own ids."""
    holders: dict[str, list[bytes]] = field(default_factory=dict)
    """What others belong to, by its id: the digests by which it may be found."""
    fresh: list[tuple[_Kept, str]] = field(default_factory=list)
    """The things to be made, each with what it was first called."""
    first: int = 0

    def take(self, items: Sequence[Item]) -> list[Registered]:
        self.first = next_number()
        named = [_fault(item) or self._named(item) for item in items]
        self._look_up([one for one in named if isinstance(one, _Named)])
        found = [self._register(one) if isinstance(one, _Named) else Registered(None, (one,)) for one in named]
        made = [
            Fresh(kept.kind, text, kept.identity, provisional=False, area=kept.area, holder=kept.holder)
            for kept, text in self.fresh
        ]
        make(made, first=self.first, at=self.at)
        name(self.names)
        self._rewrite()
        return found

    def _named(self, item: Item) -> _Named:
        kind, identity = item["kind"], item["identity"]
        digest = digester(self.own.index, kind)
        said = normals(kind, identity)
        proof, others = names_of(kind, said)
        text = text_of_id(item["id"])
        own = self.own_of[text] = digest(text)
        called = (*others, *item.get("called", ()))
        return _Named(item, said, text, own, digest(proof) if proof else None, tuple(map(digest, called)))

    def _look_up(self, named: Sequence[_Named]) -> None:
        """One query for all names, one for the identities of what they name."""
        wanted = {found for one in named for found in (one.own, one.proof, *one.others) if found is not None}
        holders = {text for one in named if (text := one.item.get("holder"))}
        self.holders = {
            text: [self.own_of[text]]
            if text in self.own_of
            else [digest(self.own.index, kind, text) for kind in HOLDERS]
            for text in holders
        }
        wanted.update(found for digests in self.holders.values() for found in digests)
        self.known = known_by(list(wanted))
        numbers = set(self.known.values())
        if not numbers:
            return
        ciphers = ciphers_of(numbers)
        condition, params = among("id", numbers, "int8")
        for number, kind, sealed, area, holder in rows(
            f"SELECT id, kind, identity, area, holder FROM roll_thing WHERE {condition}",  # noqa: S608
            params,
        ):
            identity = open_identity(ciphers[number], sealed) if sealed is not None else {}
            kept = self.things[number] = _Kept(number, kind, identity, area, holder)
            kept.before, kept.marks = kept.state(), marks(self.own.index, kind, identity)

    def _register(self, named: _Named) -> Registered:
        item = named.item
        kind, identity = item["kind"], dict(item["identity"])
        reasons = _mark(kind, identity, proven=named.proof is not None)
        by_id = self.known.get(named.own)
        by_proof = None if named.proof is None else self.known.get(named.proof)
        number = by_id
        if by_proof is not None and by_proof != by_id:
            if by_id is None and agree(self.things[by_proof].identity, identity):
                number = by_proof
            else:
                reasons.append(_double(CERTAIN[kind], by_proof))
        if number is None:
            number = self._make(named, identity)
            news: News = "new"
        else:
            news = "change" if self._told(self.things[number], named, identity) else "same"
        for found in (named.own, named.proof, *named.others):
            if found is not None and found not in self.known:
                self.known[found] = self.names[found] = number
        return Registered(number, tuple(reasons), news)

    def _make(self, named: _Named, identity: dict[str, Any]) -> int:
        """A thing that nobody knew."""
        item, number = named.item, self.first + len(self.fresh)
        kind, known_as = item["kind"], {} if is_uuid(named.text) else {"ref": named.text}
        kept = _Kept(number, kind, known_as | identity, item.get("area"), self._holder(item))
        kept.bears = marks_of(self.own.index, kind, named.said, identity)
        self.things[number] = kept
        self.fresh.append((kept, named.text))
        return number

    def _told(self, kept: _Kept, named: _Named, identity: dict[str, Any]) -> bool:
        """What an item says of a thing that is known; whether any of it is new."""
        was = kept.state()
        kept.identity = {**kept.identity, **identity}
        kept.area = named.item.get("area") or kept.area
        kept.holder = self._holder(named.item) or kept.holder
        if named.proof is not None:
            kept.identity.pop(DOUBTFUL, None)
        if kept.state() == was:
            return False
        kept.bears = None
        return True

    def _holder(self, item: Item) -> int | None:
        text = item.get("holder")
        if not text:
            return None
        return next((self.known[found] for found in self.holders[text] if found in self.known), None)

    def _rewrite(self) -> None:
        """Seal again what was known before and says more now; find everything by what it is called now."""
        fresh, gone = list[tuple[int, int, int]](), list[tuple[int, int]]()
        changed = {
            number: kept for number, kept in self.things.items() if kept.before is None or kept.before != kept.state()
        }
        ciphers = ciphers_of({number for number in changed if number < self.first})
        for number, kept in changed.items():
            if number < self.first:
                execute(
                    "UPDATE roll_thing SET identity = %s, provisional = %s, area = %s, holder = %s WHERE id = %s",
                    (seal_identity(ciphers[number], kept.identity), False, kept.area, kept.holder, number),
                )
            now = marks(self.own.index, kept.kind, kept.identity) if kept.bears is None else kept.bears
            fresh += [(mark, number, part) for mark, part in now - kept.marks]
            gone += [(mark, number) for mark, _ in kept.marks - now]
        forget(gone)
        note(fresh)


def _fault(item: Item) -> Reason | None:
    kind, number, identity = item.get("kind"), item.get("id"), item.get("identity")
    if not isinstance(kind, str) or kind not in KINDS:
        return _reason(
            "not_in_roll",
            "roll.kind",
            f"“{str(kind)[:40]}”不是名册里的对象类型；可用：{'、'.join(sorted(KINDS))}。",
            f"“{str(kind)[:40]}” is no kind of thing that the roll keeps; use one of {', '.join(sorted(KINDS))}.",
        )
    if not isinstance(number, str) or not number:
        return _reason(
            "no_id", "roll.id", "缺少 id；请填写手机生成的 UUID。", "id is missing; give the UUID that the phone made."
        )
    if not isinstance(identity, Mapping):
        return _reason(
            "no_identity",
            "roll.identity",
            'identity 应为对象，如 {"name": "…"}。',
            'identity must be an object such as {"name": "…"}.',
        )
    return None


def _mark(kind: str, identity: dict[str, Any], *, proven: bool) -> list[Reason]:
    """Note in the identity which certain part cannot be right; the value itself stays."""
    identity.pop(DOUBTFUL, None)
    part = CERTAIN.get(kind, "")
    if proven or not identity.get(part):
        return []
    identity[DOUBTFUL] = [part]
    return [
        _reason(
            "doubtful",
            f"roll.identity.{part}",
            f"{LABELS[part].zh}校验不通过，已按原样保存并标记；请核对证件后更正。",
            f"{LABELS[part].en} does not check; it is kept and marked. Compare with the document and correct it.",
        )
    ]


def agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two identities may be the same: a name missing in either, or the same in both."""
    mine, theirs = normal("name", one.get("name")), normal("name", other.get("name"))
    return not mine or not theirs or mine == theirs


def _double(part: str, other: int) -> Reason:
    return _reason(
        "same_thing",
        f"roll.identity.{part}",
        f"{LABELS[part].zh}与名册编号 {other} 相同，但不能自动认定为同一对象；请人工核对。",
        f"{LABELS[part].en}: that of number {other} of the roll too, which is not proof enough; compare the two.",
    )


def _reason(code: str, where: str, zh: str, en: str) -> Reason:
    return Reason(code=code, text=Text(zh, en), field=where)
