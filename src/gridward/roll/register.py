"""Registering: the field says who or what a thing is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gridward.kit.errors import Reason
from gridward.kit.rows import among, execute, rows
from gridward.kit.text import Text
from gridward.plug.kind import Ref
from gridward.roll.blind import CERTAIN, digest, is_uuid, names_in, normal, text_of, valid
from gridward.roll.keys import Keys, keys
from gridward.roll.sealing import ciphers_of, open_identity, seal_identity
from gridward.roll.things import KINDS, Fresh, known_by, make, name, need_pen, next_number

Item = Mapping[str, Any]
"""`{"kind", "id", "identity": {…}}` of a batch's `roll`."""

DOUBTFUL = "doubtful"
"""The part of an identity that lists which of its parts cannot be right."""


class Registered(NamedTuple):
    """What became of an item: the number of the thing (None: unusable item), and what is remarkable."""

    thing: int | None
    reasons: tuple[Reason, ...] = ()


def register(items: Sequence[Item], at: int) -> list[Registered]:
    """Take in the identities of things, as of `at`; an answer for each item, in order. Inside `writing()` only.

    An unknown id becomes a new thing, unless a certain name (valid resident id, plate, credit code) is that of a known
    one and their names agree: then the id is another name of that thing. Nothing else links two things by itself. A
    part that cannot be right is kept and marked; a later text that equals id number, plate or phone finds the thing.
    """
    need_pen()
    return _Registering(keys(), at).take(items)


class _Names(NamedTuple):
    """By what an item can be found: the text of its id, and the digests of that, of its proof, and of all its names."""

    text: str
    own: bytes
    proof: bytes | None
    all: tuple[bytes, ...]


@dataclass
class _Registering:
    own: Keys
    at: int
    known: dict[bytes, int] = field(default_factory=dict)
    """Everything found or given so far, by digest."""
    names: dict[bytes, int] = field(default_factory=dict)
    """The new names, to be appended."""
    identities: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Identities as they stand after the items so far."""
    before: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Identities as they are stored."""
    fresh: list[Fresh] = field(default_factory=list)
    first: int = 0

    def take(self, items: Sequence[Item]) -> list[Registered]:
        self.first = next_number()
        faults = [_fault(item) for item in items]
        named = [None if fault else self._names(item) for item, fault in zip(items, faults, strict=True)]
        self._look_up([names for names in named if names])
        found = [
            self._register(item, names) if names else Registered(None, (fault,) if fault else ())
            for item, fault, names in zip(items, faults, named, strict=True)
        ]
        make(
            [one._replace(identity=self.identities[number]) for number, one in enumerate(self.fresh, self.first)],
            first=self.first,
            at=self.at,
        )
        name(self.names)
        self._rewrite({number: known for number, known in self.identities.items() if number < self.first})
        return found

    def _names(self, item: Item) -> _Names:
        kind = item["kind"]
        proof, others = names_in(kind, item["identity"])
        text = text_of(Ref(kind=kind, id=item["id"]))
        own, *rest = [digest(self.own.index, kind, one) for one in (text, *([proof] if proof else ()), *others)]
        return _Names(text, own, rest[0] if proof else None, (own, *rest))

    def _look_up(self, named: Sequence[_Names]) -> None:
        """One query for all names, one for the identities of what they name."""
        self.known = known_by(list({one for names in named for one in names.all}))
        numbers = set(self.known.values())
        ciphers = ciphers_of(numbers)
        condition, params = among("id", numbers, "int8")
        for number, sealed in rows(f"SELECT id, identity FROM roll_thing WHERE {condition}", params):  # noqa: S608
            self.identities[number] = open_identity(ciphers[number], sealed) if sealed is not None else {}
        self.before = {number: dict(known) for number, known in self.identities.items()}

    def _register(self, item: Item, names: _Names) -> Registered:
        kind, identity = item["kind"], dict(item["identity"])
        reasons = _mark(kind, identity)
        by_id = self.known.get(names.own)
        by_proof = self.known.get(names.proof) if names.proof else None
        number = by_id
        if by_proof is not None and by_proof != by_id:
            if by_id is None and _agree(self.identities[by_proof], identity):
                number = by_proof
            else:
                reasons.append(_double(CERTAIN[kind], by_proof))
        if number is None:
            number = self.first + len(self.fresh)
            self.fresh.append(Fresh(kind, names.text, provisional=False))
            self.identities[number] = {} if is_uuid(names.text) else {"ref": names.text}
        self.identities[number] = {**self.identities.get(number, {}), **identity}
        if names.proof:
            self.identities[number].pop(DOUBTFUL, None)
        for found in names.all:
            if found not in self.known:
                self.known[found] = self.names[found] = number
        return Registered(number, tuple(reasons))

    def _rewrite(self, changed: Mapping[int, dict[str, Any]]) -> None:
        """Seal again what was known before."""
        changed = {number: known for number, known in changed.items() if known != self.before.get(number)}
        ciphers = ciphers_of(changed.keys())
        for number, known in changed.items():
            execute(
                "UPDATE roll_thing SET identity = %s, provisional = %s WHERE id = %s",
                (seal_identity(ciphers[number], known), False, number),
            )


def _fault(item: Item) -> Reason | None:
    kind, number, identity = item.get("kind"), item.get("id"), item.get("identity")
    if not isinstance(kind, str) or kind not in KINDS:
        return _reason(
            "not_in_roll",
            "roll.kind",
            f"“{str(kind)[:40]}”不是名册里的对象类型;可用:{'、'.join(sorted(KINDS))}。",
            f"“{str(kind)[:40]}” is no kind of thing that the roll keeps; use one of {', '.join(sorted(KINDS))}.",
        )
    if not isinstance(number, str) or not number:
        return _reason(
            "no_id", "roll.id", "缺少 id;请填写手机生成的 UUID。", "id is missing; give the UUID that the phone made."
        )
    if not isinstance(identity, Mapping):
        return _reason(
            "no_identity",
            "roll.identity",
            'identity 应为对象,如 {"name": "…"}。',
            'identity must be an object such as {"name": "…"}.',
        )
    return None


def _mark(kind: str, identity: dict[str, Any]) -> list[Reason]:
    """Note in the identity which certain part cannot be right; the value itself stays."""
    identity.pop(DOUBTFUL, None)
    part = CERTAIN.get(kind, "")
    text = normal(part, identity.get(part)) if part else ""
    if not identity.get(part) or valid(part, text):
        return []
    identity[DOUBTFUL] = [part]
    return [
        _reason(
            "doubtful",
            f"roll.identity.{part}",
            f"{part}:校验不通过,已按原样保存并标记;请核对证件后更正。",
            f"{part}: does not check; it is kept as it is and marked. Compare with the document and correct it.",
        )
    ]


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two identities may be the same: a name missing in either, or the same in both."""
    mine, theirs = normal("name", one.get("name")), normal("name", other.get("name"))
    return not mine or not theirs or mine == theirs


def _double(part: str, other: int) -> Reason:
    return _reason(
        "same_thing",
        f"roll.identity.{part}",
        f"{part}:与名册编号 {other} 相同,但不能自动认定为同一对象;请人工核对。",
        f"{part}: the same as that of number {other} of the roll, which is not proof enough; please compare the two.",
    )


def _reason(code: str, where: str, zh: str, en: str) -> Reason:
    return Reason(code=code, text=Text(zh, en), field=where)
