"""The rows of entries that have been judged, as the pen writes them."""

from collections.abc import Sequence

from msgspec.json import Encoder

from gridward.intake import keeping
from gridward.intake.coming import Coming
from gridward.intake.kernel import NODES_OWN
from gridward.intake.stored import contents
from gridward.intake.verdict import UNREADABLE
from gridward.kit.clock import day_of
from gridward.kit.errors import Reason
from gridward.ledger.names import kind_number
from gridward.ledger.outcome import Outcome
from gridward.ledger.pen import Row

_encode = Encoder().encode


def rows(fresh: Sequence[Coming], received: int) -> list[Row]:
    """A row for each; what is held is sealed as it came."""
    return [
        _held(coming, received)
        if coming.outcome is Outcome.HELD
        else Row(
            coming.position,
            coming.hex,
            kind_number(kept_as(coming)),
            int(coming.outcome),
            coming.position,
            coming.area,
            coming.key,
            coming.at,
            day_of(coming.at),
            *coming.place,
            coming.replaces,
            coming.root,
            _text(coming.flagged) if coming.flagged else None,
            coming.print,
            content,
        )
        for coming, content in zip(fresh, contents(fresh), strict=True)
    ]


def kept_as(coming: Coming) -> str:
    """The kind under which an entry is kept; one that is not known here has no number until it is freed."""
    return UNREADABLE if coming.kind is None or coming.kind.name in NODES_OWN else coming.kind.name


def _held(coming: Coming, received: int) -> Row:
    kind, at = kept_as(coming), coming.at or received
    return Row(
        coming.position,
        coming.hex,
        kind_number(kind),
        int(Outcome.HELD),
        None,
        coming.area,
        None,
        at,
        day_of(at),
        *coming.place,
        coming.replaces,
        coming.root,
        _text(coming.held),
        coming.print,
        keeping.sealed(coming, kind=kind, area=coming.area),
    )


def _text(reasons: Sequence[Reason]) -> str:
    return _encode([reason.wire() for reason in reasons]).decode()
