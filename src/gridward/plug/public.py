"""What a domain shows to everybody on the public page of an area, and what anybody may hand in there.

A board holds only what was meant to be published: its rule sees entries whose personal texts are sealed, and says of
whom a name may be printed. A wish is a plain text for which the domain makes the body of one of its kinds; a tap is
what whoever stands at the door of a place logs there without words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gridward.kit.text import Text
from gridward.plug.kind import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that is published: `at` in microseconds; `who` the thing of the roll that agreed to be named (0: none,
    then `title` stands alone); `phone` is drawn as something to dial.
    """

    at: int
    title: Text
    text: str = ""
    lines: tuple[Text, ...] = ()
    phone: str = ""
    who: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A list on the public page. `notices` sees the active entries of the kinds `of` in the area and below, by time,
    and the present moment; `figures` are printed above it; a board on which nothing is shown has no heading.
    """

    name: str
    label: Text
    of: tuple[str, ...]
    notices: Callable[[Sequence[Entry], int], Iterable[Notice]]
    figures: tuple[tuple[str, str], ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What anybody may hand in: an entry of `kind` whose body follows from the words, from how to reach whoever wrote
    them (empty: nobody asked) and from the moment. `reach` says that such words are asked for.
    """

    kind: str
    label: Text
    hint: Text
    body: Callable[[str, str, int], Mapping[str, Any]]
    reach: bool = False
    longest: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """What is logged at the door of a place with one tap: an entry of `kind` about that place. `at` names the kinds of
    place that have it; the body follows from the kind of place and the moment, and claims nothing that nobody said.
    """

    kind: str
    label: Text
    done: Text
    at: tuple[str, ...]
    body: Callable[[str, int], Mapping[str, Any]]
