"""Fronts, copies, signs, gatherings, groups, rumours and their answers. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from gridward.kit.clock import HOUR, ZONE, day_number, day_of, first_moment, micros
from gridward.kit.text import Text
from gridward.plug.kind import Entry, Ref
from gridward.plug.public import Notice
from gridward.policy.norms import norm

FRONTS = {
    "vehicle": "sound",
    "loudspeaker": "sound",
    "broadcast": "sound",
    "led": "cloud",
    "wechat_group": "cloud",
    "guidance_task": "cloud",
    "notice_board": "live",
    "face_to_face": "live",
}
"""Each channel belongs to one of the fronts 云 (screens), 音 (voices), 活 (people); own posts belong to 云 (Q63)."""

COPIES = ("leaflet", "poster", "slogan", "notice_sheet", "letter")
"""Items counted in copies."""
OWN_UNIT = {"banner": "strip", "sign": "site"} | dict.fromkeys(COPIES, "copy")
DEFERRED = ("postponed", "cancelled")
OVERDUE = "overdue"
OPEN = "open"

Points = Iterator[tuple[int, Entry, Mapping[str, int]]]


def instant(moment: datetime) -> int:
    """A stamp in microseconds; one without zone is local."""
    return micros(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))


def is_own(post: Any) -> bool:
    """Whether the area published it itself; what other outlets bring is a report in the media (F5)."""
    return bool(post.outlet_level.value == "own")


def spoken(activity: Any) -> int:
    """Tenths of hours that voices were heard: vehicles, loudspeakers, village radio."""
    heard = FRONTS[activity.channel.value] == "sound" and activity.hours is not None
    return round(activity.hours * 10) if heard else 0


def runs(activity: Any) -> int:
    """How often vehicles went out; an activity that does not say how often was one run."""
    if activity.channel.value != "vehicle":
        return 0
    return 1 if activity.runs is None else int(activity.runs)


def reached(entry: Entry) -> bool:
    """Whether a household now knows: a visit left material or gave advice, or copies were handed in there (Q76)."""
    body = entry.body
    if entry.subject is None or entry.subject.kind != "household":
        return False
    if entry.kind == "screening.visit":
        told = bool(body.advice) or bool(body.material) or body.purpose.value == "advice"
        return bool(told and body.result.value == "cooperative")
    return bool(body.stage.value == "distributed" and body.quantity > 0)


def sign_changes(entries: Sequence[Entry]) -> Iterator[tuple[Entry, int]]:
    """How each entry changes the number of signs that stand at one spot; no more come down than stand."""
    standing = 0
    for entry in entries:
        body = entry.body
        if body.item.value != "sign":
            continue
        if body.stage.value == "put_up":
            change = body.quantity
        elif body.stage.value == "taken_down":
            change = -min(body.quantity, standing)
        else:
            continue
        standing += change
        if change:
            yield entry, change


def undrawn(entry: Entry, timeline: Sequence[Entry]) -> int:
    """By how much an entry hands out more copies than were printed, or takes down more signs than stand, at its spot.

    Copies that were printed elsewhere may be handed out: only where printing is recorded can it be exceeded.
    """
    item, stage = entry.body.item.value, entry.body.stage.value
    source = {"distributed": "printed", "taken_down": "put_up"}.get(stage)
    if source is None:
        return 0
    mine = [one.body for one in timeline if one.body.item.value == item and one.at <= entry.at]
    made = sum(body.quantity for body in mine if body.stage.value == source)
    used = sum(body.quantity for body in mine if body.stage.value == stage)
    return max(0, used - made) if made or stage == "taken_down" else 0


def reads_points(counts: Sequence[Entry]) -> Points:
    """The reads of one post or account by platform: the highest count so far, for readers do not unread (Q70)."""
    most: dict[str, int] = {}
    for at, entry in sorted(((instant(one.body.counted_at), one) for one in counts), key=lambda pair: pair[0]):
        platform = entry.body.platform.value
        most[platform] = max(most.get(platform, 0), entry.body.total)
        yield at, entry, dict(most)


def fell(entry: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether an earlier count of the same post or account on the same platform was higher."""
    body = entry.body
    return any(
        one.body.platform is body.platform and one.body.counted_at < body.counted_at and one.body.total > body.total
        for one in timeline
    )


def gathering_points(entries: Sequence[Entry]) -> Iterator[Points]:
    """One history for each gathering: of one household or organiser those of the same type planned for the same day.

    Without an outcome it is `planned` until its day comes, and from then on `overdue` (Q64). Entries about nobody
    named are a gathering each.
    """
    by_one: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        named = entry.subject is not None and entry.subject.kind != "area"
        one = (entry.body.type.value, entry.body.planned_on) if named else (entry.position,)
        by_one.setdefault(one, []).append(entry)
    for history in by_one.values():
        yield _outcomes(history)


def _outcomes(history: Sequence[Entry]) -> Points:
    for number, entry in enumerate(history):
        outcome = entry.body.outcome.value
        yield entry.at, entry, {outcome: 1}
        if outcome == "planned":
            due = max(entry.at, first_moment(day_number(entry.body.planned_on)))
            if number + 1 == len(history) or due < history[number + 1].at:
                yield due, entry, {OVERDUE: 1}


def group_points(entries: Sequence[Entry], *, owned: bool) -> Iterator[Points]:
    """One history for each online group of an area, by platform and name; with `owned` while it has an owner."""
    by_name: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_name.setdefault((entry.body.platform.value, entry.body.name.strip()), []).append(entry)
    for history in by_name.values():
        yield (
            (one.at, one, {one.body.platform.value: 1} if one.body.owner is not None or not owned else {})
            for one in history
        )


def verdict_of(rumour: Any) -> str:
    """What a rumour turned out to be, or that nobody has looked into it."""
    return str(rumour.verdict.value) if rumour.verdict is not None else OPEN


def refuted_at(entry: Entry) -> int | None:
    """When a false rumour was answered; None while it was not."""
    body = entry.body
    if body.nature.value != "rumour" or verdict_of(body) != "false" or body.answered_at is None:
        return None
    return max(entry.at, instant(body.answered_at))


def asks(rumour: Any) -> bool:
    """Questions and concerns want an answer."""
    return rumour.nature.value in ("question", "concern")


def answer_course(entry: Entry) -> tuple[int | None, bool]:
    """When the answer to a question was due or given, whichever came first, and whether it came in time.

    The pack says how many hours there are; without any a question is due when it is answered.
    """
    body = entry.body
    hours = norm("answer_within", day_of(entry.at))
    answered = max(entry.at, instant(body.answered_at)) if body.answered_at is not None else None
    deadline = None if hours is None else entry.at + hours * HOUR
    if answered is not None and (deadline is None or answered <= deadline):
        return answered, True
    return deadline, False


def denied(entry: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether the area has reported that nothing was heard on the day of an entry (Q86)."""
    nil = (one.body for one in timeline if one.kind == "reporting.daily" and one.body.nil)
    return any(body.template == "opinion" and day_number(body.date) == day_of(entry.at) for body in nil)


def gathering_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of gatherings: what was told of the household or organiser last."""
    if not entries:
        return None
    last = entries[-1]
    return {
        "area": last.area,
        "type": last.body.type.value,
        "planned_on": last.body.planned_on,
        "outcome": last.body.outcome.value,
        "new_date": last.body.new_date,
        "last_at": last.at,
    }


def groups_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of online groups by area: how many there are, owned and watched, and the last look."""
    last: dict[tuple[str, str], Any] = {}
    for entry in entries:
        last[entry.body.platform.value, entry.body.name.strip()] = entry.body
    if not last:
        return None
    checks = [instant(body.checked_at) for body in last.values() if body.checked_at is not None]
    return {
        "area": entries[-1].area,
        "groups": len(last),
        "owned": sum(body.owner is not None for body in last.values()),
        "watched": sum(bool(body.watched) for body in last.values()),
        "checked_at": max(checks, default=None),
    }


def rumours_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of rumours by area: how many are neither cleared up nor answered, and since when."""
    if not entries:
        return None
    waiting = [one for one in entries if one.body.answered_at is None]
    return {
        "area": entries[-1].area,
        "heard": len(entries),
        "waiting": len(waiting),
        "waiting_since": min((one.at for one in waiting), default=None),
        "passed_on": sum(one.body.passed_to is not None and one.body.passed_to.value != "none" for one in entries),
        "last_at": max(one.at for one in entries),
    }


def question_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of single rumours, questions and concerns: until when an answer is due, when it came."""
    heard = next(iter(entries), None)
    if heard is None:
        return None
    body, hours = heard.body, norm("answer_within", day_of(heard.at))
    return {
        "area": heard.area,
        "nature": body.nature.value,
        "channel": "" if body.channel is None else body.channel.value,
        "heard_at": instant(body.heard_at),
        "due_at": heard.at + hours * HOUR if hours is not None and asks(body) else None,
        "verdict": verdict_of(body),
        "answered_at": None if body.answered_at is None else instant(body.answered_at),
        "passed_to": "" if body.passed_to is None else body.passed_to.value,
    }


def answered_in_public(entries: Sequence[Entry], now: int) -> Iterator[Notice]:
    """Answers to questions and concerns that were made an item of the public page (Q75)."""
    yield from (notice for notice, nature in _in_public(entries, now) if nature != "rumour")


def refuted_in_public(entries: Sequence[Entry], now: int) -> Iterator[Notice]:
    """What was published against rumours."""
    yield from (notice for notice, nature in _in_public(entries, now) if nature == "rumour")


def _in_public(entries: Sequence[Entry], now: int) -> Iterator[tuple[Notice, str]]:
    natures = {one.key: one.body.nature.value for one in entries if one.kind == "publicity.rumour"}
    for one in entries:
        if one.kind == "publicity.post" and one.body.platform.value == "public_page" and one.at <= now:
            title, asked = one.body.title, one.body.question
            nature = natures.get(asked.key, "") if isinstance(asked, Ref) else ""
            yield Notice(at=one.at, title=Text(title, title), text=one.body.text), nature
