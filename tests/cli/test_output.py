"""What cannot be written, or cannot be meant, is told with a reason and leaves nothing behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gridward.cli.commands import COMMANDS
from tests.cli.conftest import Ran
from tests.toy.node import TOWN

pytestmark = pytest.mark.usefixtures("toy")
Command = Callable[..., Ran]


@pytest.mark.parametrize("output", ["/nowhere/at/all.md", "/", "."])
@pytest.mark.parametrize("arguments", [("bulletin", "situation"), ("form", "daily-report")])
def test_a_file_that_cannot_be_written(command: Command, arguments: tuple[str, ...], output: str) -> None:
    ran = command(*arguments, "--area", TOWN, "-o", output)
    assert ran.status == 2, ran.err
    assert "-o" in ran.err
    assert " / " in ran.err


def test_a_document_is_there_whole(command: Command, tmp_path: Path) -> None:
    ran = command("bulletin", "situation", "--area", TOWN, "-o", str(tmp_path / "a.md"))
    assert ran.status == 0, ran.err
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_a_response_that_no_node_can_have(command: Command) -> None:
    ran = command("figures", "toy.cars", "--area", TOWN, "--response", "9" * 21)
    assert ran.status == 2
    assert "--response" in ran.err


@pytest.mark.parametrize("group", COMMANDS)
def test_a_command_is_loaded_alone_and_says_what_it_offers(command: Command, group: str) -> None:
    ran = command(group, "--help")
    assert ran.status == 0, ran.err
    assert f"Usage: ./run {group}" in ran.out


def test_a_group_without_a_command_shows_its_commands(command: Command) -> None:
    ran = command("policy")
    assert ran.status == 2
    assert ran.err.splitlines()[0].startswith("Usage: ./run policy")
    assert any(line.split()[:1] == ["diff"] for line in ran.err.splitlines())
