"""Where the sender of a sheet may record, and what words mean there: areas by name or code, entries by id."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property

from gridward.account.models import Account
from gridward.exchange.sheet.cell import folded
from gridward.grid.node import Node
from gridward.grid.reach import Reach, opening, reach
from gridward.grid.roles import protected
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.errors import refuse
from gridward.kit.ids import parsed
from gridward.ledger.content import Content
from gridward.ledger.stored import Stored, by_position
from gridward.plug.kind import EntryKind
from gridward.roll.blind import digest
from gridward.roll.keys import keys

_WITH_CODE = re.compile(r"(?P<name>.*?)\s*[(\uff08]\s*(?P<code>[0-9][^()\uff08\uff09\s]*)\s*[)\uff09]")
_TAILS = re.compile("(村民委员会|村委会|居民委员会|社区居委会|居委会|村委|village|community|town)$")


class Within:
    """The ground of one account for one kind of entry; without an account the whole node (its operator's command)."""

    def __init__(self, account: Account | None, kind: EntryKind) -> None:
        self.account = account
        self.kind = kind
        self.now = clock.now()
        self.map = tree()

    def code(self, text: str, *, at: str) -> str:
        """The code of the area that a name or code means."""
        return self.node(text, at=at).code

    def node(self, text: str, *, at: str = "area") -> Node:
        """The area that a name or code means; raises `Refusal` with what it could be."""
        found = self._named(text)
        if len(found) == 1:
            return found[0]
        near = [f"{one.name.zh}({one.code})" for one in found[:4]] or self._near(text)
        zh = f"是不是：{'、'.join(near)}？" if near else "请填写区域代码。"
        en = f"Did you mean {', '.join(near)}?" if near else "Write the code of the area."
        raise refuse(
            "unknown_area",
            field=at,
            zh=f"“{text[:60]}”{'对应多个区域' if found else '不是您职责范围内的区域'}。{zh}",
            en=f"“{text[:60]}” {'means several areas' if found else 'is no area that your office covers'}. {en}",
        )

    def place(self, text: str) -> str:
        """The code of a place or area that is called so; "" when none or several are."""
        found = self._named(text)
        return found[0].code if len(found) == 1 else ""

    def entry(self, text: str, *, at: str) -> str:
        """The id of an entry by its id or its position."""
        if parsed(text) is not None:
            return str(parsed(text))
        number = re.sub(r"^(№|no\.?|#)\s*", "", folded(text)).replace(",", "")
        if number.isdecimal() and len(number) < 16:
            found = by_position([int(number)])
            if found and (self.account is None or self.sees(found[0])):
                return str(found[0].uuid)
        raise refuse(
            "unknown_entry",
            field=at,
            zh=f"“{text[:40]}”不是记录编号或账本位置。请从导出文件或记录页面复制编号。",
            en=f"“{text[:40]}” is neither the id nor the position of an entry. Copy it from an export or its page.",
        )

    def digest(self, text: str) -> bytes:
        """A digest under the key of the blind index."""
        return digest(keys().index, "sheet", text)

    def check(self, node: Node) -> None:
        """Raise `Refusal` where the account may not record this kind."""
        if self._recording is not None and not self._recording.covers(self.map.path(node.id, self.now)):
            kind, name = self.kind.label, node.name
            raise refuse(
                "out_of_reach",
                field="area",
                zh=f"您的职务不能在{name.zh}登记“{kind.zh}”。请选择您负责的区域。",
                en=f"Your office may not record “{kind.en}” in {name.en}. Choose an area you cover.",
            )

    def sees(self, stored: Stored) -> bool:
        """Whether the account may look at an entry."""
        return self._covers(self._reach("see"), stored.area)

    def may_correct(self, stored: Stored, content: Content) -> bool:
        """Whether the account may correct an entry: its author may, and an office that corrects this kind there."""
        if self.account is None or self.account.username in (content.by, content.entered_by):
            return True
        return self._covers(self._reach("correct"), stored.area)

    def may_open(self, stored: Stored) -> bool:
        """Whether personal data of an entry may leave in clear: it takes the right to export and to see persons."""
        return all(self._covers(self._reach(verb), stored.area) for verb in ("export", "see_person"))

    def may_open_field(self, stored: Stored, field: str) -> bool:
        """Whether a sealed text of an entry that may leave in clear may do so too."""
        name = f"{self.kind.name}.{field}"
        if self.account is None or name not in protected():
            return True
        if name not in self._reaches:
            self._reaches[name] = opening(self.account, self.kind.name, field, self.now)
        return self._covers(self._reaches[name], stored.area)

    def _covers(self, found: Reach | None, area: int | None) -> bool:
        if found is None:
            return True
        return area is not None and area in self.map and found.covers(self.map.path(area, self.now))

    def _reach(self, verb: str) -> Reach | None:
        if self.account is None:
            return None
        if verb not in self._reaches:
            self._reaches[verb] = reach(self.account, verb, self.now, self.kind.name)
        return self._reaches[verb]

    @cached_property
    def _reaches(self) -> dict[str, Reach]:
        return {}

    @property
    def _recording(self) -> Reach | None:
        return self._reach("record")

    def _named(self, text: str) -> list[Node]:
        said = text.strip()
        found = _WITH_CODE.fullmatch(said)
        for code in (said, found["code"] if found else ""):
            node = self.map.by_code(code) if code else None
            if node is not None and (self._recording is None or self._recording.covers(self._path(node))):
                return [node]
        name = _bare(found["name"] if found else said)
        exact = self._by_name.get(name, [])
        return exact or self._below(name)

    def _below(self, name: str) -> list[Node]:
        """An area named with what it lies in: 长山镇东村."""
        for cut in range(1, len(name)):
            found = self._by_name.get(name[cut:], [])
            fit = [one for one in found if self._lies_in(one, name[:cut])]
            if fit:
                return fit
        return []

    def _lies_in(self, node: Node, text: str) -> bool:
        for one in self.map.ancestors(node.id, self.now):
            for name in (_bare(one.name.zh), _bare(one.name.en)):
                text = text.replace(name, "", 1)
        return not text

    def _near(self, text: str) -> list[str]:
        names = get_close_matches(_bare(text), list(self._by_name), n=3, cutoff=0.5)
        return [f"{one.name.zh}({one.code})" for name in names for one in self._by_name[name][:1]]

    @cached_property
    def _by_name(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self._all():
            for name in {_bare(node.name.zh), _bare(node.name.en)}:
                found.setdefault(name, []).append(node)
        return found

    def _all(self) -> Iterator[Node]:
        for node in self.map.nodes(self.now):
            if self._recording is None or self._recording.covers(self._path(node)):
                yield node

    def _path(self, node: Node) -> str:
        return self.map.path(node.id, self.now)


def _bare(name: str) -> str:
    text = "".join(folded(name).split())
    return _TAILS.sub("", text) or text
