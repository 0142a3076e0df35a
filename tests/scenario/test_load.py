"""Loading and verifying a tiny scenario: every fact is met, whatever interrupts the loading, and cheating shows."""

from collections.abc import Iterator

import pytest

from gridward.account.models import Account
from gridward.figure.fold import catch_up
from gridward.figure.series import series_number
from gridward.figure.value import values
from gridward.grid.offices import holders
from gridward.grid.tree import tree
from gridward.intake.receive import submit
from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.kit.rows import execute
from gridward.ledger.active import chains, tip
from gridward.ledger.head import stand
from gridward.ledger.stored import between
from gridward.ledger.verify import verify as faults_of
from gridward.scenario.load import load
from gridward.scenario.node import loaded
from gridward.scenario.recount import active
from gridward.scenario.verify import unmet, verify
from tests.scenario.imagined import FACTS, TINY, imagining, scenario

pytestmark = pytest.mark.kernel


@pytest.fixture
def node(toy_empty: None) -> Iterator[None]:
    """An empty node whose toy domain imagines."""
    with imagining():
        yield


@pytest.fixture
def toy_empty(db: None) -> None:
    """A migrated database without any entry."""


def facts_hold() -> list[str]:
    """The facts that do not hold."""
    return [finding.stated.fact.source for finding in verify(scenario()).findings if not finding.holds]


def test_every_fact_is_met_by_single_entries(node: None) -> None:
    summary = load(scenario())
    assert facts_hold() == []
    assert summary.outcomes["conflict"] == 0, summary.held
    assert all(one.counts_from for one in between(1, stand().position))
    assert summary.outcomes["duplicate"] > 0
    assert not faults_of()
    for finding in verify(scenario()).findings:
        assert finding.postings == finding.recounted


def test_what_could_not_be_met_is_told(node: None) -> None:
    load(scenario())
    assert unmet(scenario()) == ()
    other = scenario(FACTS.replace("value = 20", "value = 19"))
    assert [row.fact.source for row, _ in unmet(other)] == ["T-3"]


def test_the_town_is_there_with_its_people_offices_and_responses(node: None) -> None:
    load(scenario())
    root = tree().need("371681101203")
    assert tree().need("371681102203") == root
    assert root.code == "371681102203"
    at = clock.parse("2020-02-01T08:00:00+08:00")
    assert [one.username for one in holders(root.id, "village_lead", at=at)] == ["village_lead-1"]
    assert not any(account.has_usable_password() for account in Account.objects.exclude(username="operator"))
    kept = loaded()
    assert kept is not None
    assert (kept.scenario, kept.root, kept.finished, kept.sent) == ("tiny-2020", root.code, True, kept.total)
    (households,) = values([("roll.households", "")], area=root.id, as_of=scenario().end)
    assert households.value == 12


def test_the_clock_is_real_again(node: None) -> None:
    load(scenario())
    assert clock.now() > scenario().end


def test_loading_twice_changes_nothing(node: None) -> None:
    load(scenario())
    before = stand()
    summary = load(scenario())
    assert summary.entries == 0
    assert stand() == before


@pytest.mark.parametrize("stage", ["imagine", "areas", "households", "entries", "figures"])
def test_an_interrupted_loading_goes_on_where_it_was(node: None, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gridward.scenario.load.NOTE_EVERY", 20)

    def interrupt(name: str, done: int, whole: int) -> None:
        if name == stage and done >= whole / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(scenario(), progress=interrupt)
    assert clock.now() > scenario().end
    with pytest.raises(Refusal, match="not wholly"):
        verify(scenario())
    summary = load(scenario())
    assert facts_hold() == []
    assert summary.outcomes["conflict"] == 0
    assert (summary.passed_over > 0) == (stage in ("entries", "figures"))
    assert not faults_of()


def test_the_same_file_gives_the_same_entries(node: None) -> None:
    load(scenario())
    first = {one.uuid for one in between(1, stand().position)}
    chosen = {one.uuid for one in between(1, stand().position) if one.counts_from == one.position}
    assert len(first) == stand().position
    assert chosen <= first


def test_another_scenario_is_refused(node: None) -> None:
    load(scenario())
    other = scenario(head=TINY.replace("tiny-2020", "other-2020"))
    with pytest.raises(Refusal, match="already holds the scenario tiny-2020"):
        load(other)
    with pytest.raises(Refusal, match="not wholly"):
        verify(other)


def test_a_file_changed_since_is_refused(node: None) -> None:
    load(scenario())
    with pytest.raises(Refusal, match="has changed since"):
        load(scenario(FACTS.replace("value = 9\n", "value = 8\n")))


def test_a_loading_that_was_interrupted_keeps_the_node(node: None) -> None:
    def interrupt(name: str, done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(scenario(), progress=interrupt)
    with pytest.raises(Refusal, match="already holds the scenario"):
        load(scenario(head=TINY.replace("tiny-2020", "other-2020")))
    load(scenario())
    assert facts_hold() == []


def test_a_node_with_other_data_is_refused(node: None) -> None:
    submit([{"kind": "grid.area", "happened_at": "2020-01-01", "body": {
        "code": "1", "action": "open", "level": "county", "name_zh": "某县",
    }}])  # fmt: skip
    with pytest.raises(Refusal, match="already holds data"):
        load(scenario())
    assert loaded() is None


def test_contradictory_facts_leave_the_node_untouched(node: None) -> None:
    more = '[[fact]]\nfigure = "toy.passages"\nvalue = 19\nas_of = 2020-02-04\nsource = "T-9"\n'
    with pytest.raises(Refusal, match=r"T-3 .* contradicts T-9|T-9 .* contradicts T-3"):
        load(scenario(FACTS + more))
    assert stand().position == 0
    assert loaded() is None


def test_more_areas_than_the_file_makes_are_a_contradiction(node: None) -> None:
    with pytest.raises(Refusal, match=r"T-2 .* contradicts scenario.toml|scenario.toml .* contradicts T-2"):
        load(scenario(FACTS.replace("value = 4\n", "value = 5\n")))


def test_an_entry_too_many_is_found(node: None) -> None:
    load(scenario())
    extra = [
        {"kind": "toy.cars", "area": "371681101203", "happened_at": f"2020-02-03T10:00:{n:02}", "body": {"count": 1}}
        for n in range(3)
    ]
    assert [receipt.outcome for receipt in submit(extra)] == ["accepted"] * 3
    found = {finding.stated.fact.source: finding for finding in verify(scenario()).findings}
    assert not found["T-3"].holds
    assert found["T-3"].postings == found["T-3"].recounted == 23
    assert not found["T-8"].holds


def test_a_posting_that_nobody_entered_is_found(node: None) -> None:
    load(scenario())
    execute("UPDATE figure_posting SET value = value + 1 WHERE series = %s", (series_number("toy.passages", ""),))
    wrong = [finding for finding in verify(scenario()).findings if not finding.holds]
    assert wrong
    assert all(
        finding.postings != finding.recounted or finding.expected != finding.expected_recounted for finding in wrong
    )


def test_the_recount_counts_what_the_ledger_counts(node: None) -> None:
    load(scenario())
    catch_up()
    stored = between(1, stand().position)
    mine = {one.position for one in active(stored)}
    counted = [one for one in stored if one.counts_from is not None]
    theirs = {found.position for chain in chains(counted).values() if (found := tip(chain)) and not found.void}
    assert mine == theirs


def test_what_is_held_is_told_as_it_stands_at_the_end(node: None) -> None:
    assert load(scenario()).held == []
    body = {"code": "371681101299", "action": "open", "level": "village", "parent": "371681101203", "name_zh": "新村"}
    early = {"kind": "toy.cars", "area": "371681101299", "happened_at": "2020-02-04", "body": {"count": 1}}
    (receipt,) = submit([early])
    assert [entry for entry, _ in load(scenario()).held] == [receipt.id]
    submit([{"kind": "grid.area", "area": "371681101203", "happened_at": "2020-02-01", "body": body}])
    assert load(scenario()).held == []
