"""How the house says no: always the field, what is wrong with the value, and the remedy, in both languages."""

from dataclasses import dataclass
from typing import Any

from gridward.kit.text import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is wrong or remarkable. `code` is stable and for machines; `text` is for people."""

    code: str
    text: Text
    field: str = ""

    def wire(self) -> dict[str, Any]:
        """The reason as it stands in a receipt."""
        return {"code": self.code, "field": self.field, "zh": self.text.zh, "en": self.text.en}


class Refusal(Exception):
    """A command or page asked for something that cannot be done; `reasons` says why and what to do instead."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__("; ".join(reason.text.en for reason in reasons))
        self.reasons = reasons


def refuse(code: str, *, zh: str, en: str, field: str = "") -> Refusal:
    """A refusal with a single reason, ready to raise."""
    return Refusal(Reason(code=code, text=Text(zh, en), field=field))
