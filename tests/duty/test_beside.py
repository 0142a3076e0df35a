"""Planning derives without the pen: whatever comes in meanwhile is planned as if it had come before."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gridward.duty import begun, pieces, planner
from gridward.duty.models import Duty
from gridward.duty.pieces import Piece
from gridward.duty.planner import again, catch_up
from gridward.duty.rebuild import check
from gridward.kit.abreast import HANDS, WORTH, abreast
from gridward.kit.clock import standing_at
from gridward.kit.pen import held, writing
from gridward.kit.rows import execute
from tests.duty.conftest import forget_packs, forget_plans
from tests.duty.test_any_order import SWITCHES, Wire, contact, differs, person, picture, response, stories
from tests.duty.test_crosses import from_start
from tests.toy.node import EAST, NOW, WEST, at, entry, example, send

pytestmark = pytest.mark.kernel


@contextmanager
def before_the_pen(deed: Callable[[], None]) -> Iterator[None]:
    """Inside the block something happens each time the planner has derived and is about to take the pen."""

    @contextmanager
    def interposed() -> Iterator[None]:
        deed()
        with writing():
            yield

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(begun, "writing", interposed)
        yield


@pytest.mark.usefixtures("node")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], phases=[Phase.generate]
)
@given(stories(), st.sampled_from(SWITCHES), st.data())
def test_what_comes_while_a_piece_is_derived_is_not_lost(
    story: list[Wire], responses: list[Wire], data: st.DataObject
) -> None:
    other = data.draw(st.permutations([*responses[1:], *story]))
    steps = iter(data.draw(st.lists(st.sampled_from([0, 1, 6]), min_size=40, max_size=40)))
    few = data.draw(st.sampled_from([0, begun.FEW]))
    with example():
        forget_plans()
        send(*responses, *story)
        with standing_at(NOW):
            catch_up()
            first = picture()
    with example():
        forget_plans()
        left = list(other)

        def some_come() -> None:
            number = next(steps, 6)
            if left and number:
                send(*left[:number])
                del left[:number]

        send(responses[0])
        with standing_at(NOW), pytest.MonkeyPatch.context() as patched:
            patched.setattr(begun, "FEW", few)
            with before_the_pen(some_come):
                for _ in range(40):
                    again()
                    if not left:
                        break
            send(*left)
            catch_up()
            assert check() == []
            assert differs(picture(), first) == []


@pytest.mark.usefixtures("node")
def test_the_answer_to_a_duty_that_is_just_being_planned_counts() -> None:
    """The door leaves alone whoever owes nothing yet: the planner must see the answer itself."""
    reading = {"slot": "AM", "status": "cooperative", "method": "phone"}
    send(contact(20, at(10, 9), "p1", "2020-02-10"), response(10, "first", "2020-02-01"))
    answers = [entry(21, "followup.reading", EAST, at(11, 7), reading, subject=person("p1"))]
    with standing_at(NOW):
        with before_the_pen(lambda: answers and send(answers.pop()) and None):
            catch_up()
        assert check() == []
    assert Duty.objects.filter(slot="am", done_at=at(11, 7)).exists()


@pytest.mark.usefixtures("node")
def test_other_rules_that_come_meanwhile_hold() -> None:
    send(contact(20, at(10, 9), "p1", "2020-02-10"), response(10, "first", "2020-02-01"))
    switches = [response(11, "second", "2020-02-12")]
    with standing_at(NOW):
        with before_the_pen(lambda: switches and send(switches.pop()) and None):
            catch_up()
        catch_up()
        assert check() == []


@pytest.mark.usefixtures("node")
def test_nothing_is_derived_with_the_pen_in_hand_while_nothing_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    send(contact(20, at(10, 9), "p1", "2020-02-10"), response(10, "first", "2020-02-01"))
    seen: list[str | None] = []
    for name in ("OfSubjects", "OfAreas", "OfSupplies"):
        piece = getattr(pieces, name)
        derive = piece.derive

        def told(self: object, *args: object, derive: Callable[..., None] = derive) -> None:
            seen.append(held())
            derive(self, *args)

        monkeypatch.setattr(piece, "derive", told)
    with standing_at(NOW):
        catch_up()
    assert len(seen) > 2
    assert set(seen) == {None}


def test_planning_again_and_again_beside_an_intake_loses_nothing(transactional_db: None, made_up: None) -> None:
    forget_packs()
    from_start()
    send(response(10, "first", "2020-02-01"))
    stop, failed = Event(), list[BaseException]()

    def plans() -> None:
        try:
            while not stop.is_set():
                with standing_at(NOW):
                    again()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    with standing_at(NOW):
        catch_up()
        beside = Thread(target=plans)
        beside.start()
        number = 100
        for day in range(3, 23):
            wires = []
            for ref in ("p1", "p2", "p3"):
                number += 3
                wires.append(contact(number, at(day, 9), ref, f"2020-02-{day:02}", area=EAST if day % 2 else WEST))
                said = {"slot": "AM", "status": "cooperative", "method": "phone"}
                wires.append(entry(number + 1, "followup.reading", EAST, at(day + 1, 7), said, subject=person(ref)))
            send(*wires)
        stop.set()
        beside.join()
        assert failed == []
        catch_up()
        assert check() == []
        stood = picture()
        again()
        assert differs(picture(), stood) == []


@pytest.mark.usefixtures("transactional_db", "node")
def test_several_processes_plan_what_one_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    """An area and a day a piece, so that there are many."""
    for name in ("AREAS", "DAYS"):
        monkeypatch.setattr(planner, name, 1)
    send(contact(20, at(10, 9), "p1", "2020-02-10"), response(10, "first", "2020-02-01"))
    seen: list[bool] = []

    def noted(work: Callable[[Piece], None], pieces: Sequence[Piece], *, hands: int) -> Iterator[None]:
        seen.append(hands > 1 and len(pieces) > WORTH * hands)
        monkeypatch.setattr(threading, "active_count", lambda: 1)  # whoever runs the tests has threads of its own
        yield from abreast(work, pieces, hands=hands)

    monkeypatch.setattr(planner, "abreast", noted)
    with standing_at(NOW):
        catch_up(hands=HANDS)
        many = picture()
        with writing():
            execute("DELETE FROM duty_duty")
        again()
        assert check() == []
    assert any(seen)
    assert many
    assert differs(picture(), many) == []
