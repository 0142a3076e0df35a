"""What comes next about an entry: the check of a tip, the finding of an inspection, the answer to a directive.

Each is a form that names the entry already, so that nobody types its id.
"""

from collections.abc import Iterator

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.kit.text import Text
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import Domain
from gridward.plug.kind import EntryKind
from gridward.plug.shape import fields_of


def following(stored: Stored, seen: Sight) -> list[tuple[Text, str]]:
    """The forms that the reader may fill in about an entry, with their addresses."""
    name = kind_name(stored.kind)
    domain = CATALOGUE.domains.get(name.partition(".")[0])
    if domain is None or stored.void or stored.area is None or stored.area not in seen.tree:
        return []
    code, about = seen.tree.by_id(stored.area).code, f"entry:{stored.chain}"
    return [
        (kind.label, address.record(kind.name, area=code, **{field: about}))
        for kind, field in _next(name, domain)
        if seen.may_record(kind, stored.area)
    ]


def asked_of(kind: EntryKind) -> list[str]:
    """The kinds of entries that an entry of this kind tells more of, as its subject."""
    domain = CATALOGUE.domains.get(kind.name.partition(".")[0])
    if domain is None:
        return []
    return [one.name for one in domain.kinds if (kind, "subject") in _next(one.name, domain)]


def _next(name: str, domain: Domain) -> Iterator[tuple[EntryKind, str]]:
    """The kinds of the domain that tell more of such an entry, each with the field of its form that names it."""
    threads = {one for state in domain.states if state.matter and state.of[0] == name for one in state.of[1:]}
    for kind in domain.kinds:
        links = [field.name for field in fields_of(kind.body) if field.link and "entry" in field.kinds]
        named = [one for one in links if name.endswith((f".{one}", f"_{one}"))]
        if kind.name in threads and "entry" in kind.about:
            yield kind, "subject"
        elif named or (kind.name in threads and links):
            yield kind, f"body.{(named or links)[0]}"
