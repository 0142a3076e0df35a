"""What a directive asks of each of those it goes to: answered or not, done in time or not. Plain Python."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gridward.domains.command.rules.bodies import instant
from gridward.plug.kind import Entry, Ref, key_of

RESULT = ("feedback", "evidence")


class Task(NamedTuple):
    """What a directive is for one of those it goes to: where, since when, the first answer, due when, done by what."""

    directive: Entry
    area: int
    start: int
    answer: Entry | None
    due: int | None
    done: Entry | None


def tasks(entries: Sequence[Entry]) -> Iterator[Task]:
    """The tasks that a directive makes, from it and the feedback about it; none where nothing is asked."""
    directive = next((entry for entry in entries if entry.kind == "command.directive"), None)
    if directive is None or not directive.body.requires:
        return
    answers: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.kind == "command.feedback":
            for who in answering(entry):
                answers.setdefault(who, []).append(entry)
    asks = {one.value for one in directive.body.requires}
    due = directive.body.deadline if asks & set(RESULT) else None
    limit = None if due is None else max(instant(due), directive.at)
    for who, area in sorted(_addressees(directive).items()):
        said = answers.get(who, [])
        done = None if limit is None else _done(said, limit)
        yield Task(directive, area, directive.at, said[0] if said else None, limit, done)


def _addressees(directive: Entry) -> dict[int, int]:
    """Those a directive goes to, each with the area where it is counted: its own, else that of the directive."""
    found = {}
    for link in directive.body.to:
        if isinstance(link, Ref):
            on_map = link.kind in ("area", "place")
            found[who_of(link)] = int(link.id) if on_map else directive.area
    return found


def answering(feedback: Entry) -> tuple[int, ...]:
    """The keys of who answers: whom the feedback names, else its area, and the officer who made it. An officer is
    answered for by nobody else.
    """
    said, author = feedback.body.addressee, key_of("account", feedback.by)
    if isinstance(said, Ref):
        return (who_of(said),) if said.kind != "account" or said.key == author else ()
    return (key_of("area", feedback.area), *((author,) if feedback.by else ()))


def who_of(link: Ref) -> int:
    """The key under which somebody answers: a place answers as the area that it is."""
    return key_of("area", int(link.id)) if link.kind == "place" else link.key


def _done(said: Sequence[Entry], limit: int) -> Entry | None:
    """What says that it is done, when that is the last word by then: "cannot" is an answer and no deed (Q02)."""
    ended = [one for one in said if one.at <= limit and one.body.stage.value in ("done", "cannot")]
    return ended[-1] if ended and ended[-1].body.stage.value == "done" else None
