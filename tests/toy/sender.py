"""A phone in a process of its own, so that it can be killed: every line it reads is a batch, every line it says is what
became of it. `fold` as a line folds what there is, an entry at a time.
"""

import json
import os
import sys

from django.db import connection

import gridward.config.boot  # noqa: F401
from gridward.figure.fold import catch_up
from gridward.intake.receive import receive
from gridward.kit.clock import standing_at
from gridward.kit.pen import Busy
from tests.toy.node import NOW, catalogue


def main() -> None:
    """Until stdin ends."""
    connection.settings_dict["NAME"] = os.environ["TOY_DATABASE"]
    with catalogue():
        _say("ready")
        for line in sys.stdin:
            if line.strip() == "fold":
                _say(catch_up(size=1))
                continue
            try:
                with standing_at(NOW):
                    _say([receipt.wire() for receipt in receive(line.encode(), device="sender")])
            except Busy:
                _say("busy")


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
