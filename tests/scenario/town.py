"""A small catalogue and a scenario file that is right, to be spoilt in one place by each test."""

from collections.abc import Sequence
from fractions import Fraction

from gridward.kit.text import Text
from gridward.plug.catalogue import Catalogue
from gridward.plug.domain import Domain
from gridward.plug.figure import Figure, Line, Member
from gridward.plug.kind import Body, Entry, EntryKind
from gridward.scenario.scenario import Known


class Nothing(Body):
    """Says only that it happened."""


def _none(entries: Sequence[Entry]) -> tuple[Line, ...]:
    return ()


def figure(name: str, unit: str = "个", **more: object) -> Figure:
    return Figure(name=name, label=Text(name, name), unit=unit, of=("gate.pass",), lines=_none, **more)  # type: ignore[arg-type]


def members(*codes: str, **more: str) -> tuple[Member, ...]:
    return tuple(Member(code=code, label=Text(code, code), parent=more.get(code, "")) for code in codes)


FIGURES = (
    figure("grid.population", "人", kind="stock"),
    figure("grid.households", "户", kind="stock"),
    figure("grid.areas", kind="stock", members=members("work_area", "village", "community", "grid_small"), total=False),
    figure("gate.vehicles", "辆次", members=members("town", "village")),
    figure("gate.turned_back", "辆次", members=members("town", "village"), at_most="gate.vehicles"),
    figure("clinic.triaged", "人次"),
    figure("clinic.fever", "人次", at_most="clinic.triaged"),
    figure("clinic.referred", "人次", at_most="clinic.fever"),
    figure("door.covered", "户", distinct=True, expected="grid.households"),
    figure("posters.villages", distinct=True, expected="grid.areas", members=members("village", "community")),
    figure("follow.controlled", "人", kind="stock", distinct=True, expected="follow.found"),
    figure("follow.found", "人", kind="stock", distinct=True),
    figure(
        "post.sent",
        "条",
        members=members("web", "wechat", "weibo", "paper", wechat="web", weibo="web"),
    ),
    figure(
        "store.on_hand",
        "",
        kind="stock",
        total=False,
        members=(
            Member(code="alcohol", label=Text("酒精", "Alcohol"), unit="L", scale=1),
            Member(code="mask", label=Text("口罩", "Masks"), unit="只"),
        ),
    ),
)
CATALOGUE = Catalogue()
CATALOGUE.install(
    [
        Domain(
            name="gate",
            label=Text("卡口", "Gates"),
            kinds=(EntryKind(name="gate.pass", label=Text("通行", "Pass"), body=Nothing),),
            figures=FIGURES,
        )
    ]
)
_SAME = {"升": ("L", 1), "台次": ("辆次", 1), "毫升": ("L", Fraction(1, 1000)), "万辆次": ("辆次", 10000)}


def convert(stated: str, unit: str) -> Fraction | None:
    if stated == unit:
        return Fraction(1)
    of, factor = _SAME.get(stated, ("", 0))
    return Fraction(factor) if of == unit else None


KNOWN = Known(catalogue=CATALOGUE, packs=("cn-covid-e2", "cn-covid-e3", "cn-covid-e4"), convert=convert)

RIGHT = """
id = "a-town-2020"
name = { zh = "某镇", en = "A town" }
pack = "cn-covid-e4"
start = 2020-01-26
end = 2020-02-10
population = 1000

[area]
name = { zh = "某镇", en = "A town" }
level = "town"
children = { village = 5, community = 2, work_area = 2 }

[[fact]]
figure = "gate.vehicles"
member = "town"
value = 858
unit = "辆次"
qualifier = "="
as_of = 2020-02-10
as_of_source = "stated"
source = "S-1"
text = "登记车辆858辆次"
"""
