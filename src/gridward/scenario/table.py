"""Takes a table of the file apart key by key and notes, in both languages, what is wrong with each."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from gridward.kit import clock
from gridward.kit.errors import Reason, Refusal
from gridward.kit.text import Text

_TYPES = {
    bool: Text("真假值", "true or false"),
    int: Text("整数", "a whole number"),
    float: Text("小数", "a decimal number"),
    str: Text("文字", "text"),
    list: Text("数组", "an array"),
    dict: Text("表", "a table"),
    datetime: Text("日期时间", "a date-time"),
    date: Text("日期", "a date"),
}
EARLIEST, LATEST = date(1950, 1, 1), date(2099, 12, 31)


class Faults:
    """Everything that is wrong with a file, in the order found."""

    def __init__(self) -> None:
        self.reasons: list[Reason] = []

    def add(self, code: str, field: str, *, zh: str, en: str) -> None:
        """Note one fault; the texts are prefixed with the field."""
        self.reasons.append(Reason(code=code, field=field, text=Text(f"{field}：{zh}", f"{field}: {en}")))

    def end(self) -> None:
        """Raise `Refusal` with everything noted, if anything was."""
        if self.reasons:
            raise Refusal(*self.reasons)


def shown(value: Any) -> str:
    """A value as a message quotes it: short, on one line."""
    text = value if isinstance(value, str) else _number(value) if isinstance(value, int) else str(value)
    text = "".join(sign if sign.isprintable() else "·" for sign in text[:61])
    return text if len(text) <= 60 else f"{text[:59]}…"


class Table:
    """One table. Every getter returns a usable value or notes the fault and returns its default."""

    def __init__(self, values: Mapping[str, Any], *, keys: Collection[str], faults: Faults, where: str = "") -> None:
        self.values, self.faults, self.where = values, faults, where
        self.meant: set[str] = set()
        for key in values:
            near = [] if key in keys else get_close_matches(key, list(keys), n=1, cutoff=0.7)
            if near and near[0] not in values:
                self.meant.add(near[0])
                self.fault(
                    "unknown_key", key, zh=f"没有这一项。是不是 {near[0]}?", en=f"no such key. Did you mean {near[0]}?"
                )

    def path(self, key: str) -> str:
        """The key with the table it stands in."""
        return f"{self.where}.{key}" if self.where else key

    def fault(self, code: str, key: str, *, zh: str, en: str) -> None:
        """Note a fault of this key."""
        self.faults.add(code, self.path(key), zh=zh, en=en)

    def missing(self, key: str, *, zh: str, en: str) -> None:
        """Note that the key is not there, unless a misspelt one was noted; the texts say what to write."""
        if key not in self.meant:
            self.fault("missing", key, zh=f"缺少这一项。{zh}", en=f"is missing. {en}")

    def wrong_type(self, key: str, *, zh: str, en: str) -> None:
        """Note that the value is of a wrong type; the texts say what to write."""
        value = self.values[key]
        kind = next((_TYPES[base] for base in type(value).__mro__ if base in _TYPES), Text("其他", "something else"))
        self.fault(
            "wrong_type",
            key,
            zh=f"“{shown(value)}”是{kind.zh}。{zh}",
            en=f"“{shown(value)}” is {kind.en}. {en}",
        )

    def text(self, key: str, default: str = "") -> str:
        """Plain text without surrounding blanks."""
        value = self.values.get(key, default)
        if isinstance(value, str):
            return value.strip()
        self.wrong_type(key, zh="请写成带引号的文字。", en="Write quoted text.")
        return default

    def choice(self, key: str, options: Collection[str], default: str = "") -> str:
        """One of the options; `default` when absent or wrong."""
        value = self.text(key, default)
        if value in options or value == default:
            return value
        listed = ", ".join(options)
        near = get_close_matches(value, list(options), n=1, cutoff=0.6)
        self.fault(
            "not_an_option",
            key,
            zh=f"“{shown(value)}”不在可选值之内。" + (f"是不是 {near[0]}?" if near else "") + f"可选：{listed}。",
            en=f"“{shown(value)}” is not one of: {listed}." + (f" Did you mean {near[0]}?" if near else ""),
        )
        return default

    def whole(self, key: str, *, low: int, high: int, default: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong_type(key, zh="请写一个整数，不加引号。", en="Write a whole number without quotes.")
            return default
        if key in self.values and not low <= value <= high:
            self.fault(
                "out_of_range",
                key,
                zh=f"{_number(value)} 超出范围，应在 {low} 到 {high} 之间。",
                en=f"{_number(value)} is out of range; it must lie between {low} and {high}.",
            )
            return default
        return value

    def names(self, key: str) -> Text | None:
        """A name: a table of zh and en, or plain text for both; None when absent or wrong."""
        value = self.values.get(key)
        if isinstance(value, dict):
            inner = Table(value, keys=("zh", "en"), faults=self.faults, where=self.path(key))
            zh, en = inner.text("zh"), inner.text("en")
            if zh or en:
                return Text(zh or en, en or zh)
        elif isinstance(value, str) and value.strip():
            return Text(value.strip(), value.strip())
        elif value is None:
            return None
        self.wrong_type(
            key,
            zh='请写成 { zh = "某镇", en = "A town" }。',
            en='Write { zh = "某镇", en = "A town" }.',
        )
        return None

    def table(self, key: str) -> Mapping[str, Any]:
        """A table; empty when absent or wrong."""
        value = self.values.get(key, {})
        if isinstance(value, dict):
            return value
        self.wrong_type(key, zh=f"请写成表 [{self.path(key)}]。", en=f"Write a table [{self.path(key)}].")
        return {}

    def tables(self, key: str) -> list[Mapping[str, Any]]:
        """An array of tables; empty when absent or wrong."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(row, dict) for row in value):
            return value
        self.wrong_type(
            key, zh=f"请用双方括号 [[{key}]]，每条一段。", en=f"Write [[{key}]] in double brackets, one for each."
        )
        return []

    def time(self, key: str, *, last: bool) -> int | None:
        """A date (its last moment when `last`, else its first) or a date-time; None when absent or wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            with suppress(ValueError):
                value = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
        if not isinstance(value, date):
            self.wrong_type(
                key,
                zh="请写日期 2020-02-10 或带时区的时间 2020-02-10T18:00:00+08:00，不加引号。",
                en="Write a date 2020-02-10 or a date-time with zone 2020-02-10T18:00:00+08:00, without quotes.",
            )
            return None
        if not EARLIEST < (value.date() if isinstance(value, datetime) else value) < LATEST:
            self.fault(
                "out_of_range",
                key,
                zh=f"“{value}”的年份不可信，请写 {EARLIEST.year} 至 {LATEST.year} 年之间的日期。",
                en=f"“{value}” has an unlikely year; write a date between {EARLIEST.year} and {LATEST.year}.",
            )
            return None
        if isinstance(value, datetime):
            return clock.micros(value if value.tzinfo else value.replace(tzinfo=clock.ZONE))
        day = clock.day_number(value)
        return clock.last_moment(day) if last else clock.first_moment(day)


def _number(value: int) -> str:
    """A number as a message quotes it; a huge one by its length."""
    return str(value).lower() if abs(value) < 10**18 else "10^18+"
