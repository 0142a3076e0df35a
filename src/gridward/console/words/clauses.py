"""Clauses of packs as pages say them: a sentence that leads, and the parts that follow."""

from gridward.grid.levels import LEVELS
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.plain import Part, needed, told
from gridward.policy.vocabulary import Clause, Duty, Measure, Needed
from gridward.policy.wording import Wording, joined

WORDS = Wording(CATALOGUE, LEVELS)


def standing_label(name: str) -> Text:
    """What a standing is called."""
    return WORDS.standing(name)


def needed_words(one: Needed) -> Text:
    """A condition of release."""
    return needed(one, WORDS)


def words_of(clause: Clause) -> tuple[Text, tuple[Part, ...]]:
    """What a clause says: the sentence that leads, and the parts that it does not hold."""
    parts = {part.key: part for part in told(clause, WORDS)}
    if isinstance(clause, Duty):
        return _duty(parts), _rest(parts, "who", "about", "when", "by", "times")
    if isinstance(clause, Measure):
        return _measure(parts), _rest(parts, "about", "stages", "clock", "spread")
    named = (Text(f"{one.label.zh}：{one.text.zh}", f"{one.label.en}: {one.text.en}") for one in parts.values())
    return joined(named, zh="；", en="; "), ()


def _duty(parts: dict[str, Part]) -> Text:
    who, about, when, by, times = (_text(parts, key) for key in ("who", "about", "when", "by", "times"))
    again = Text(f" {times.zh}", f", {times.en}") if times.zh else times
    return Text(
        f"{who.zh}：{about.zh}，{when.zh}，以{by.zh}完成{again.zh}。",
        f"{who.en}: {about.en}, {when.en}; settled by {by.en}{again.en}.",
    )


def _measure(parts: dict[str, Part]) -> Text:
    about, stages, clock, spread = (_text(parts, key) for key in ("about", "stages", "clock", "spread"))
    then = stages if stages.zh else spread
    return Text(f"{about.zh}：{then.zh}，自{clock.zh}起算。", f"{about.en}: {then.en}, counted from {clock.en}.")


def _text(parts: dict[str, Part], key: str) -> Text:
    return parts[key].text if key in parts else Text("", "")


def _rest(parts: dict[str, Part], *said: str) -> tuple[Part, ...]:
    return tuple(one for key, one in parts.items() if key not in said)
