"""Facts that cannot all be true are refused before anything is written, with exactly the two facts named."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kit.errors import Reason
from gridward.plug.imagine import Fact
from gridward.scenario.facts import contradictions
from tests.scenario.town import CATALOGUE

pytestmark = pytest.mark.no_database

DAY = 86_400_000_000


def fact(
    figure: str,
    value: int | None,
    source: str,
    *,
    q: str = "=",
    day: int = 10,
    share: float | None = None,
    text: str = "",
) -> Fact:
    name, _, member = figure.removesuffix("]").partition("[")
    return Fact(name, member, value, share, "", q, day * DAY, source, text)


def check(*facts: Fact, given: Sequence[Fact] = ()) -> list[Reason]:
    return contradictions(facts, catalogue=CATALOGUE, given=given)


CLASHES = {
    "two values": [fact("clinic.triaged", 5, "A"), fact("clinic.triaged", 6, "B")],
    "value below a lower limit": [fact("clinic.triaged", 250, "A", q=">="), fact("clinic.triaged", 249, "B")],
    "value above the next round number": [fact("clinic.triaged", 250, "A", q=">="), fact("clinic.triaged", 260, "B")],
    "strictly above": [fact("clinic.triaged", 250, "A", q=">"), fact("clinic.triaged", 250, "B")],
    "outside about": [fact("clinic.triaged", 1000, "A", q="~"), fact("clinic.triaged", 1021, "B")],
    "turned back more than checked": [fact("gate.turned_back[town]", 900, "A"), fact("gate.vehicles[town]", 858, "B")],
    "one member against the total": [fact("gate.turned_back[town]", 900, "A"), fact("gate.vehicles", 858, "B")],
    "one step in between": [fact("clinic.referred", 9, "A"), fact("clinic.triaged", 8, "B")],
    "a later total is too small": [
        fact("gate.turned_back[town]", 900, "A", day=5), fact("gate.vehicles[town]", 858, "B", day=9),
    ],
    "a flow falls": [fact("clinic.triaged", 9, "A", day=5), fact("clinic.triaged", 8, "B", day=6)],
    "a part above the whole": [fact("gate.vehicles[town]", 9, "A"), fact("gate.vehicles", 8, "B")],
    "a part of a part above the whole": [fact("post.sent[wechat]", 9, "A"), fact("post.sent", 8, "B")],
    "a part above its parent": [fact("post.sent[wechat]", 9, "A"), fact("post.sent[web]", 8, "B")],
    "covered more than there are": [fact("door.covered", 11, "A"), fact("grid.households", 10, "B")],
    "a share against a value": [
        fact("door.covered", None, "A", share=1.0), fact("door.covered", 9, "B"), fact("grid.households", 10, "C"),
    ],
    "half of them": [
        fact("door.covered", None, "A", share=0.5), fact("door.covered", 9, "B"), fact("grid.households", 10, "C"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CLASHES)
def test_a_contradiction_names_exactly_its_two_facts(name: str) -> None:
    facts = CLASHES[name]
    told = [fact("grid.population", 1000, "other"), *facts]
    (reason,) = check(*told)
    named = [f.source for f in told if f" {f.source} " in f" {reason.text.en}"]
    assert len(named) == 2
    assert set(named) < {f.source for f in facts} or len(facts) == 2
    assert "other" not in reason.text.en
    for f in (f for f in facts if f.source in named):
        assert f"{f.source}(" in reason.text.zh


def test_parts_that_together_exceed_the_whole() -> None:
    (reason,) = check(
        fact("gate.vehicles[town]", 6, "A"), fact("gate.vehicles[village]", 5, "B"), fact("gate.vehicles", 10, "C")
    )
    assert "C " in reason.text.en
    assert ("A " in reason.text.en) != ("B " in reason.text.en)


def test_all_parts_that_fall_short_of_the_whole() -> None:
    assert check(
        fact("gate.vehicles[town]", 2, "A"), fact("gate.vehicles[village]", 5, "B"), fact("gate.vehicles", 10, "C")
    )


def test_distinct_parts_may_overlap() -> None:
    assert not check(
        fact("posters.villages[village]", 6, "A"),
        fact("posters.villages[community]", 5, "B"),
        fact("posters.villages", 8, "C"),
    )


def test_more_villages_than_the_map_has() -> None:
    given = [fact("grid.areas[village]", 5, "scenario.toml", text="5 village")]
    (reason,) = check(fact("posters.villages[village]", 6, "A"), given=given)
    assert "scenario.toml" in reason.text.en


def test_several_contradictions_are_all_named() -> None:
    reasons = check(*CLASHES["two values"], *CLASHES["a part above its parent"])
    assert len(reasons) == 2


@pytest.mark.parametrize(
    "facts",
    [
        [fact("clinic.triaged", 250, "A", q=">="), fact("clinic.triaged", 259, "B")],
        [fact("clinic.triaged", 250, "A", q=">="), fact("clinic.triaged", 250, "B")],
        [fact("grid.population", 73000, "A", text="7.3万长山人民"), fact("grid.population", 73245, "B")],
        [fact("gate.turned_back[town]", 900, "A", day=9), fact("gate.vehicles[town]", 858, "B", day=5)],
        [fact("grid.population", 9, "A", day=5), fact("grid.population", 8, "B", day=9)],
        [fact("gate.turned_back", 900, "A"), fact("gate.vehicles[town]", 858, "B")],
        [fact("gate.turned_back[town]", 3, "A"), fact("gate.vehicles[town]", 3, "B")],
        [fact("door.covered", None, "A", share=1.0), fact("door.covered", 10, "B"), fact("grid.households", 10, "C")],
        [fact("door.covered", None, "A", share=0.5), fact("door.covered", 6, "B"), fact("grid.households", 11, "C")],
        [fact("follow.controlled", None, "A", share=1.0)],
        [],
    ],
)
def test_facts_that_agree(facts: list[Fact]) -> None:
    assert not check(*facts)


HISTORY = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=4
)


@given(HISTORY, st.data())
@settings(max_examples=150, deadline=None)
def test_what_a_real_history_gives_is_never_refused(
    history: list[tuple[int, int, int, int]], data: st.DataObject
) -> None:
    """Vehicles through two gates, some turned back: whatever is stated of it, however roughly, agrees."""
    facts, town, village, back, back_village = [], 0, 0, 0, 0
    for day, (more_town, more_village, b, v) in enumerate(history, start=1):
        town, village = town + more_town, village + more_village
        back, back_village = back + min(b, more_town), back_village + min(v, more_village)
        truth = {
            "gate.vehicles[town]": town, "gate.vehicles[village]": village, "gate.vehicles": town + village,
            "gate.turned_back[town]": back, "gate.turned_back[village]": back_village,
            "gate.turned_back": back + back_village,
        }  # fmt: skip
        for name, value in truth.items():
            q = data.draw(st.sampled_from(["", "=", ">=", ">", "~"]))
            stated = value - value % 10 if q == ">=" else max(0, (value - 1) - (value - 1) % 10) if q == ">" else value
            candidate = fact(name, stated, f"{name}@{day}", q=q, day=day)
            if q and candidate.accepts(value):
                facts.append(candidate)
    assert not check(*facts)


@given(HISTORY, st.integers(1, 50))
@settings(max_examples=100, deadline=None)
def test_a_history_with_more_turned_back_than_came_is_always_refused(
    history: list[tuple[int, int, int, int]], extra: int
) -> None:
    came = sum(row[0] + row[1] for row in history)
    facts = [
        fact("gate.vehicles", came, "A", day=len(history)),
        fact("gate.turned_back[village]", came + extra, "B", day=1),
    ]
    (reason,) = check(*facts)
    assert {"A ", "B "} == {name for name in ("A ", "B ") if name in reason.text.en}
