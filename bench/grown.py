"""A ledger that has grown to a size: entries sent in batches like any others, and folded."""

from bench.stream import Stream
from bench.town import Town
from gridward.figure.fold import catch_up
from gridward.intake.receive import receive
from gridward.ledger.head import stand

DAYS = 60
BATCH = 500


class Ledger:
    """Grows on demand; what it holds is spread over `DAYS` days when it is full."""

    def __init__(self, town: Town) -> None:
        self._stream = Stream(town, pace=max(1, town.size.ledger // DAYS), seed=8)
        receive(self._stream.entry())

    def grow(self, number: int) -> None:
        """Send entries until the ledger holds about `number` of them."""
        while stand().position < number:
            for batch in self._stream.batches(20, BATCH):
                receive(batch)
            catch_up()
