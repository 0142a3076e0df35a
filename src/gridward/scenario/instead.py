"""What to state instead of a fact that could not be brought about: one line, in both languages."""

from collections.abc import Sequence

from gridward.kit import clock
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Fact
from gridward.scenario.facts import plain, scale_of, title


def instead(fact: Fact, facts: Sequence[Fact], *, expected: int | None) -> Text:
    """The most likely reason why a fact is not met, and the remedy; `expected` is the whole that a share is of."""
    name, figure = title(fact.figure, fact.member), CATALOGUE.figures[fact.figure]
    more = _fallen(fact, facts)
    if fact.share is not None and not expected:
        whole = title(figure.expected, fact.member if _has(figure.expected, fact.member) else "")
        return Text(
            f"{name}：没有可占的总数，请另写 {whole}。",
            f"{name}: there is nothing to be a share of; state {whole} too.",
        )
    if figure.follows is not None:
        return Text(f"{name}：{figure.follows.zh}。", f"{name}: {figure.follows.en}.")
    if more is not None:
        value, when = plain(more.value or 0, scale_of(figure, fact.member)), clock.iso(more.as_of)[:10]
        return Text(
            f"{name}：先前（{when}）已写 {value}，不会在这几天内降下来；请核对两个数和日期。",
            f"{name}: it was {value} on {when} and does not fall so soon; check both numbers and their dates.",
        )
    return Text(
        f"{name}：与地图、方案或其他事实不能同时成立；请核对数值、日期和分项。",
        f"{name}: cannot be true together with the map, the pack or other facts; check number, date and member.",
    )


def _fallen(fact: Fact, facts: Sequence[Fact]) -> Fact | None:
    """An earlier fact about the same, that states more."""
    earlier = (one for one in facts if (one.figure, one.member) == (fact.figure, fact.member))
    more = (one for one in earlier if one.as_of < fact.as_of and (one.value or 0) > (fact.value or 0))
    return max(more, key=lambda one: one.as_of, default=None) if fact.value is not None else None


def _has(figure: str, code: str) -> bool:
    return any(member.code == code for member in CATALOGUE.figures[figure].members)
