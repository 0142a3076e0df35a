"""The figures of screening (figures.md; coverage.md §4, Q13-Q18)."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from gridward.domains.screening import rules
from gridward.domains.screening.entries import Refusal, Stage, TravelDirection, TravelPurpose, VisitResult
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry
from gridward.policy.lists import options, origin

ROUNDS = tuple(Member(code=code, label=Text(f"第{code}轮", f"Round {code}")) for code in rules.ROUNDS)

VULNERABLE = frozenset(one.code for one in options("category") if "vulnerable" in (one.code, one.parent))
"""The categories of people who need help."""
Lines = Callable[[Sequence[Entry]], Iterable[Line]]


def _members(name: str) -> tuple[Member, ...]:
    return tuple(Member(code=one.code, label=one.label, parent=one.parent) for one in options(name))


def households_visited(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every visit of a household, nobody home included."""
    return [line(entry, member=rules.round_of(entry)) for entry in entries if rules.about_household(entry)]


def of_the_house(points: Callable[[Sequence[Entry]], rules.Points]) -> Lines:
    """The household, while `points` says so."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        about = entries[0].subject if entries else None
        if about is None or about.kind != "household":
            return ()
        return steps(points(entries), key=about.key)

    return lines


def persons_covered(entries: Sequence[Entry]) -> Iterable[Line]:
    """Each person that the visit covered."""
    return [
        line(entry, member=rules.round_of(entry), key=key)
        for entry in entries
        for key in sorted(rules.persons_met(entry))
    ]


def refusals(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every household that did not cooperate."""
    return [
        line(entry, member=rules.round_of(entry))
        for entry in entries
        if rules.about_household(entry) and entry.body.result is VisitResult.UNCOOPERATIVE
    ]


def refusal_reasons(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every household that did not cooperate, by why; nobody asked is no part."""
    return [
        line(entry, member=entry.body.refusal.value if entry.body.refusal else "")
        for entry in entries
        if rules.about_household(entry) and entry.body.result is VisitResult.UNCOOPERATIVE
    ]


def rounds(entries: Sequence[Entry]) -> Iterable[Line]:
    """The round in which a visit was made, as its own key: distinct keys are rounds opened."""
    return [line(entry, key=int(member)) for entry in entries if (member := rules.round_of(entry))]


def arrivals(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each person who came, by where from."""
    return [
        line(entry, member=origin(entry.body.origin_area))
        for entry in entries
        if entry.body.direction is TravelDirection.IN and entry.body.stage is Stage.ACTUAL
    ]


def purposes(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each person who came, by what for."""
    return [
        line(entry, member=entry.body.purpose.value)
        for entry in entries
        if entry.body.direction is TravelDirection.IN and entry.body.stage is Stage.ACTUAL
    ]


def departures(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each person who left."""
    return [
        line(entry)
        for entry in entries
        if entry.body.direction is TravelDirection.OUT and entry.body.stage is Stage.ACTUAL
    ]


def key_persons(entries: Sequence[Entry]) -> Iterable[Line]:
    """The person, while a category holds."""
    about = entries[0].subject if entries else None
    if about is None or about.kind != "person":
        return ()
    return steps(rules.category_points(entries), key=about.key)


def categories(entries: Sequence[Entry]) -> Iterable[Line]:
    """Each key category that the response in force switches on, itself and not as a part of another (四大类人群)."""
    codes = [one.code for one in options("category")]
    told = list(rules.response_points(entries))
    for number, code in enumerate(codes):
        yield from steps(((at, entry, {"": 1} if code in on else {}) for at, entry, on in told), key=number)


def of_the_vulnerable(points: Callable[[Sequence[Entry], AbstractSet[str]], rules.Points]) -> Lines:
    """The person, while in a category of people who need help and `points` says so."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        about = entries[0].subject if entries else None
        if about is None or about.kind != "person":
            return ()
        return steps(points(entries, VULNERABLE), key=about.key)

    return lines


def pushed(entries: Sequence[Entry]) -> Iterable[Line]:
    """Names of a pushed list by their last result, where each was looked into; a name that nobody has looked into is
    unresolved where the list was received. So the results and `unresolved` sum to the names, there and above.
    """
    home = next((entry.area for entry in entries if entry.kind == "screening.pushed_list"), None)
    if home is None:
        return
    for entry, at, number in rules.names_on(entries):
        if number:
            yield line(entry, number, member=rules.UNRESOLVED, at=at)._replace(area=home)
    for points in rules.checked(entries):
        yield from steps(points)


def missed_by_screening(entries: Sequence[Entry]) -> Iterable[Line]:
    """Names of pushed lists whose last result is that the screening had missed them."""
    for points in rules.list_points(entries):
        yield from steps((at, entry, {"": values.get(rules.MISSED, 0)}) for at, entry, values in points)


HOUSEHOLDS_VISITED = Figure(
    name="screening.households_visited",
    label=Text("入户排查户次", "Household visits"),
    unit="户次",
    of=("screening.visit",),
    lines=households_visited,
    members=ROUNDS,
    headline=27,
)
HOUSEHOLDS = Figure(
    name="screening.households",
    label=Text("应排查户数", "Households to be screened"),
    unit="户",
    kind="stock",
    about=("household",),
    of=("screening.visit", "roll.household"),
    lines=of_the_house(rules.to_screen_points),
)
HOUSEHOLDS_COVERED = Figure(
    name="screening.households_covered",
    label=Text("已排查户数", "Households covered"),
    unit="户",
    kind="stock",
    about=("household",),
    of=("screening.visit", "roll.household"),
    begun_by=("screening.visit",),
    lines=of_the_house(rules.covered_points),
    distinct=True,
    members=ROUNDS,
    at_most="screening.households_visited",
    expected="screening.households",
    share=True,
    headline=10,
)
PERSONS_COVERED = Figure(
    name="screening.persons_covered",
    label=Text("已排查人数", "Persons covered"),
    unit="人",
    of=("screening.visit",),
    lines=persons_covered,
    distinct=True,
    members=ROUNDS,
    headline=26,
)
REFUSALS = Figure(
    name="screening.refusals",
    label=Text("不配合户次", "Visits refused"),
    unit="户次",
    of=("screening.visit",),
    lines=refusals,
    members=ROUNDS,
    at_most="screening.households_visited",
)
REFUSAL_REASONS = Figure(
    name="screening.refusal_reasons",
    label=Text("不配合原因", "Why visits were refused"),
    unit="户次",
    follows=Text("由入户排查的不配合原因而定:请写 screening.refusals", "is what visits say: write screening.refusals"),
    of=("screening.visit",),
    lines=refusal_reasons,
    members=tuple(Member(code=reason.value, label=reason.label) for reason in Refusal),
    at_most="screening.refusals",
)
ROUNDS_OPENED = Figure(
    name="screening.rounds",
    label=Text("排查轮次", "Screening rounds"),
    unit="轮",
    of=("screening.visit",),
    lines=rounds,
    distinct=True,
)
ARRIVALS = Figure(
    name="screening.arrivals",
    label=Text("来返人员", "Arrivals"),
    unit="人次",
    of=("screening.travel_entry",),
    lines=arrivals,
    members=_members("origin"),
    headline=12,
)
PURPOSES = Figure(
    name="screening.arrival_purposes",
    label=Text("来返事由", "What arrivals came for"),
    unit="人次",
    follows=Text("由来返登记的事由而定:请写 screening.arrivals", "is what arrivals say: write screening.arrivals"),
    of=("screening.travel_entry",),
    lines=purposes,
    members=tuple(Member(code=purpose.value, label=purpose.label) for purpose in TravelPurpose),
    at_most="screening.arrivals",
)
DEPARTURES = Figure(
    name="screening.departures",
    label=Text("外出人员", "Departures"),
    unit="人次",
    of=("screening.travel_entry",),
    lines=departures,
)
KEY_PERSONS = Figure(
    name="screening.key_persons",
    label=Text("重点人员", "Key persons"),
    unit="人",
    kind="stock",
    about=("person",),
    of=("screening.classification",),
    lines=key_persons,
    distinct=True,
    members=_members("category"),
    headline=11,
)
CATEGORIES = Figure(
    name="screening.categories",
    label=Text("重点人群类别", "Key categories switched on"),
    unit="类",
    follows=Text("由方案开列的类别而定：请另选 pack", "is what the pack lists: choose another pack"),
    kind="stock",
    of=("policy.response",),
    lines=categories,
    distinct=True,
)
IN_NEED = Figure(
    name="screening.vulnerable",
    label=Text("困难群众", "Vulnerable people"),
    unit="人",
    kind="stock",
    about=("person",),
    of=("screening.classification",),
    lines=of_the_vulnerable(rules.vulnerable_points),
    distinct=True,
)
REVIEWED = Figure(
    name="screening.vulnerable_reviewed",
    label=Text("已走访困难群众", "Vulnerable people visited"),
    unit="人",
    kind="stock",
    about=("person",),
    of=("screening.classification", "screening.visit"),
    begun_by=("screening.visit",),
    lines=of_the_vulnerable(rules.reviewed_points),
    distinct=True,
    at_most="screening.vulnerable",
    expected="screening.vulnerable",
    share=True,
)
PUSHED = Figure(
    name="screening.pushed",
    label=Text("推送名单核查", "Names of pushed lists"),
    unit="人",
    kind="stock",
    matter=True,
    of=("screening.pushed_list", "screening.listed_name", "screening.list_check"),
    lines=pushed,
    members=(*_members("list_result"), Member(code=rules.UNRESOLVED, label=Text("尚未核查", "Unresolved"))),
)
MISSED = Figure(
    name="screening.missed_by_screening",
    label=Text("名单查出的漏管人员", "Missed by screening, found by lists"),
    unit="人",
    kind="stock",
    of=("screening.list_check",),
    lines=missed_by_screening,
    at_most="screening.pushed",
)
FIGURES = (
    HOUSEHOLDS_VISITED,
    HOUSEHOLDS,
    HOUSEHOLDS_COVERED,
    PERSONS_COVERED,
    REFUSALS,
    REFUSAL_REASONS,
    ROUNDS_OPENED,
    ARRIVALS,
    PURPOSES,
    DEPARTURES,
    KEY_PERSONS,
    CATEGORIES,
    IN_NEED,
    REVIEWED,
    PUSHED,
    MISSED,
)
