"""A desk to draft at without a ledger: figures of the checkpoint, clinic and supplies kind with given values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gridward.document import draft
from gridward.document.bulletin import Bulletin
from gridward.document.template import parse
from gridward.figure.value import Value
from gridward.grid.node import Node
from gridward.kit import clock
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure, Member

AS_OF = clock.parse("2020-02-10")
TOWN = Node(7, "371681102", "town", "", Text("长山镇", "Changshan town"), None, True, 73000, 22000, None)
SEAL = "5e" * 32


def figure(name: str, zh: str, en: str, unit: str, members: Mapping[str, tuple[str, str, str]] | None = None, **more):
    """A figure without lines: its values are given."""
    made = tuple(Member(code=code, label=Text(*label[:2]), unit=label[2]) for code, label in (members or {}).items())
    return Figure(name=name, label=Text(zh, en), unit=unit, of=(), lines=lambda entries: (), members=made, **more)


LEVELS = {code: (zh, en, "") for code, zh, en in (("town", "镇级", "Town"), ("village", "村级", "Village"))}
ITEMS = {
    "mask": ("口罩", "Masks", "只"),
    "disinfectant_84": ("84消毒液", "84 disinfectant", "L"),
}
FIGURES = (
    figure("gate.posts", "卡口", "Checkpoints", "处", LEVELS, kind="stock"),
    figure("gate.vehicles", "登记车辆", "Vehicles registered", "辆次", LEVELS),
    figure("gate.closed", "封闭管理的村", "Villages closed off", "个", kind="stock", share=True),
    figure("care.confirmed", "确诊病例", "Confirmed cases", "例"),
    figure("gift.money", "捐款", "Money given", "元", scale=2),
    figure("news.banners", "标语", "Banners", "条"),
    figure("news.reads", "阅读量", "Reads", "人次"),
    figure("store.on_hand", "库存", "Stock", "", ITEMS, kind="stock", total=False),
)


@dataclass
class Desk:
    """The values the figures have, by name and member; `at` is the head of the ledger."""

    told: dict[tuple[str, str], Value] = field(default_factory=dict)
    at: int = 4711
    asked: list[tuple[tuple[str, str], int, int | None]] = field(default_factory=list)

    def say(self, name: str, value: int | None, member: str = "", **more) -> None:
        """Give a figure its value."""
        shape = CATALOGUE.figures[name]
        part = CATALOGUE.member(shape, member)
        unit = part.unit if part and part.unit else shape.unit
        self.told[name, member] = Value(name, member, unit, shape.scale, value, **more)

    def values(self, pairs: Sequence[tuple[str, str]], *, area: int, as_of: int, known_at: int | None = None):
        """What figure.value.values answers."""
        assert area == TOWN.id
        self.asked += [(pair, as_of, known_at) for pair in pairs]
        for pair in pairs:
            if pair not in self.told:
                self.say(pair[0], 0, pair[1])
        return [self.told[pair] for pair in pairs]

    def compose(self, template: str, *, as_of: int = AS_OF, known_at: int | None = None) -> Bulletin:
        """A bulletin from the text of a template."""
        return draft.compose(parse(template, name="trial"), area=TOWN.code, as_of=as_of, known_at=known_at)


class Map:
    """As much of the grid's tree as a draft asks."""

    def need(self, code: str, at: int | None = None) -> Node:
        return TOWN

    def by_id(self, area: int, at: int | None = None) -> Node:
        return TOWN


def template(*sentences: tuple[str, str], section: str = "one") -> str:
    """The text of a template with one section of these sentences (zh, en)."""
    head = 'version = 1\nmasthead = {zh="情况通报", en="Bulletin"}\ntitle = {zh="{area}情况", en="{area}: state"}\n'
    head += 'opening = {zh="截至{as_of},情况如下。", en="As of {as_of}."}\n'
    head += f'[[section]]\nname = "{section}"\ntitle = {{zh="一节", en="A section"}}\n'
    return head + "".join(f"[[section.sentence]]\nzh = '''{zh}'''\nen = '''{en}'''\n" for zh, en in sentences)


def both(sentence: str) -> tuple[str, str]:
    """The same places in both languages."""
    return sentence, sentence
