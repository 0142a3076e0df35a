"""Which entries answer another: they name it in a field by which they belong to its matter (`EntryKind.answers`)."""

from collections.abc import Collection, Iterable

from gridward.kit.rows import Table, among, put, rows
from gridward.ledger.bodies import told_by
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.pen import Row
from gridward.ledger.stored import Stored
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, Ref, key_of

ANSWER = Table("ledger_answer", ("opener", "chain"), ("int8", "int8"))
_VOID = '"body":null}'


def answered(entry: Entry) -> tuple[int, ...]:
    """The keys of the entries that an entry answers."""
    fields = CATALOGUE.kinds[entry.kind].answers
    return _named(entry.body, fields) if fields else ()


def matters_of(one: Stored | Row) -> tuple[int, ...]:
    """The keys of the matters to which an entry belongs: that of the entry it is about, or its own, and those of the
    entries that it answers.
    """
    own = own_matter(one.subject, one.root or one.position)
    kind = CATALOGUE.kinds.get(kind_name(one.kind))
    if kind is None or not kind.answers or one.counts_from is None:
        return (own,)
    content = one.content if isinstance(one.content, str) else one.content.decode()
    if content.endswith(_VOID):
        return (own,)
    return tuple(dict.fromkeys((own, *_named(told_by(kind, content).body, kind.answers))))


def own_matter(subject: int | None, chain: int) -> int:
    """The key of the matter that an entry is about, or that it opens itself."""
    return subject if subject is not None and subject % 16 == key_of("entry", 0) else key_of("entry", chain)


def remember(found: Iterable[Stored | Row]) -> None:
    """Keep what entries answer, so that it finds them."""
    kinds = set(kind_numbers(tuple(name for name, kind in CATALOGUE.kinds.items() if kind.answers)))
    mine = [one for one in found if one.kind in kinds]
    told = {(key >> 4, one.root or one.position) for one in mine for key in matters_of(one)[1:]}
    put(ANSWER, sorted(told), key=2)


def answering(openers: Collection[int]) -> set[int]:
    """The chains that answer entries of these chains."""
    if not openers:
        return set()
    condition, params = among("opener", sorted(openers), "int8")
    return {chain for (chain,) in rows(f"SELECT chain FROM ledger_answer WHERE {condition}", params)}


def answered_ever() -> set[int]:
    """The keys of all entries that were ever answered."""
    return {key_of("entry", opener) for (opener,) in rows("SELECT DISTINCT opener FROM ledger_answer")}


def _named(body: object, fields: Iterable[str]) -> tuple[int, ...]:
    links = (getattr(body, name) for name in fields)
    return tuple(link.key for link in links if isinstance(link, Ref) and link.kind == "entry" and link.id.isdecimal())
