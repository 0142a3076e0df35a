"""A figure's value in words: the number as its wording asks, or which of the five kinds of nothing it is."""

from decimal import Decimal
from typing import NamedTuple

from gridward.document import amount, units
from gridward.document.wording import Wording
from gridward.figure.value import Value
from gridward.kit.text import Text
from gridward.plug.figure import Figure

EXACT = Wording()
NOTHING = Text("", "")
NO_FLOW = Text("台账未见发生", "none on record")
NO_STOCK = Text("按台账", "by the ledger")


class Said(NamedTuple):
    """What stands in a sentence, in both languages: the number (maybe empty) and the words that belong to it."""

    number: Text
    words: Text = NOTHING

    @property
    def text(self) -> Text:
        """Both together."""
        return Text(f"{self.number.zh}{self.words.zh}", f"{self.number.en} {self.words.en}".strip())


def say(value: Value, figure: Figure, wording: Wording = EXACT) -> Said:
    """What stands in the sentence; never a bare zero.

    Of a share `expected` is the whole of which the value is a part, so that being less is no gap.
    """
    number = _number(value, wording)
    if value.nothing == "reported_zero":
        return _noted(number, _nil(value, wording.by))
    if value.nothing is not None:
        return _noted(number if value.value else None, _gap(value, wording.by))
    if number is None or (not figure.share and _silent(value)):
        return _noted(number, _gap(value, wording.by))
    if value.value == 0 and not (figure.share and value.expected):
        return _noted(number, NO_FLOW if figure.kind == "flow" else NO_STOCK)
    return number


def exact(value: Value, figure: Figure) -> Text:
    """The number unrounded with its unit: what the table of figures and the footnotes show."""
    if figure.share and value.value is not None and value.expected:
        share = amount.percent(Decimal(value.value), Decimal(value.expected))
        part, whole = _parts(value)
        of = units.with_unit(Text(f"{part.zh}/{whole.zh}", f"{part.en} of {whole.en}"), value.unit, value.expected)
        return Text(f"{of.zh}（{share}）", f"{of.en} ({share})")
    return say(value, figure).text


def decimal(value: Value) -> Decimal | None:
    """The value as a decimal number in its unit."""
    return None if value.value is None else Decimal(value.value).scaleb(-value.scale)


def empty(value: Value) -> bool:
    """Nobody has said anything: no value and no report, or a zero for which nobody vouches."""
    return value.nothing != "reported_zero" and not value.value and not value.reported


def _number(value: Value, wording: Wording) -> Said | None:
    number = decimal(value)
    if number is None:
        return None
    if value.expected and not value.vouched and wording.form == "share":
        said = amount.percent(number, Decimal(value.expected).scaleb(-value.scale))
        return Said(Text(said, said))
    if value.expected and not value.vouched and wording.form == "of":
        return _of(value, wording)
    told = amount.tell(number, wording)
    said_in_both = amount.text(told)
    return Said(units.with_unit(said_in_both, value.unit, told.printed) if wording.unit else said_in_both)


def _of(value: Value, wording: Wording) -> Said:
    part, whole = _parts(value)
    of, unit = f"{part.en} of {whole.en}", value.unit if wording.unit else ""
    en = units.with_unit(Text("", of), unit, value.expected or 0).en if unit else of
    return Said(Text(f"{part.zh}{unit}", en), Text(f"（共{whole.zh}{unit}）", ""))


def _parts(value: Value) -> tuple[Text, Text]:
    """The value and the whole of which it is a part."""
    both = (decimal(value) or Decimal(0), Decimal(value.expected or 0).scaleb(-value.scale))
    part, whole = (amount.text(amount.tell(number, EXACT)) for number in both)
    return part, whole


def _silent(value: Value) -> int:
    if value.reported is None or value.expected is None:
        return 0
    return max(0, value.expected - value.reported)


def _nil(value: Value, by: str) -> Text:
    who = Text(by or "单位", by or "units")
    reported, silent = value.reported, _silent(value)
    if not reported:
        return Text("零报告", "reported nil")
    if value.vouched:
        return Text(f"应报{value.expected}次全部零报告", f"all {value.expected} that were due reported nil")
    if silent:
        return Text(
            f"{value.expected}个{who.zh}中{reported}个零报告、{silent}个未报",
            f"{reported} of {value.expected} {who.en} reported nil, {silent} silent",
        )
    return Text(f"{reported}个{who.zh}全部零报告", f"all {reported} {who.en} reported nil")


def _gap(value: Value, by: str) -> Text:
    who = Text(by or "单位", by or "units")
    if value.nothing == "not_asked":
        return Text("未布置填报", "not asked for")
    if value.nothing == "not_knowable":
        return Text("本级无从掌握", "cannot be known here")
    silent = _silent(value)
    if not silent:
        return Text("数据未报", "not reported")
    if value.vouched:
        return Text(
            f"数据不全：应报{value.expected}次，已报{value.reported}次",
            f"incomplete: {value.reported} of {value.expected} that were due were reported",
        )
    if silent == value.expected:
        return Text(f"数据未报：{silent}个{who.zh}均未报", f"not reported: none of {silent} {who.en} has reported")
    return Text(
        f"数据不全：{value.expected}个{who.zh}中{silent}个未报",
        f"incomplete: {silent} of {value.expected} {who.en} have not reported",
    )


def _noted(said: Said | None, note: Text) -> Said:
    number, words = said or Said(NOTHING)
    return Said(number, Text(f"{words.zh}（{note.zh}）", f"{words.en} ({note.en})".strip()))
