"""Commands that only look: their answers, their one JSON document, and what they say of a wrong question."""

import json
import re
from collections.abc import Callable

import pytest

from gridward.kit import clock
from gridward.ledger.head import stand
from tests.cli.conftest import Ran
from tests.toy.node import EAST, TOWN, at, entry, send

Command = Callable[..., Ran]


@pytest.fixture
def busy(toy: None) -> None:
    """Some cars and an amount with a decimal."""
    send(entry(20, "toy.cars", EAST, at(3, 8), {"count": 4}), entry(21, "toy.cars", TOWN, at(4, 8), {"count": 3}))
    send(entry(22, "toy.answer", EAST, at(4, 9), {"to": str(entry(20, "", "", 0, None)["id"]), "amount": 1.5}))


def test_figures_as_one_json_document(busy: None, command: Command) -> None:
    ran = command(
        "figures", "toy.passages", "toy.amount", "toy.cars[town]", "--area", TOWN, "--as-of", "2020-02-04", "--json"
    )
    assert ran.status == 0
    found = ran.json()
    assert (found["area"], found["as_of"]) == (TOWN, "2020-02-04T23:59:59.999999+08:00")
    assert found["position"] == stand().position
    assert [(row["name"], row["member"], row["value"]) for row in found["figures"]] == [
        ("toy.passages", "", 2), ("toy.amount", "", 1.5), ("toy.cars", "town", 3),
    ]  # fmt: skip
    assert set(found["figures"][0]) == {"name", "member", "unit", "value", "reported", "expected", "nothing"}


def test_figures_of_the_past(busy: None, command: Command) -> None:
    day = command("figures", "toy.passages", "--area", EAST, "--as-of", "2020-02-02", "--json").json()
    assert day["figures"][0]["value"] == 0
    booked = command("entries", "--figure", "toy.passages", "--area", TOWN, "--as-of", "2020-02-09").out.splitlines()
    first = json.loads(booked[0])["position"]
    later = ("--as-of", "2020-02-09", "--known-at", str(first))
    known = command("figures", "toy.passages", "--area", TOWN, *later, "--json").json()
    assert (known["position"], known["figures"][0]["value"]) == (first, 1)


def test_all_figures_as_a_table(busy: None, command: Command) -> None:
    ran = command("figures", "--area", TOWN, "--as-of", "2020-02-04")
    assert ran.status == 0
    assert "toy.on_hand[mask]" in ran.out
    assert re.search(r"^toy.answered .*已报 \d+/\d+", ran.out, re.MULTILINE)
    assert TOWN in ran.err


def test_entries_are_json_lines_that_sum_to_the_figure(busy: None, command: Command) -> None:
    ran = command("entries", "--figure", "toy.amount", "--area", TOWN, "--as-of", "2020-02-04")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert sum(row["value"] for row in rows) == 1.5
    assert [set(row) for row in rows] == [{"id", "position", "kind", "area", "at", "value", "key"}]
    assert (rows[0]["kind"], rows[0]["area"], rows[0]["at"]) == ("toy.answer", EAST, clock.iso(at(4, 9)))


WRONG = [
    (("figures", "toy.pasages", "--area", TOWN), "toy.passages"),
    (("figures", "toy.cars[twon]", "--area", TOWN), "town"),
    (("figures", "toy.cars[town", "--area", TOWN), "]"),
    (("figures", "--area", "371681109"), "371681"),
    (("figures", "--area", TOWN, "--as-of", "yesterday"), "2020-02-10"),
    (("duties", "--area", TOWN, "--at", "yesterday"), "--at"),
    (("figures", "--area", TOWN, "--as-of", "0001-01-01T00:00:00+14:00"), "--as-of"),
    (("figures", "--area", TOWN, "--known-at", "999999"), "--known-at"),
    (("figures", "--area", TOWN, "--known-at", "x"), "--known-at"),
    (("figures", "--area", TOWN, "--response", "99999"), "--response"),
    (("entries", "--figure", "toy.cars", "--area", TOWN, "--response", "99999"), "--response"),
    (("entries", "--area", TOWN), "--figure"),
    (("entries", "--figure", "toy.pasages", "--area", TOWN), "toy.passages"),
    (("kinds", "toy.car"), "toy.cars"),
    (("policy", "show", "cn-covid-e99"), "cn-covid"),
    (("scenario", "load", "nowhere"), "nowhere"),
    (("scenario", "verify", "nowhere"), "nowhere"),
    (("scenario", "lode"), "lode"),
    (("grid", "show", "1"), "“1”"),
    (("grid", "move", EAST), "--to"),
    (("ledger", "append", "/nowhere/at/all"), "/nowhere/at/all"),
    (("nonsense",), "nonsense"),
    (("figures", "--nonsense"), "--nonsense"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_a_wrong_question_is_one_line_in_both_languages(
    toy: None, command: Command, arguments: tuple[str, ...], told: str
) -> None:
    ran = command(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert told in ran.err
    chinese, english = ran.err.split(" / ", 1)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
    assert english.isprintable() or english.endswith("\n")


def test_a_wrong_question_with_json_is_one_document_too(toy: None, command: Command) -> None:
    ran = command("figures", "toy.pasages", "--area", TOWN, "--json")
    assert ran.status == 2
    (error,) = ran.json()["errors"]
    assert error["code"] == "unknown_figure"
    assert {"zh", "en", "field"} <= set(error)


def test_kinds_are_json_schemas(toy: None, command: Command) -> None:
    one = command("kinds", "toy.cars").json()
    assert one["properties"]["count"]["type"] == "integer"
    everything = command("kinds", "--json").json()
    assert everything["toy.cars"] == one
    assert "toy.answer" in command("kinds").out


def test_packs_are_listed_checked_shown_and_compared(command: Command) -> None:
    listed = command("policy", "list", "--json").json()
    assert "cn-covid-e4" in {row["id"] for row in listed}
    assert command("policy", "check", "--json").json() == {"holds": True, "faults": []}
    assert command("policy", "show", "cn-covid-e4", "--json").json()["id"] == "cn-covid-e4"
    assert command("policy", "diff", "cn-covid-e4", "cn-covid-e4") == (0, "", "")
    ran = command("policy", "diff", "cn-covid-e2", "cn-covid-e3")
    assert ran.status == 1
    assert '- id = "cn-covid-e2"' in ran.out


def test_packs_differ_in_plain_words(command: Command) -> None:
    ran = command("policy", "diff", "cn-covid-e8", "cn-covid-e9")
    assert ran.status == 1
    assert "集中隔离14天，之后居家健康监测7天 → 集中隔离7天，之后居家健康监测3天" in ran.out
    assert "\n采样员\n" in ran.out
    found = command("policy", "diff", "cn-covid-e8", "cn-covid-e9", "--json").json()
    (tests,) = (one for one in found["clauses"] if one["name"] == "test_central")
    assert (tests["role"], tests["change"]) == ("sampler", "changed")
    assert {"key", "label", "before", "after"} == set(tests["turns"][0])
    assert {
        "name": "contact_observation",
        "before": {"zh": "14天", "en": "14 days"},
        "after": {"zh": "7天", "en": "7 days"},
    } in found["values"]


def test_a_pack_is_shown_with_whose_its_clauses_are(command: Command) -> None:
    ran = command("policy", "show", "cn-covid-e9")
    assert "[refuse_cleared · cn-common-2020]" in ran.out
    assert "取代 cn-covid-e2, cn-covid-e7, cn-covid-e8" in ran.out
    assert "〔未核对原文〕" in ran.out
    found = command("policy", "show", "cn-covid-e9", "--json").json()
    (contact,) = (one for one in found["clauses"]["measure"] if one["name"] == "close_contact")
    assert contact["pack"] == "cn-covid-e9"
    assert contact["overrides"] == ["cn-covid-e2", "cn-covid-e7", "cn-covid-e8"]


def test_a_clause_is_explained(command: Command) -> None:
    ran = command("policy", "explain", "cn-changshan-2020", "close_contact")
    assert ran.status == 0
    assert ran.out.index("cn-changshan-2020\n") < ran.out.index("cn-covid-e2\n")
    wrong = command("policy", "explain", "cn-changshan-2020", "close_contacts")
    assert (wrong.status, wrong.out) == (2, "")
    assert "close_contact" in wrong.err


def test_an_area_is_shown_with_what_is_above_and_below(toy: None, command: Command) -> None:
    found = command("grid", "show", TOWN, "--json").json()
    assert found["code"] == TOWN
    assert [row["code"] for row in found["above"]] == ["371681"]
    assert EAST in {row["code"] for row in found["below"]}
    assert EAST in command("grid", "show", TOWN).out


def test_a_device_gets_its_token_once(toy: None, command: Command) -> None:
    ran = command("device", "add", "gate phone 1")
    assert ran.status == 0
    assert len(ran.out.strip()) > 30
    again = command("device", "add", "gate phone 1")
    assert again.status == 2
    assert "gate phone 1" in again.err


def test_without_arguments_the_commands_are_listed(command: Command) -> None:
    assert "figures" in command("--help").out
