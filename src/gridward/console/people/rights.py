"""An office in words: what it allows, to which kinds of entries, whom it may appoint."""

from dataclasses import dataclass

from gridward.console.reader.sight import Sight
from gridward.grid.book import Held
from gridward.grid.levels import LEVELS
from gridward.grid.reach import VERB_LABELS
from gridward.grid.roles import VERBS, Kinds, roles
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """One office and what it allows."""

    role: Text
    area: Text
    level: Text
    code: str
    since: int | None
    to: int | None
    acting: bool
    verbs: tuple[Text, ...]
    records: tuple[Text, ...]
    sees: tuple[Text, ...]
    appoints: tuple[Text, ...]
    second_factor: bool


def rights(seen: Sight) -> list[Rights]:
    """The offices that the account holds now, in words."""
    return [_rights(one, seen) for one in seen.offices if one.area in seen.tree]


def _rights(one: Held, seen: Sight) -> Rights:
    node, role = seen.tree.by_id(one.area, seen.now), one.rights
    return Rights(
        role=role.label if role is not None else Text(one.role, one.role),
        area=node.name,
        level=LEVELS[node.level],
        code=node.code,
        since=one.from_at or None,
        to=one.to_at,
        acting=one.acting,
        verbs=tuple(VERB_LABELS[verb] for verb in VERBS if role is not None and verb in role.verbs),
        records=_kinds(role.kinds) if role is not None and "record" in role.verbs else (),
        sees=_kinds(role.sees) if role is not None else (),
        appoints=tuple(other.label for other in roles().values() if role is not None and role.gives(other)),
        second_factor=role is not None and role.second_factor,
    )


def _kinds(kinds: Kinds) -> tuple[Text, ...]:
    """What is meant, in words: a domain by its name where all of it is, else each kind by its own."""
    if "*" in kinds.patterns:
        return (Text("各类记录", "every kind of entry"),)
    found: list[Text] = []
    for domain in CATALOGUE.domains.values():
        inside = [kind for kind in domain.kinds if kind.name in kinds]
        if inside and len(inside) == len(domain.kinds) > 1:
            found.append(Text(f"{domain.label.zh}（全部）", f"{domain.label.en} (all)"))
        else:
            found += [kind.label for kind in inside]
    return tuple(found)
