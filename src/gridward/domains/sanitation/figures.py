"""The figures of sanitation (figures.md S2-18, S2-20; coverage.md §4, Q57-Q62)."""

from collections.abc import Callable, Collection, Iterable, Sequence

from gridward.domains.sanitation import rules
from gridward.domains.sanitation.entries import Cleaner, Site
from gridward.kit.clock import day_of
from gridward.kit.text import Text
from gridward.plug.agree import Whole
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry

JOBS = ("sanitation.disinfection",)
CLEANUPS = ("sanitation.cleanup",)
_UNITS = {"village": "个", "community": "个", "farm": "家", "factory": "家", "shop": "户", "school": "所"}
_UNITS |= {"main_road": "条", "street": "条", "alley": "条", "compound": "个", "household": "户", "vehicle": "辆"}
SITES = tuple(Member(code=site.value, label=site.label, unit=_UNITS.get(site.value, "处")) for site in Site)
AREAS = (
    Member(code="village", label=Text("村", "Villages")),
    Member(code="community", label=Text("社区", "Communities")),
)
PERFORMERS = tuple(Member(code=one.value, label=one.label) for one in Cleaner)
BREEDING = {
    "inspected": Text("检查容器", "Containers inspected"),
    "positive": Text("阳性容器", "Containers with larvae"),
    "cleared": Text("清除容器", "Containers cleared"),
}

Lines = Callable[[Sequence[Entry]], Iterable[Line]]


def disinfected_area(entries: Sequence[Entry]) -> Iterable[Line]:
    """The area of each job; what is treated twice counts twice (Q59)."""
    return [line(entry, rules.square_metres(entry.body)) for entry in entries]


def sites(entries: Sequence[Entry]) -> Iterable[Line]:
    """The site, for every job there."""
    return [line(entry, member=entry.body.site_kind.value, key=rules.site_of(entry)) for entry in entries]


def places(kinds: Collection[str]) -> Lines:
    """Places of these kinds, each from its first job on."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        return steps(rules.known(rules.of_kinds(entries, kinds)))

    return lines


def met(kinds: Collection[str], asked: Callable[[int], int]) -> Lines:
    """Places of these kinds that have done what the day asks for."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        jobs = rules.of_kinds(entries, kinds)
        return steps(rules.often_enough(jobs, {day: asked(day) for day in {day_of(entry.at) for entry in jobs}}))

    return lines


def overuse(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every job that was too strong or one too many."""
    return [line(entry) for entry in entries if any(rules.overused(entry, entries))]


def refuse(entries: Sequence[Entry]) -> Iterable[Line]:
    """Refuse taken away, by whom."""
    return [line(entry, rules.kilograms(entry.body), member=entry.body.performer.value) for entry in entries]


def refuse_cleared(entries: Sequence[Entry]) -> Iterable[Line]:
    """Villages that say today that their refuse is cleared."""
    return steps(rules.told(entries, cleared=True))


def refuse_told(entries: Sequence[Entry]) -> Iterable[Line]:
    """Villages that have spoken of their refuse today."""
    return steps(rules.told(entries, cleared=False))


def breeding(entries: Sequence[Entry]) -> Iterable[Line]:
    """Containers looked into, with larvae, and cleared."""
    return [
        line(entry, number, member=code)
        for entry in entries
        for code in BREEDING
        if (number := getattr(entry.body, code))
    ]


DISINFECTED_AREA = Figure(
    name="sanitation.disinfected_area",
    label=Text("消杀面积", "Area disinfected"),
    unit="m²",
    of=JOBS,
    lines=disinfected_area,
    headline=60,
)
SITES_DONE = Figure(
    name="sanitation.sites",
    label=Text("已消杀对象", "Sites disinfected"),
    unit="",
    of=JOBS,
    lines=sites,
    distinct=True,
    members=SITES,
    total=False,
)
PLACES = Figure(
    name="sanitation.places",
    label=Text("定频消毒场所", "Places disinfected daily"),
    unit="处",
    kind="stock",
    of=JOBS,
    lines=places(rules.DUTY),
    members=tuple(Member(code=one.value, label=one.label) for one in Site if one.value in rules.DUTY),
)
FREQUENCY_MET = Figure(
    name="sanitation.frequency_met",
    label=Text("当日消毒频次达标场所", "Places disinfected often enough today"),
    unit="处",
    kind="stock",
    of=JOBS,
    lines=met(rules.DUTY, rules.jobs_asked),
    members=PLACES.members,
    at_most="sanitation.places",
    expected="sanitation.places",
    share=True,
    headline=61,
)
SHOPS = Figure(
    name="sanitation.shops",
    label=Text("消毒台账门店", "Shops that keep a disinfection log"),
    unit="户",
    kind="stock",
    of=JOBS,
    lines=places(rules.SHOP),
)
SHOPS_DISINFECTED = Figure(
    name="sanitation.shops_disinfected",
    label=Text("当日已消毒门店", "Shops disinfected today"),
    unit="户",
    kind="stock",
    of=JOBS,
    lines=met(rules.SHOP, rules.shop_jobs_asked),
    at_most="sanitation.shops",
    expected="sanitation.shops",
    share=True,
)
OVERUSE = Figure(
    name="sanitation.overuse",
    label=Text("过度消毒", "Over-disinfection"),
    unit="次",
    kind="stock",
    of=JOBS,
    lines=overuse,
)
REFUSE = Figure(
    name="sanitation.refuse",
    label=Text("清运垃圾", "Refuse removed"),
    unit="t",
    scale=3,
    of=CLEANUPS,
    lines=refuse,
    members=PERFORMERS,
    headline=62,
)
REFUSE_TOLD = Figure(
    name="sanitation.refuse_told",
    label=Text("当日报告垃圾清运的村（社区）", "Villages that spoke of their refuse today"),
    unit="个",
    kind="stock",
    of=CLEANUPS,
    lines=refuse_told,
    members=AREAS,
    expected="grid.areas",
    share=True,
)
REFUSE_CLEARED = Figure(
    name="sanitation.refuse_cleared",
    label=Text("当日垃圾日产日清的村（社区）", "Villages whose refuse was cleared today"),
    unit="个",
    kind="stock",
    of=CLEANUPS,
    lines=refuse_cleared,
    members=AREAS,
    at_most="sanitation.refuse_told",
    expected="grid.areas",
    reported="sanitation.refuse_told",
    share=True,
)
BREEDING_SITES = Figure(
    name="sanitation.breeding",
    label=Text("孳生地", "Breeding sites"),
    unit="个",
    of=("sanitation.survey",),
    lines=breeding,
    members=tuple(Member(code=code, label=label) for code, label in BREEDING.items()),
    total=False,
)
FIGURES = (
    DISINFECTED_AREA,
    SITES_DONE,
    PLACES,
    FREQUENCY_MET,
    SHOPS,
    SHOPS_DISINFECTED,
    OVERUSE,
    REFUSE,
    REFUSE_TOLD,
    REFUSE_CLEARED,
    BREEDING_SITES,
)
WHOLES = (
    Whole((SHOPS.name, ""), ((SITES_DONE.name, "shop"),), full=True),
    *(Whole((PLACES.name, kind), ((SITES_DONE.name, kind),), full=True) for kind in rules.DUTY),
)
"""Places that are counted among the sites, too."""
