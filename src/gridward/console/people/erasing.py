"""Erasing somebody at a desk: the second look before, and the proof after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gridward.console.people.thing import Thing
from gridward.kit.errors import refuse
from gridward.ledger.verify import Fault, verify_some
from gridward.plug.kind import key_of
from gridward.roll.models import ErasureRegister


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is left: the lines of the register, how many entries are about the number, and those that do not verify."""

    lines: Sequence[ErasureRegister]
    entries: int
    faults: Sequence[Fault]


def sure(thing: Thing, reason: str, posted: Mapping[str, str]) -> bool:
    """Whether this is the second look. Raises `Refusal` without a reason, or when the number typed is another."""
    if not reason:
        raise refuse(
            "required",
            field="reason",
            zh="请写明删除理由，例如“保存期满”。",
            en="Say why, for example “kept long enough”.",
        )
    typed = posted.get("confirm")
    if typed is None:
        return False
    if typed.strip().removeprefix("#") != str(thing.number):
        raise refuse(
            "not_confirmed",
            field="confirm",
            zh=f"输入的编号不是 {thing.number}；删除不可撤销，请核对后再输入。",
            en=f"The number typed is not {thing.number}. Erasing cannot be undone; check and type it again.",
        )
    return True


def proof(thing: Thing) -> Proof:
    """The proof for an erased thing."""
    entries, faults = verify_some([key_of(thing.kind, number) for number in thing.numbers])
    return Proof(lines=thing.register, entries=entries, faults=faults)
