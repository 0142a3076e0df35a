"""Lists that were put off while entries came are what they would have become one by one."""

from contextlib import AbstractContextManager

import pytest

from gridward.intake import relist
from gridward.kit.afterwards import afterwards
from gridward.kit.pen import writing
from tests.figure.test_same import merge, person, stir, void
from tests.toy.node import EAST, WEST, at, entry, example, send, uuid
from tests.toy.standing import Standing

pytestmark = [pytest.mark.usefixtures("toy"), pytest.mark.kernel]


def tell() -> None:
    """Stays, one corrected and one ended, and people who turn out to be one, or not."""
    stir()
    send(merge(110, person("Wang"), person("Li")), merge(111, person("Zhao"), person("Qian")))
    send(entry(112, "toy.stay", EAST, at(6), {"measure": "site"}, subject=person("Zhao")))
    send(entry(113, "toy.stay", WEST, at(7), {"measure": "home"}, subject=person("Sun")), void(114, 111))
    send(entry(115, "toy.stay", WEST, at(7), None, replaces=str(uuid(113))))


def rows() -> list[tuple[object, ...]]:
    return sorted(Standing.objects.values_list())


@pytest.mark.parametrize("step", [1, 2000])
def test_derived_afterwards_they_are_the_same(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relist, "STEP", step)
    with example():
        tell()
        one_by_one = rows()
    with afterwards():
        tell()
    assert rows() == []
    relist.again()
    assert rows() == one_by_one != []


def test_what_comes_meanwhile_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that comes after a piece was derived and before it is written: the list is as if it had been there."""
    with example():
        tell()
        send(entry(120, "toy.stay", EAST, at(8), {"measure": "home"}, subject=person("Wu")))
        send(entry(121, "toy.stay", EAST, at(9), None, replaces=str(uuid(112))))
        one_by_one = rows()
    with afterwards():
        tell()
        send(entry(120, "toy.stay", EAST, at(8), {"measure": "home"}, subject=person("Wu")))

    def held_up() -> AbstractContextManager[None]:
        send(entry(121, "toy.stay", EAST, at(9), None, replaces=str(uuid(112))))
        return writing()

    monkeypatch.setattr(relist, "writing", held_up)
    relist.again()
    assert rows() == one_by_one != []
