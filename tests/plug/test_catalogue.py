"""The catalogue refuses declarations that contradict each other."""

from dataclasses import replace

import pytest

from gridward.kit.errors import Refusal
from gridward.kit.text import Text
from gridward.plug.agree import Whole
from gridward.plug.catalogue import Catalogue
from gridward.plug.domain import Domain
from gridward.plug.figure import Figure, Member
from gridward.plug.kind import Body, EntryKind

pytestmark = pytest.mark.no_database

SEEN = EntryKind(name="watch.seen", label=Text("所见", "Seen"), body=Body)


def domain(name: str, *kinds: EntryKind, hears: tuple[str, ...] = ()) -> Domain:
    return Domain(name=name, label=Text(name, name), kinds=kinds, figures=(), hears=hears)


def test_a_domain_hears_what_was_installed_before_it() -> None:
    Catalogue().install([domain("watch", SEEN), domain("follow", hears=("watch.seen",))])


def test_a_domain_cannot_hear_what_comes_after_it() -> None:
    with pytest.raises(ValueError, match=r"follow hears watch\.seen"):
        Catalogue().install([domain("follow", hears=("watch.seen",)), domain("watch", SEEN)])


def test_an_unknown_member_without_a_near_match_is_told_which_there_are() -> None:
    members = tuple(Member(code=code, label=Text(code, code)) for code in ("town", "village"))
    figure = Figure(name="toy.cars", label=Text("车", "Cars"), unit="", of=(), lines=lambda _: (), members=members)
    with pytest.raises(Refusal) as refused:
        Catalogue().member(figure, "xyz")
    text = refused.value.reasons[0].text
    assert "town, village" in text.en
    assert "town、village" in text.zh


def test_nothing_holds_of_a_number_that_nobody_declares() -> None:
    wrong = replace(domain("watch", SEEN), wholes=(Whole(("watch.cars", ""), (("watch.cars", "red"),)),))
    with pytest.raises(ValueError, match=r"watch\.cars\[red\]"):
        Catalogue().install([wrong])
