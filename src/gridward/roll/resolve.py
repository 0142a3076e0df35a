"""From what the field calls a thing to the node's number of it."""

from collections.abc import Collection

from gridward.kit.errors import refuse
from gridward.plug.kind import Ref
from gridward.roll.blind import digester, text_of
from gridward.roll.keys import keys
from gridward.roll.things import KINDS, Fresh, known_by, make, name, need_pen, next_number


def known(refs: Collection[Ref]) -> dict[Ref, int]:
    """The number of every thing referred to that is here already."""
    digests = _digests(refs)
    numbers = known_by(digests.values())
    return {ref: numbers[one] for ref, one in digests.items() if one in numbers}


def resolve(refs: Collection[Ref], *, at: int) -> dict[Ref, int]:
    """The number of every thing referred to; those not known yet are made, provisionally, as of `at`.

    The same kind and text are the same thing, whether the text came as `id` or as `ref`; `id` counts where both are
    given. Inside `writing()` only. Raises `Refusal` for a reference without text or of a kind that is not kept here.
    """
    need_pen()
    found = known(refs)
    return found | enrol([ref for ref in refs if ref not in found], at=at)


def enrol(refs: Collection[Ref], *, at: int) -> dict[Ref, int]:
    """Make things of which this piece of writing has seen that they are not known; else as `resolve`."""
    need_pen()
    digests = _digests(refs)
    new: dict[bytes, Fresh] = {}
    for ref, found in digests.items():
        if found not in new:
            _check(ref)
            new[found] = Fresh(ref.kind, text_of(ref))
    if not new:
        return {}
    first = next_number()
    drawn = dict(zip(new, range(first, first + len(new)), strict=True))
    make(list(new.values()), first=first, at=at)
    name(drawn)
    return {ref: drawn[found] for ref, found in digests.items()}


def _digests(refs: Collection[Ref]) -> dict[Ref, bytes]:
    index = keys().index
    of_kind = {kind: digester(index, kind) for kind in {ref.kind for ref in refs}}
    return {ref: of_kind[ref.kind](text_of(ref)) for ref in refs}


def _check(ref: Ref) -> None:
    if ref.kind not in KINDS:
        raise refuse(
            "not_in_roll",
            field="kind",
            zh=f"“{ref.kind[:40]}”不是名册里的对象类型；可用：{'、'.join(sorted(KINDS))}。",
            en=f"“{ref.kind[:40]}” is no kind of thing that the roll keeps; use one of {', '.join(sorted(KINDS))}.",
        )
    if not text_of(ref):
        raise refuse(
            "empty_reference",
            field="ref",
            zh=f"对象({ref.kind})既没有 id 也没有 ref；请填写其中一个。",
            en=f"The reference to a {ref.kind} has neither id nor ref; give one of them.",
        )
