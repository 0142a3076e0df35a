"""The figures of follow-up (figures.md; coverage.md §4, Q28-Q31)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gridward.domains.followup import rules
from gridward.domains.followup.entries.needs import Group, RequestType
from gridward.domains.followup.entries.orders import Measure, Slot
from gridward.kit.text import Text
from gridward.plug.agree import Whole
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Choice, Entry
from gridward.policy.lists import options, origin

CONTROL = ("followup.order", "followup.release")
FINDS = ("screening.travel_entry", "screening.classification")
NEEDING = (*FINDS, *CONTROL, "followup.team")
WANTS = ("followup.request", "followup.service")
ERRANDS = Text("代办代购", "Errands")
PASSED = frozenset({"replaced", "transferred"})


def _members(choice: type[Choice]) -> tuple[Member, ...]:
    return tuple(Member(code=one.value, label=one.label) for one in choice)


def _listed(name: str) -> tuple[Member, ...]:
    return tuple(Member(code=one.code, label=one.label, parent=one.parent) for one in options(name))


SERVICES = (
    Member(code="errand", label=ERRANDS),
    *(
        Member(
            code=f"errand.{one.value}",
            label=Text(f"{one.label.zh}代办", f"{ERRANDS.en}: {one.label.en}"),
            parent="errand",
        )
        for one in Group
    ),
    *(
        Member(code=one.value, label=one.label)
        for one in (RequestType.CARE, RequestType.PSYCHOLOGICAL, RequestType.OTHER)
    ),
)


def _each(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """The histories to look at: one for a known subject; entries about nobody named stand alone."""
    if entries and (entries[0].subject is None or entries[0].subject.kind == "area"):
        yield from ([entry] for entry in entries)
    elif entries:
        yield entries


def _spells(entries: Sequence[Entry]) -> Iterator[rules.Spell]:
    return (spell for one in _each(entries) for spell in rules.spells(one))


def under_control(entries: Sequence[Entry]) -> Iterable[Line]:
    """One from the order on, until it ends; a person under another measure moves."""
    for spell in _spells(entries):
        yield line(spell.begun, member=spell.measure)
        yield Line(spell.ended.position, spell.begun.area, spell.end, -1, spell.measure)


def placed(entries: Sequence[Entry]) -> Iterable[Line]:
    """One when somebody comes under control; another measure is no new person."""
    return [line(spell.begun, member="") for spell in _spells(entries) if spell.fresh]


def released(entries: Sequence[Entry]) -> Iterable[Line]:
    """One when control ends: on the last day, or by a release before it."""
    return [
        Line(spell.ended.position, spell.begun.area, spell.end, 1)
        for spell in _spells(entries)
        if spell.outcome not in PASSED
    ]


def transferred(entries: Sequence[Entry]) -> Iterable[Line]:
    """One when somebody is handed over to another area."""
    return [
        Line(spell.ended.position, spell.begun.area, spell.end, 1)
        for spell in _spells(entries)
        if spell.outcome == "transferred"
    ]


def readings(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each follow-up visit that reached the person."""
    return [line(entry, member=entry.body.slot.value) for entry in entries if rules.is_reading(entry)]


def readings_missing(entries: Sequence[Entry]) -> Iterable[Line]:
    """Up when a slot is over without a reading, down when one arrives that day."""
    for one in _each(entries):
        for at, source, order, value in rules.missing(one):
            yield Line(source.position, order.area, at, value)


def abnormal(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each reading with fever or symptoms."""
    return [line(entry) for entry in entries if rules.is_abnormal(entry)]


Booked = tuple[int, Entry, int, Mapping[str, int]]


def _booked(points: Iterable[Booked], key: int) -> Iterator[Line]:
    """As `steps`, with the area told apart from the entry: what is known of a person counts where it was found."""
    now: dict[tuple[int, str], int] = {}
    for at, source, area, values in points:
        then = {(area, member): value for member, value in values.items()}
        for spot in sorted(now.keys() | then.keys()):
            change = then.get(spot, 0) - now.get(spot, 0)
            if change:
                yield Line(source.position, spot[0], at, change, spot[1], key)
        now = then


def _person(entries: Sequence[Entry]) -> int | None:
    about = entries[0].subject if entries else None
    return about.key if about is not None and about.kind == "person" else None


def _found(entries: Sequence[Entry], *, ordered: bool) -> Iterator[Booked]:
    """Where somebody was found to have come from; with `ordered` only from the first order on."""
    since = min((entry.at for entry in entries if entry.kind == "followup.order"), default=None)
    first = next((entry for entry in entries if entry.kind == "followup.order" and entry.at == since), None)
    origins: dict[str, int] = {}
    waiting: Booked | None = None
    for at, entry, code in rules.origins_found(entries, origin):
        origins[code] = 1
        point = (at, entry, entry.area, dict(origins))
        if not ordered or (since is not None and since <= at):
            if waiting is not None and first is not None and since is not None:
                yield (since, first, waiting[2], waiting[3])
            waiting = None
            yield point
        else:
            waiting = point
    if waiting is not None and first is not None and since is not None:
        yield (since, first, waiting[2], waiting[3])


def found(entries: Sequence[Entry]) -> Iterable[Line]:
    """The person, from being found to have come from there on."""
    key = _person(entries)
    return () if key is None else _booked(_found(entries, ordered=False), key)


def controlled(entries: Sequence[Entry]) -> Iterable[Line]:
    """The person found to have come from there, from the first order on: running or ended."""
    key = _person(entries)
    return () if key is None else _booked(_found(entries, ordered=True), key)


def _answered_for(entries: Sequence[Entry], *, named: bool) -> Iterator[Booked]:
    """While somebody needs a named person; with `named` only while there is one."""
    needs = [(at, 0, entry, state) for at, entry, state in rules.needing(entries, origin)]
    teams = [(at, 1, entry, state) for at, entry, state in rules.team_points(entries)] if named else []
    needy, covered, area = False, not named, 0
    for at, which, entry, state in sorted(needs + teams, key=lambda turn: (turn[0], turn[1])):
        if which:
            covered = state
        else:
            needy = state
            area = entry.area if state else area
        yield at, entry, area, {"": 1} if needy and covered else {}


def to_assign(entries: Sequence[Entry]) -> Iterable[Line]:
    """The person, while a named person must answer for them."""
    key = _person(entries)
    return () if key is None else _booked(_answered_for(entries, named=False), key)


def assigned(entries: Sequence[Entry]) -> Iterable[Line]:
    """The same, while somebody is named."""
    key = _person(entries)
    return () if key is None else _booked(_answered_for(entries, named=True), key)


def key_households(entries: Sequence[Entry]) -> Iterable[Line]:
    """The household, while a category holds of it; a household needs no key person for that."""
    about = entries[0].subject if entries else None
    if about is None or about.kind != "household":
        return ()
    return steps(rules.held(entries), key=about.key)


def requests_open(entries: Sequence[Entry]) -> Iterable[Line]:
    """One from the request on, until a service has done it."""
    for request, service in (told for one in _each(entries) for told in rules.answers(one)):
        yield line(request, member=request.body.group.value)
        if service is not None:
            yield Line(service.position, request.area, max(request.at, service.at), -1, request.body.group.value)


def services(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each request that a service has done, however many took it."""
    for request, service in (told for one in _each(entries) for told in rules.answers(one)):
        if service is not None:
            at = max(request.at, service.at)
            yield Line(service.position, request.area, at, 1, rules.kind_of_service(request))


def service_visits(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for each errand, done or not."""
    return [line(entry) for entry in entries]


UNDER_CONTROL = Figure(
    name="followup.under_control",
    label=Text("在管人员", "Persons under control"),
    unit="人",
    kind="stock",
    of=CONTROL,
    lines=under_control,
    members=_members(Measure),
    headline=2,
)
PLACED = Figure(
    name="followup.placed",
    label=Text("累计纳入管控", "Persons placed under control"),
    unit="人",
    kind="stock",
    of=CONTROL,
    lines=placed,
)
RELEASED = Figure(
    name="followup.released",
    label=Text("累计解除管控", "Persons released"),
    unit="人",
    kind="stock",
    of=CONTROL,
    lines=released,
    at_most="followup.placed",
)
TRANSFERRED = Figure(
    name="followup.transferred",
    label=Text("累计转出", "Persons transferred"),
    unit="人",
    kind="stock",
    of=CONTROL,
    lines=transferred,
    at_most="followup.placed",
)
READINGS = Figure(
    name="followup.readings",
    label=Text("随访测温", "Follow-up readings"),
    unit="人次",
    of=("followup.reading",),
    lines=readings,
    members=_members(Slot),
)
READINGS_MISSING = Figure(
    name="followup.readings_missing",
    label=Text("漏测", "Readings missing"),
    unit="人次",
    kind="stock",
    of=(*CONTROL, "followup.reading"),
    lines=readings_missing,
    headline=3,
)
ABNORMAL = Figure(
    name="followup.abnormal",
    label=Text("随访异常", "Abnormal readings"),
    unit="人次",
    of=("followup.reading",),
    lines=abnormal,
    at_most="followup.readings",
)
FOUND = Figure(
    name="followup.found",
    label=Text("已发现来返人员", "Returnees found"),
    unit="人",
    kind="stock",
    about=("person",),
    of=FINDS,
    lines=found,
    distinct=True,
    members=_listed("origin"),
)
CONTROLLED = Figure(
    name="followup.controlled",
    label=Text("已落实管控的来返人员", "Returnees under control or released"),
    unit="人",
    kind="stock",
    about=("person",),
    of=(*FINDS, "followup.order"),
    begun_by=("followup.order",),
    lines=controlled,
    distinct=True,
    members=_listed("origin"),
    at_most="followup.found",
    expected="followup.found",
    share=True,
    headline=13,
)
TO_ASSIGN = Figure(
    name="followup.to_assign",
    label=Text("须明确专人的人员", "Persons who need a named person"),
    unit="人",
    kind="stock",
    about=("person",),
    of=NEEDING,
    lines=to_assign,
    distinct=True,
)
ASSIGNED = Figure(
    name="followup.assigned",
    label=Text("已明确专人的人员", "Persons with a named person"),
    unit="人",
    kind="stock",
    about=("person",),
    of=NEEDING,
    begun_by=("followup.team",),
    lines=assigned,
    distinct=True,
    at_most="followup.to_assign",
    expected="followup.to_assign",
    share=True,
)
KEY_HOUSEHOLDS = Figure(
    name="followup.key_households",
    label=Text("重点关注户", "Key households"),
    unit="户",
    kind="stock",
    about=("household",),
    of=("screening.classification",),
    lines=key_households,
    distinct=True,
    members=_listed("category"),
)
REQUESTS_OPEN = Figure(
    name="followup.requests_open",
    label=Text("未办结需求", "Open requests"),
    unit="件",
    kind="stock",
    of=WANTS,
    lines=requests_open,
    members=_members(Group),
    headline=17,
)
SERVICES_DONE = Figure(
    name="followup.services",
    label=Text("已办结服务", "Services done"),
    unit="件",
    kind="stock",
    of=WANTS,
    lines=services,
    members=SERVICES,
)
SERVICE_VISITS = Figure(
    name="followup.service_visits",
    label=Text("上门服务户次", "Service visits"),
    unit="户次",
    of=("followup.service",),
    lines=service_visits,
)
FIGURES = (
    UNDER_CONTROL,
    PLACED,
    RELEASED,
    TRANSFERRED,
    READINGS,
    READINGS_MISSING,
    ABNORMAL,
    FOUND,
    CONTROLLED,
    TO_ASSIGN,
    ASSIGNED,
    KEY_HOUSEHOLDS,
    REQUESTS_OPEN,
    SERVICES_DONE,
    SERVICE_VISITS,
)
WHOLES = (
    Whole((PLACED.name, ""), ((UNDER_CONTROL.name, ""), (RELEASED.name, ""), (TRANSFERRED.name, "")), full=True),
    Whole((TO_ASSIGN.name, ""), ((UNDER_CONTROL.name, ""),)),
    Whole((SERVICE_VISITS.name, ""), ((SERVICES_DONE.name, ""),), grows=True),
    *(
        Whole((FOUND.name, code), (("screening.arrivals", code),), always=False)
        for code in ("", *(member.code for member in FOUND.members))
    ),
)
"""Who was placed is under control, released or handed over; who is under control needs somebody; a service is a visit.
Whoever is imagined to come is somebody who had not come before.
"""
