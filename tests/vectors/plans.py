"""People of edge dates under each edition, and what must be done for them: counted from domain.md §2 by hand and by
date arithmetic. Nothing here reads a pack; `python -m tests.vectors.plans` writes vectors/plan.

An exposure on day 0 of a measure of n days ends with day n; day 1 of the tests is the first day under the stage.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.vectors.boundaries import boundaries
from tests.vectors.towns import towns
from tests.vectors.zones import villages, zones

FOLDER = Path(__file__).parents[2] / "vectors" / "plan"
Case = dict[str, Any]
E2, E3, E4, E5, E6, E7, E8, E9, M20, M10, E10 = (
    f"cn-covid-{name}" for name in ("e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "20m", "10m", "e10")
)
FIRST = "2020-01-01"
FACILITY, HOME, AFTER, QUARANTINE = "central_quarantine", "home_monitoring", "home_after_central", "home_quarantine"


def day(text: str, later: int = 0) -> str:
    return (date.fromisoformat(text) + timedelta(days=later)).isoformat()


def contact(found: str, exposed: str, kind: str = "close") -> Case:
    body = {"source": {"kind": "person", "id": "99"}, "type": kind, "last_contact": exposed}
    return {"kind": "tracing.contact", "at": f"{found}+08:00", "body": body}


def changed(when: str, outcome: str, new_end: str | None = None) -> Case:
    body = {"order": {"kind": "entry", "id": "1"}, "outcome": outcome, "effective_at": f"{when}+08:00"}
    more = {} if new_end is None else {"new_end": new_end, "reason": "later_exposure"}
    return {"kind": "followup.release", "at": f"{when}+08:00", "body": body | more}


def case(name: str, packs: list[tuple[str, str]], entries: list[Case], **expected: Any) -> Case:
    return {"name": name, "packs": [list(one) for one in packs], "entries": entries, "expected": expected}


def standing(name: str, first: str, last: str) -> list[str]:
    """From the first day under it to the last."""
    return [name, first, last]


def twice(first: str, last: str, *, morning: bool = True) -> dict[str, int]:
    """Two visits on each of these days; on the first one only where it began after six in the morning."""
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return {day(first, n): 2 if n or morning else 1 for n in range(days + 1)}


def editions() -> list[Case]:
    """A contact of 1 June 2021, found at nine that day, as if each edition were in force then."""
    exposed = "2021-06-01"
    found = [contact(f"{exposed}T09:00:00", exposed)]

    def on(*days: int) -> list[str]:
        return [day(exposed, n) for n in days]

    cases = [
        case(f"close contact under {pack}", [(pack, FIRST)], found,
             standings=[standing(QUARANTINE, exposed, day(exposed, 14))],
             visits=twice(exposed, day(exposed, 14), morning=False),
             duties={"release": on(14), "test_central": [], "test_home": []}, ordered_within_h=24)
        for pack in (E2, E3, E4, E5, E6)
    ]  # fmt: skip
    rows: list[tuple[str, list[tuple[str, int]], list[int], list[int], int]] = [
        (E7, [(FACILITY, 14)], [0, 14], [], 24),
        (E8, [(FACILITY, 14), (HOME, 21)], [0, 3, 6, 13], [16, 21], 12),
        (E9, [(FACILITY, 7), (HOME, 10)], [0, 1, 2, 4, 6], [10], 12),
        (M20, [(FACILITY, 5), (AFTER, 8)], [0, 1, 2, 4], [6, 8], 12),
        (M10, [(QUARANTINE, 5)], [], [4], 12),
    ]
    for pack, stages, central, home, hours in rows:
        firsts = [0, *(last + 1 for _, last in stages[:-1])]
        spans = [
            standing(name, day(exposed, n), day(exposed, last))
            for (name, last), n in zip(stages, firsts, strict=True)
        ]  # fmt: skip
        duties = {"release": on(*(last for _, last in stages)), "test_central": on(*central), "test_home": on(*home)}
        visits = twice(exposed, spans[-1][2], morning=False)
        cases.append(case(f"close contact under {pack}", [(pack, FIRST)], found, standings=spans, visits=visits,
                          duties=duties, ordered_within_h=hours))  # fmt: skip
    cases.append(case("nobody is watched under the tenth", [(E10, FIRST)], found, standings=[], visits={}, duties={}))
    for pack, name, days, tests in (
        (E7, "secondary_home", 14, []), (E8, "secondary_central", 7, [0, 3, 6]), (E9, "secondary_home", 7, [0, 3, 6]),
    ):  # fmt: skip
        cases.append(case(f"contact of a contact under {pack}", [(pack, FIRST)],
                          [contact(f"{exposed}T09:00:00", exposed, "contact_of_contact")],
                          standings=[standing(name, exposed, day(exposed, days))],
                          duties={"test_secondary": on(*tests)}))  # fmt: skip
    cases += [
        case(f"contact of a contact is nobody's under {pack}", [(pack, FIRST)],
             [contact(f"{exposed}T09:00:00", exposed, "contact_of_contact")], standings=[], visits={})
        for pack in (E2, E6, M20, M10, E10)
    ]  # fmt: skip
    return cases


def dates() -> list[Case]:
    """Edges of days: midnight, the day an edition changes, whoever is found late."""
    return [
        case("found in the last minute of the day", [(E8, FIRST)], [contact("2021-06-01T23:59:00", "2021-06-01")],
             standings=[standing(FACILITY, "2021-06-01", "2021-06-15"), standing(HOME, "2021-06-16", "2021-06-22")],
             visits=twice("2021-06-02", "2021-06-22"),
             duties={"test_central": ["2021-06-01", "2021-06-04", "2021-06-07", "2021-06-14"]}),
        case("found in the first minute of the next", [(E8, FIRST)], [contact("2021-06-02T00:00:00", "2021-06-01")],
             standings=[standing(FACILITY, "2021-06-02", "2021-06-15"), standing(HOME, "2021-06-16", "2021-06-22")],
             visits=twice("2021-06-02", "2021-06-22"),
             duties={"test_central": ["2021-06-02", "2021-06-05", "2021-06-08", "2021-06-15"]}),
        case("found on the last day in the facility", [(E8, FIRST)], [contact("2021-06-15T10:00:00", "2021-06-01")],
             standings=[standing(FACILITY, "2021-06-15", "2021-06-15"), standing(HOME, "2021-06-16", "2021-06-22")],
             duties={"test_central": ["2021-06-15"], "release": ["2021-06-15", "2021-06-22"]}),
        case("found when only the days at home are left", [(E9, FIRST)], [contact("2022-07-10T10:00:00", "2022-07-01")],
             standings=[standing(HOME, "2022-07-10", "2022-07-11")],
             duties={"test_central": [], "test_home": ["2022-07-11"], "release": ["2022-07-11"]}),
        case("found when all is over", [(E9, FIRST)], [contact("2022-07-12T00:00:00", "2022-07-01")],
             standings=[], visits={}, duties={"release": []}),
        case("exposed under the seventh, found under the eighth", [(E7, FIRST), (E8, "2021-05-11")],
             [contact("2021-05-12T10:00:00", "2021-05-10")],
             standings=[standing(FACILITY, "2021-05-12", "2021-05-24"), standing(HOME, "2021-05-25", "2021-05-31")],
             duties={"test_home": ["2021-05-26", "2021-05-31"]}),
        case("found in the last minute of the seventh", [(E7, FIRST), (E8, "2021-05-11")],
             [contact("2021-05-10T23:59:00", "2021-05-10")],
             standings=[standing(FACILITY, "2021-05-10", "2021-05-24")], duties={"release": ["2021-05-24"]}),
        case("found in the first minute of the ninth", [(E8, FIRST), (E9, "2022-06-27")],
             [contact("2022-06-27T00:00:00", "2022-06-26")],
             standings=[standing(FACILITY, "2022-06-27", "2022-07-03"), standing(HOME, "2022-07-04", "2022-07-06")],
             duties={"test_central": ["2022-06-27", "2022-06-28", "2022-06-29", "2022-07-01", "2022-07-03"],
                     "test_home": ["2022-07-06"]}),
    ]  # fmt: skip


def switches() -> list[Case]:
    """Midway switches: who keeps their days, who goes over, who is let go."""
    found = [contact("2021-06-01T09:00:00", "2021-06-01")]
    return [
        case("the eighth keeps who was watched under the seventh", [(E7, FIRST), (E8, "2021-06-05")], found,
             standings=[standing(FACILITY, "2021-06-01", "2021-06-15")], duties={"release": ["2021-06-15"]}),
        case("the ninth takes over who was watched under the eighth", [(E8, FIRST), (E9, "2021-06-05")], found,
             standings=[standing(FACILITY, "2021-06-01", "2021-06-04"), standing(FACILITY, "2021-06-05", "2021-06-08"),
                        standing(HOME, "2021-06-09", "2021-06-11")],
             visits=twice("2021-06-01", "2021-06-11", morning=False),
             duties={"test_central": ["2021-06-01", "2021-06-04", "2021-06-05", "2021-06-07"],
                     "test_home": ["2021-06-11"], "release": ["2021-06-08", "2021-06-11"]}),
        case("and the twenty measures whom the ninth took over", [(E8, FIRST), (E9, "2021-06-03"), (M20, "2021-06-05")],
             found,
             standings=[standing(FACILITY, "2021-06-01", "2021-06-02"), standing(FACILITY, "2021-06-03", "2021-06-04"),
                        standing(FACILITY, "2021-06-05", "2021-06-06"), standing(AFTER, "2021-06-07", "2021-06-09")],
             duties={"test_home": ["2021-06-07", "2021-06-09"], "release": ["2021-06-06", "2021-06-09"]}),
        case("the tenth lets go whom the ninth took over", [(E8, FIRST), (E9, "2021-06-03"), (E10, "2021-06-05")],
             found,
             standings=[standing(FACILITY, "2021-06-01", "2021-06-02"), standing(FACILITY, "2021-06-03", "2021-06-04")],
             visits=twice("2021-06-01", "2021-06-04", morning=False), duties={"release": []}),
        case("the tenth lets go who was kept longer by name", [(E8, FIRST), (E10, "2021-07-01")],
             [*found, changed("2021-06-20T10:00:00", "extended", "2021-07-05")],
             standings=[standing(FACILITY, "2021-06-01", "2021-06-15"), standing(HOME, "2021-06-16", "2021-06-30")],
             visits=twice("2021-06-01", "2021-06-30", morning=False)),
        case("who was kept longer by name is not let go by shorter days", [(E8, FIRST), (E9, "2021-06-18")],
             [*found, changed("2021-06-10T10:00:00", "extended", "2021-06-20")],
             standings=[standing(FACILITY, "2021-06-01", "2021-06-17"), standing(HOME, "2021-06-18", "2021-06-20")],
             visits=twice("2021-06-01", "2021-06-20", morning=False), duties={"release": ["2021-06-20"]}),
        case("back to the eighth leaves who the ninth took over", [(E8, FIRST), (E9, "2021-06-03"), (E8, "2021-06-05")],
             found,
             standings=[standing(FACILITY, "2021-06-01", "2021-06-02"), standing(FACILITY, "2021-06-03", "2021-06-08"),
                        standing(HOME, "2021-06-09", "2021-06-11")],
             visits=twice("2021-06-01", "2021-06-11", morning=False)),
        case("a contact of a contact is let go by the twenty measures", [(E9, FIRST), (M20, "2021-06-03")],
             [contact("2021-06-01T09:00:00", "2021-06-01", "contact_of_contact")],
             standings=[standing("secondary_home", "2021-06-01", "2021-06-02")], duties={"release": []}),
    ]  # fmt: skip


def endings() -> list[Case]:
    """What ends, moves and restarts it."""
    found = contact("2021-06-01T09:00:00", "2021-06-01")
    confirmed = {"kind": "clinic.case", "at": "2021-06-05T14:00:00+08:00", "body": {"classification": "confirmed"}}
    return [
        case("a contact who becomes a case", [(E8, FIRST)], [found, confirmed],
             standings=[standing(FACILITY, "2021-06-01", "2021-06-05")], duties={"release": []}),
        case("a release from the facility is a hand-over under the eighth", [(E8, FIRST)],
             [found, changed("2021-06-15T09:00:00", "completed")],
             standings=[standing(FACILITY, "2021-06-01", "2021-06-15"), standing(HOME, "2021-06-16", "2021-06-22")]),
        case("a cancelled one ends it at once", [(E8, FIRST)], [found, changed("2021-06-10T12:00:00", "cancelled")],
             standings=[standing(FACILITY, "2021-06-01", "2021-06-10")], duties={"release": []}),
        case("an extension moves what follows", [(E9, FIRST)],
             [found, changed("2021-06-05T12:00:00", "extended", "2021-06-10")],
             standings=[standing(FACILITY, "2021-06-01", "2021-06-10"), standing(HOME, "2021-06-11", "2021-06-13")],
             duties={"test_home": ["2021-06-13"], "release": ["2021-06-10", "2021-06-13"]}),
        case("exposed again: the later clock counts", [(E9, FIRST)],
             [found, contact("2021-06-05T09:00:00", "2021-06-04")],
             standings=[standing(FACILITY, "2021-06-01", "2021-06-05"), standing(FACILITY, "2021-06-05", "2021-06-11"),
                        standing(HOME, "2021-06-12", "2021-06-14")]),
        case("an earlier exposure told later changes nothing", [(E9, FIRST)],
             [found, contact("2021-06-05T09:00:00", "2021-05-30")],
             standings=[standing(FACILITY, "2021-06-01", "2021-06-08"), standing(HOME, "2021-06-09", "2021-06-11")]),
    ]  # fmt: skip


FILES = {
    "editions": editions, "dates": dates, "switches": switches, "endings": endings,
    "towns": towns, "zones": zones, "villages": villages, "boundaries": boundaries,
}  # fmt: skip


def written(name: str) -> str:
    return json.dumps({"cases": FILES[name]()}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for name in FILES:
        (FOLDER / f"{name}.json").write_text(written(name), encoding="utf-8")
