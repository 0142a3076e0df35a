"""Why somebody may see a page: which office, over which area, since when, by which verb; and who else can."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from gridward.account.models import Account
from gridward.console.reader.sight import Sight
from gridward.grid.book import Held, book
from gridward.grid.reach import VERB_LABELS, Ground, Reach, reach
from gridward.grid.roles import VERBS, Verb
from gridward.kit.text import Text

MOST = 60


class Subject(NamedTuple):
    """What a page shows: something in an area, of a kind of entries when there is one, opened by `verb`."""

    area: int | None
    at: int
    kind: str = ""
    verb: Verb = "see"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One of one's own offices that opens the page: which, where, since when, by which verb; and its other verbs."""

    sentence: Text
    acting: bool
    verbs: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Somebody else who can see it, too."""

    name: str
    role: Text
    area: Text
    acting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The answer. `more` counts those who are not listed."""

    grants: tuple[Grant, ...]
    others: tuple[Other, ...]
    more: int


def why(seen: Sight, subject: Subject) -> Why:
    """Why the account may see it. The caller has made sure that it may."""
    found = reach(seen.account, subject.verb, seen.now, subject.kind or None)
    grounds = [one for one in found.grounds if _covers(one.prefix, subject, seen)]
    others = _others(seen, subject)
    return Why(
        grants=tuple(_grant(one, found, subject) for one in _once(grounds)),
        others=tuple(_named(others[:MOST], seen)),
        more=max(len(others) - MOST, 0),
    )


def _covers(prefix: str, subject: Subject, seen: Sight) -> bool:
    if subject.area is None:
        return prefix.count(".") == 1
    paths = {seen.tree.path(subject.area, subject.at), seen.tree.path(subject.area, seen.now)}
    return any(path.startswith(prefix) for path in paths)


def _once(grounds: Iterable[Ground]) -> list[Ground]:
    return list({one.office.office: one for one in grounds}.values())


def _grant(one: Ground, found: Reach, subject: Subject) -> Grant:
    role = one.office.rights
    able = [verb for verb in VERBS if verb != subject.verb]
    return Grant(
        sentence=replace(found, grounds=(one,)).explain()[0],
        acting=one.office.acting,
        verbs=tuple(VERB_LABELS[verb] for verb in able if role is not None and role.may(verb, subject.kind or None)),
    )


def _others(seen: Sight, subject: Subject) -> list[Held]:
    """Whoever else holds an office that opens it: over the area, over what it lies in, over its work areas."""
    if subject.area is None:
        roots = seen.tree.roots(seen.now)
        areas = [root.id for root in roots]
    else:
        moments = {subject.at, seen.now}
        above = {one for at in moments for one in seen.tree.above(subject.area, at)}
        areas = [*above, *(work.id for work in seen.tree.work_areas(subject.area, seen.now))]
    offices = book(check=False)
    return [
        one
        for area in sorted(areas, reverse=True)
        for one in offices.at_area(area)
        if one.covers(seen.now)
        and one.account != seen.account.pk
        and one.account is not None
        and one.rights is not None
        and one.rights.may(subject.verb, subject.kind or None)
    ]


def _named(found: list[Held], seen: Sight) -> Iterable[Other]:
    accounts = {one.pk: one for one in Account.objects.filter(pk__in={held.account for held in found})}
    for one in found:
        account = accounts.get(one.account or 0)
        if account is None or not account.is_active:
            continue
        yield Other(
            name=str(account.name),
            role=one.rights.label if one.rights is not None else Text(one.role, one.role),
            area=seen.tree.by_id(one.area, seen.now).name,
            acting=one.acting,
        )
