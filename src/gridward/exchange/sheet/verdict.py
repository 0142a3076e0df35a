"""What is said of a row: before it is taken, and after."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from gridward.kit.errors import Reason
from gridward.kit.text import Lang, Text
from gridward.ledger.outcome import WIRE, Outcome

Code = Literal[
    "new", "change", "same", "here", "twin", "mend", "foot", "accepted", "flagged", "held", "conflict", "duplicate"
]

WORDS: dict[str, Text] = {
    "new": Text("可接收", "ready"),
    "change": Text("可更正", "ready to correct"),
    "same": Text("未改动", "unchanged"),
    "here": Text("此前已接收", "taken before"),
    "twin": Text("重复行", "the same row again"),
    "mend": Text("待修改", "to be mended"),
    "foot": Text("非记录行", "no record"),
}
"""What each verdict is called; those of the door have their own labels."""

READY = frozenset({"new", "change"})
IN = frozenset({"same", "here", "twin", "accepted", "flagged", "held", "duplicate"})
"""Verdicts of rows that are on the node."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became, or would become, of a row. `corrects`: it replaces an entry."""

    sheet: str
    number: int
    code: Code
    reasons: tuple[Reason, ...] = ()
    uuid: UUID | None = None
    position: int | None = None
    corrects: bool = False

    @property
    def label(self) -> Text:
        """The verdict in a word."""
        if self.code in WORDS:
            return WORDS[self.code]
        found = Outcome(WIRE.index(self.code)).label
        return Text(f"更正：{found.zh}", f"correction: {found.en}") if self.corrects else found

    def say(self, lang: Lang) -> str:
        """The verdict and its reasons in one cell."""
        said = [self.label.say(lang), *(reason.text.say(lang) for reason in self.reasons)]
        if self.position is not None and self.code not in ("mend", "twin"):
            said[0] += f" №{self.position}"
        return ";".join(said) if lang == "zh" else "; ".join(said)
