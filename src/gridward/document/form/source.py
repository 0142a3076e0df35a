"""What a column of a form can name: a closed vocabulary of short words.

`number` · `area` · `area:LEVEL` (what of that level the row lies in) · `kind` `day` `time` `moment` `officer` `means`
of the row's own entry · `identity:PART` of whom the row is about · `body:FIELD` of the row's own entry,
`body:LINK.FIELD` of the entry that it names, `body:LINK.identity:PART` of whom or what that one is about ·
`KIND:FIELD` of the row's own entry when it is of that kind, else of the latest one about the same subject or about the
row's entry (`KIND:day` … too) · `figure:NAME[MEMBER]` at the row's area.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from gridward.exchange.shape import shapes_of
from gridward.kit.errors import Refusal, refuse
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind

PLAIN = frozenset({"number", "area", "kind", "day", "time", "moment", "officer", "means"})
"""Words that stand alone."""
MOMENTS = frozenset({"kind", "day", "time", "moment", "officer", "means"})
"""What may be asked of an entry of another kind instead of a field of its body."""
PARTS = frozenset({"label", "name", "id_no", "phone", "sex", "birth", "age", "address", "plate", "workplace"})
"""Parts of an identity; sex, birth and age may come from the number of the identity card."""
IDENTITY = "identity:"
"""How a column asks who or what an entry is about, instead of one of its fields."""

_FIGURE = re.compile(r"^([a-z_]+\.[a-z_0-9]+)(?:\[([^\[\]]+)\])?$")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a cell comes from. `word` is what is asked: a plain word, or identity, body, entry, figure, area.

    `kind` is the kind of entry for "entry"; `name` a part, a field, a figure or a level; `inner` the field of the entry
    that the field `name` refers to, or `identity:PART` of its subject; `member` that of the figure.
    """

    word: str
    name: str = ""
    kind: str = ""
    inner: str = ""
    member: str = ""

    @property
    def part(self) -> str:
        """The part of an identity that is asked of the entry to which a field refers, or nothing."""
        return self.inner.removeprefix(IDENTITY) if self.inner.startswith(IDENTITY) else ""


def source(text: str, *, own: Sequence[EntryKind], field: str) -> Source:
    """A source from its text; `own` are the kinds that the row's entry may have. Raises `Refusal` naming `field`."""
    word, _, rest = text.partition(":")
    if text in PLAIN:
        return Source(text)
    if word == "area":
        return Source("area", name=rest)
    if word == "identity":
        if rest not in PARTS:
            raise _unknown(field, text, [f"identity:{part}" for part in sorted(PARTS)])
        return Source("identity", name=rest)
    if word == "figure":
        return _figure(rest, field=field)
    if word == "body" and own:
        name, _, inner = rest.partition(".")
        found = [shape for kind in own for shape in shapes_of(kind) if shape.name == name]
        asked = Source("body", name=name, inner=inner)
        if not found or (inner and found[0].type != "link") or (asked.part and asked.part not in PARTS):
            raise _unknown(field, text, [f"body:{shape.name}" for kind in own for shape in shapes_of(kind)])
        return asked
    if word in CATALOGUE.kinds and rest:
        names = [shape.name for shape in shapes_of(CATALOGUE.kinds[word])]
        if rest not in MOMENTS and rest not in names:
            raise _unknown(field, text, [f"{word}:{name}" for name in names])
        return Source("entry", name=rest, kind=word)
    raise _unknown(field, text, [*sorted(PLAIN), "body:", "identity:", "figure:", *CATALOGUE.kinds])


def _figure(text: str, *, field: str) -> Source:
    found = _FIGURE.match(text)
    if found is None:
        raise _unknown(field, text, [])
    figure = CATALOGUE.figure(found[1])
    member = found[2] or ""
    CATALOGUE.member(figure, member)
    return Source("figure", name=figure.name, member=member)


def _unknown(field: str, text: str, known: list[str]) -> Refusal:
    near = get_close_matches(text, known, n=3, cutoff=0.4) or known[:8]
    return refuse(
        "unknown_source",
        field=field,
        zh=f"{field}：看不懂列来源“{text[:80]}”。" + (f"是不是：{'、'.join(near)}?" if near else ""),
        en=f"{field}: cannot read the source “{text[:80]}”." + (f" Did you mean {', '.join(near)}?" if near else ""),
    )
