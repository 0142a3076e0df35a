"""The figures of tracing (figures.md)."""

from collections.abc import Iterable, Iterator, Sequence

from gridward.domains.tracing import rules
from gridward.domains.tracing.entries import ContactType
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry

DIRECT = (ContactType.CLOSE, ContactType.GENERAL)


def _nearest(entries: Sequence[Entry], wanted: frozenset[str], *, members: bool) -> Iterator[Line]:
    about = entries[0].subject if entries else None
    if about is not None and about.kind == "person":
        points = (
            (at, entry, {code if members else "": 1} if code in wanted else {})
            for at, entry, code in rules.contact_points(entries)
        )
        yield from steps(points, key=about.key)


def contacts(entries: Sequence[Entry]) -> Iterable[Line]:
    """The person who was in contact with a case, by the nearest relation told."""
    return _nearest(entries, frozenset(one.value for one in DIRECT), members=True)


def contacts_of_contacts(entries: Sequence[Entry]) -> Iterable[Line]:
    """The person who was in contact with a contact and, as far as known, with no case."""
    return _nearest(entries, frozenset({ContactType.CONTACT_OF_CONTACT.value}), members=False)


def investigations(entries: Sequence[Entry]) -> Iterable[Line]:
    """The case that was investigated."""
    return [line(entry, key=entry.subject.key) for entry in entries if entry.subject is not None]


def stays(entries: Sequence[Entry]) -> Iterable[Line]:
    """One for every stay declared."""
    return [line(entry) for entry in entries]


CONTACTS = Figure(
    name="tracing.contacts",
    label=Text("接触者", "Contacts"),
    unit="人",
    kind="stock",
    of=("tracing.contact",),
    lines=contacts,
    distinct=True,
    members=tuple(Member(code=one.value, label=one.label) for one in DIRECT),
    headline=14,
)
CONTACTS_OF_CONTACTS = Figure(
    name="tracing.contacts_of_contacts",
    label=Text("密接的密接", "Contacts of contacts"),
    unit="人",
    kind="stock",
    of=("tracing.contact",),
    lines=contacts_of_contacts,
    distinct=True,
)
INVESTIGATIONS = Figure(
    name="tracing.investigations",
    label=Text("开展流调", "Cases investigated"),
    unit="起",
    of=("tracing.investigation",),
    lines=investigations,
    distinct=True,
)
STAYS = Figure(
    name="tracing.stays",
    label=Text("登记轨迹", "Stays declared"),
    unit="条",
    of=("tracing.stay",),
    lines=stays,
)
FIGURES = (CONTACTS, CONTACTS_OF_CONTACTS, INVESTIGATIONS, STAYS)
