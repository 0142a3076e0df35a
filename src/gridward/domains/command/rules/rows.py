"""The rows of the lists of bodies, plans, answers, posts with shifts and incidents. Plain Python."""

from collections.abc import Mapping, Sequence
from typing import Any

from gridward.domains.command.rules.bodies import in_force, instant, number_of
from gridward.domains.command.rules.shifts import CAME, needed, roles_of, short
from gridward.domains.command.rules.tasks import answering, tasks, who_of
from gridward.plug.kind import Entry, Ref
from gridward.plug.spans import spans


def body_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of bodies: what was said last."""
    told = spans(entries, in_force)
    if not told:
        return None
    entry = told[-1].entry
    body = entry.body
    return {
        "area": entry.area,
        "name": body.name_zh,
        "type": body.type.value,
        "under": body.parent.key if isinstance(body.parent, Ref) else None,
        "heads": len(body.heads),
        "since": body.from_,
        "until": body.to,
    }


def plan_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of those who file documents: which of the two plans they have (Q05)."""
    if not entries:
        return None
    natures = {entry.body.nature.value for entry in entries}
    return {
        "area": entries[-1].area,
        "plan": "plan" in natures,
        "contingency_plan": "contingency_plan" in natures,
        "numbers": sorted({number for entry in entries if (number := number_of(entry.body))}),
        "last_at": entries[-1].at,
    }


def feedback_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of directives and documents that were answered: how many, and how many can say done."""
    if not entries:
        return None
    last: dict[int, str] = {}
    for entry in entries:
        for who in answering(entry)[:1]:
            last[who] = entry.body.stage.value
    return {
        "area": entries[-1].area,
        "answers": len(last),
        "done": sum(stage == "done" for stage in last.values()),
        "cannot": sum(stage == "cannot" for stage in last.values()),
        "last_at": entries[-1].at,
    }


def roster_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of posts with shifts: how many, the last one's time, and those that lack people."""
    if not entries:
        return None
    last = max(entries, key=lambda entry: instant(entry.body.end))
    return {
        "area": entries[-1].area,
        "shifts": len(entries),
        "short": sum(short(entry.body, _planned(entry.body)) for entry in entries),
        "last_start": instant(last.body.start),
        "last_end": instant(last.body.end),
    }


def incident_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of incidents about one subject: how many are open, and since when."""
    if not entries:
        return None
    still = [entry for entry in entries if entry.body.closed_at is None]
    return {
        "area": entries[-1].area,
        "type": entries[-1].body.type.value,
        "incidents": len(entries),
        "open": len(still),
        "open_since": min((instant(entry.body.found_at) for entry in still), default=None),
        "last_at": entries[-1].at,
    }


def directive_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of directives, from one and the feedback about it: who has not answered, what is not
    done. One that asks for nothing is a notice and has nobody to wait for.
    """
    directive = next((entry for entry in entries if entry.kind == "command.directive"), None)
    if directive is None:
        return None
    body, asked = directive.body, list(tasks(entries))
    return {
        "area": directive.area,
        "text": body.text[:200],
        "urgency": "" if body.urgency is None else body.urgency.value,
        "issued_at": directive.at,
        "deadline": None if body.deadline is None else instant(body.deadline),
        "asked": len(asked),
        "unanswered": sum(task.answer is None for task in asked),
        "undone": sum(task.due is not None and task.done is None for task in asked),
    }


def document_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of documents, from one and the feedback about it: sessions of study, and who passed it
    on. It is still to be studied where that is asked and somebody whom it names, or anybody, has not.
    """
    document = next((entry for entry in entries if entry.kind == "command.document"), None)
    if document is None:
        return None
    body = document.body
    told = [entry for entry in entries if entry.kind == "command.feedback"]
    studied = [entry for entry in told if entry.body.stage.value == "studied"]
    passed = {answering(entry)[0] for entry in told if entry.body.stage.value == "forwarded"}
    by = {who for entry in studied for who in answering(entry)}
    named = {who_of(link) for link in body.study_by if isinstance(link, Ref)}
    return {
        "area": document.area,
        "number": body.number,
        "title": body.title,
        "nature": body.nature.value,
        "level": "" if body.issuer_level is None else body.issuer_level.value,
        "at": document.at if body.received_at is None else instant(body.received_at),
        "studied": len(studied),
        "forwarded": len(passed),
        "to_study": bool(body.study_required) and not (named <= by if named else bool(studied)),
    }


def _planned(shift: Any) -> dict[Any, str]:
    roles = roles_of(shift)
    return {who: roles.get(who, "") for who in shift.persons}


def shift_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of shifts, from one and who came: it is short while fewer came, or until somebody does
    are assigned, than it needs, or none of a role.
    """
    shift = next((entry for entry in entries if entry.kind == "command.shift"), None)
    if shift is None:
        return None
    told = [entry for entry in entries if entry.kind == "command.attendance"]
    roles = roles_of(shift.body)
    present = [entry.body for entry in told if entry.body.status.value in CAME]
    came = {body.person: body.role or roles.get(body.person, "") for body in present}
    planned = _planned(shift.body)
    return {
        "area": shift.area,
        "start": instant(shift.body.start),
        "end": instant(shift.body.end),
        "needed": needed(shift.body),
        "assigned": len(planned),
        "came": len(came),
        "short": short(shift.body, came if told else planned),
    }
