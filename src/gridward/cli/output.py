"""Where a command puts what it has made: into a file that is there whole or not at all, or on stdout."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from gridward.cli.says import wrong_use


def give(data: bytes, output: str) -> None:
    """Write to the file, or to stdout when none is named; raises `WrongUse` where it cannot be written."""
    if not output:
        sys.stdout.buffer.write(data)
        return
    with written(output) as out:
        out.write(data)


@contextmanager
def written(file: str) -> Iterator[BinaryIO]:
    """A file that is there whole or not at all."""
    path = Path(file)
    beside = path.parent / f".{path.name}.part"
    try:
        with beside.open("wb") as out:
            yield out
        beside.replace(path)
    except OSError as error:
        raise wrong_use(
            "-o", zh=f"无法写入 {file}：{error.strerror}。", en=f"{file} cannot be written: {error.strerror}."
        ) from error
    finally:
        beside.unlink(missing_ok=True)
