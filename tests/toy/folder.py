"""The process that folds beside, on the toy node: as `./run fold`, until standard input ends."""

import os

from django.db import connection

import gridward.config.boot  # noqa: F401
from gridward.cli.folding import fold
from tests.toy.node import catalogue


def main() -> None:
    """Fold on the database that the test names."""
    connection.settings_dict["NAME"] = os.environ["TOY_DATABASE"]
    with catalogue():
        fold()


if __name__ == "__main__":
    main()
