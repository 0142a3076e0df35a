"""Material printed, handed out, put up and taken down."""

from collections.abc import Iterator
from itertools import pairwise

from gridward.domains.publicity.figures import BANNERS, HOUSEHOLDS_REACHED, LEAFLETS, POSTERS, PRINTED, SIGNS
from gridward.domains.publicity.imagine.town import Town
from gridward.plug.course import Leg, Planner, legs
from gridward.plug.figure import Figure
from gridward.plug.hours import OFFICE, VISITS, drawn
from gridward.plug.imagine import Draft, Spot

BATCH = 400
"""About so many copies are told of at once."""
MOST = 40
"""No more entries than that tell of the copies of one kind between two moments."""
CORNERS = ("村口", "村委会门口", "文化广场", "超市门口", "主干道路口", "卫生室门口")


def material(town: Town) -> Iterator[Draft]:
    """All material."""
    people, busy = town.people, town.busy
    handed = {"household": int(people * 0.25 * busy), "village": int(people * 0.08 * busy)}
    handed |= {"school": int(people * 0.01 * busy), "market": int(people * 0.02 * busy)}
    hung = {"village": int(people * 0.02 * busy), "market": int(people * 0.003 * busy)}
    if town.stated(PRINTED):
        handed, hung = (_passed_on(sum(one.values())) for one in (handed, hung))
    paper = {"leaflet": 0 if town.stated(LEAFLETS) else sum(handed.values())}
    yield from _copies(town, PRINTED, paper)
    yield from _copies(town, LEAFLETS, handed)
    yield from _copies(town, POSTERS, hung)
    yield from _banners(town)
    yield from _signs(town)
    yield from _letters(town)


def _passed_on(number: int) -> dict[str, int]:
    """What an office has printed and hands out goes to those who pass it on (S3-11), not from it to every house."""
    return {
        code: number * share // 100 for code, share in (("town", 70), ("school", 15), ("medical", 5), ("market", 10))
    }


def _copies(town: Town, figure: Figure, usual: dict[str, int]) -> Iterator[Draft]:
    """Copies printed or handed out; whatever is printed is printed before it is handed out."""
    at, start = town.moments(figure)
    for code, course in town.courses(figure, at, start, usual).items():
        for leg in legs(course, at, start):
            if not leg.number:
                continue
            third = leg.start + max(1, (leg.end - leg.start) // 3)
            printing = figure is PRINTED
            pieces = town.pieces(leg.number, 1 + min(MOST, leg.number // (BATCH * (8 if printing else 1))))
            times = drawn(leg.start, third, len(pieces), OFFICE, town.random) if printing else []
            times = times or drawn(min(third, leg.end - 1), leg.end, len(pieces), OFFICE, town.random)
            for when, number in zip(times, pieces, strict=True):
                body: dict[str, object] = {"item": code or "leaflet", "stage": "printed", "quantity": number}
                if not printing:
                    item = "leaflet" if figure is LEAFLETS else town.random.choice(("poster", "slogan"))
                    body |= {"item": item, "stage": "distributed"} | ({"recipient": code} if code else {})
                spot = town.village() if code in ("household", "village") else town.world.root
                yield from _write(town, spot, when, body, slip={"quantity": number * 10})


def _banners(town: Town) -> Iterator[Draft]:
    at, start = town.moments(BANNERS)
    course = town.courses(BANNERS, at, start, {"": int(2 * len(town.villages) * town.busy)})[""]
    for leg in legs(course, at, start):
        pieces = town.pieces(leg.number, 1 + min(2 * MOST, leg.number // 3))
        for when, number in zip(drawn(leg.start, leg.end, len(pieces), OFFICE, town.random), pieces, strict=True):
            body = {"item": "banner", "stage": "put_up", "quantity": number, "location": town.random.choice(CORNERS)}
            yield from _write(town, town.village(), when, body, slip={"quantity": number * 11})


def _signs(town: Town) -> Iterator[Draft]:
    """Sign boards put up, and taken down where too many would stand."""
    at, start = town.moments(SIGNS)
    usual = {"": int((2 + len(town.villages) // 4) * town.busy)}
    course = Planner(SIGNS, town.facts, at, start=start, usual=usual, level=True).courses()[""]
    standing: list[Spot] = []
    for number, (begin, end) in enumerate(pairwise((start, *at))):
        change = course[number] - len(standing)
        stage = "put_up" if change > 0 else "taken_down"
        for when in drawn(begin, end, abs(change), OFFICE, town.random):
            if change > 0:
                standing.append(town.villages[len(standing) % len(town.villages)])
            spot = standing[-1] if change > 0 else standing.pop()
            body = {"item": "sign", "stage": stage, "quantity": 1, "location": town.random.choice(CORNERS)}
            yield from _write(town, spot, when, body)


def _letters(town: Town) -> Iterator[Draft]:
    """A letter handed in at as many doors as must know besides those that visits have told."""
    facts = town.valued(HOUSEHOLDS_REACHED, lambda fact: len(town.homes))
    at, start = town.moments(HOUSEHOLDS_REACHED)
    told = _told(town)
    given: set[str] = set()
    for leg in (Leg(one, other, 0) for one, other in pairwise((start, *at))):
        stated = [fact for fact in facts.of(HOUSEHOLDS_REACHED.name) if fact.as_of == leg.end]
        known = given | {ref for ref, when in told.items() if when <= leg.end}
        missing = (stated[0].aim() if stated and stated[0].value is not None else 0) - len(known)
        fresh = sorted(
            town.homes, key=lambda home: home.ref not in told
        )  # who will be told anyway is one more only now
        doors = [home for home in fresh if home.ref not in known][: max(0, missing)]
        for when, home in zip(drawn(leg.start, leg.end, len(doors), VISITS, town.random), doors, strict=True):
            given.add(home.ref)
            body = {"item": "letter", "stage": "distributed", "quantity": 1, "recipient": "household"}
            yield from town.hand.write(
                "publicity.material",
                home.area,
                when,
                body,
                subject=("household", home.ref),
                device=f"phone-{home.area}-1",
            )


def _told(town: Town) -> dict[str, int]:
    """When a visit first told each household."""
    found: dict[str, int] = {}
    for visit in town.visits:
        body = visit.body or {}
        told = body.get("advice") or body.get("material") or body.get("purpose") == "advice"
        if told and body.get("result") == "cooperative" and visit.subject and visit.subject[0] == "household":
            found.setdefault(visit.subject[1], visit.at)
    return found


def _write(
    town: Town, spot: Spot, at: int, body: dict[str, object], *, slip: dict[str, object] | None = None
) -> Iterator[Draft]:
    yield from town.hand.write(
        "publicity.material",
        spot.code,
        at,
        body,
        subject=("area", spot.code),
        device=f"phone-{spot.code}-1",
        slip=slip,
    )
