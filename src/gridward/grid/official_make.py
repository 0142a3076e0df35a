"""Make `data/areas.txt.gz` again from a newer national list.

    python -m gridward.grid.official_make FOLDER

FOLDER holds provinces.csv, cities.csv, areas.csv, streets.csv and villages.csv, each with a `code` and a `name` column
(codes of 2, 4, 6, 9 and 12 digits). The layout of the result is described in `data/README.md`.
"""

import csv
import gzip
import sys
from itertools import groupby, pairwise
from pathlib import Path

TARGET = Path(__file__).with_name("data") / "areas.txt.gz"
LEVELS = ((2, "provinces"), (4, "cities"), (6, "areas"), (9, "streets"), (12, "villages"))
Row = tuple[str, str]


def rows(folder: Path, name: str, digits: int) -> list[Row]:
    """The codes and names of one level, by code; ValueError when a row is not what the list promises."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        found = sorted((line["code"], line["name"].strip()) for line in csv.DictReader(file))
    for code, label in found:
        if len(code) != digits or not code.isdecimal() or not label or " " in label:
            raise ValueError(f"{name}.csv: {code!r} {label!r} is not {digits} digits and a name without spaces")
    if len({code for code, _ in found}) != len(found):
        raise ValueError(f"{name}.csv: a code stands there twice")
    return found


def block(town: str, villages: list[Row]) -> str:
    """A town's code and its villages; a number is written only where it is not the one before plus one."""
    lines, expected = [town], 1
    for code, name in villages:
        number = int(code[9:])
        lines.append(name if number == expected else f"{code[9:]} {name}")
        expected = number + 1
    return "\n".join(lines)


def make(folder: Path, target: Path) -> dict[str, int]:
    """Write the list to `target` and say how many areas of each level it holds; ValueError when one has no parent."""
    lists = {name: rows(folder, name, digits) for digits, name in LEVELS}
    for (digits, above), (_, below) in pairwise(LEVELS):
        known = {code for code, _ in lists[above]}
        lost = [code for code, _ in lists[below] if code[:digits] not in known]
        if lost:
            raise ValueError(f"{below}.csv: {lost[0]} and {len(lost) - 1} more stand under nothing in {above}.csv")
    tree = sorted(row for name in ("provinces", "cities", "areas", "streets") for row in lists[name])
    members = {"tree": "\n".join(f"{code} {name}" for code, name in tree)}
    for city, inside in groupby(lists["villages"], key=lambda row: row[0][:4]):
        towns = groupby(inside, key=lambda row: row[0][:9])
        members[city] = "\n\n".join(block(town, list(villages)) for town, villages in towns)
    packed = {key: gzip.compress(text.encode() + b"\n", 9, mtime=0) for key, text in members.items()}
    index = "".join(f"{key} {len(data)}\n" for key, data in packed.items())
    target.write_bytes(gzip.compress(index.encode(), 9, mtime=0) + b"".join(packed.values()))
    return {name: len(found) for name, found in lists.items()}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m gridward.grid.official_make FOLDER")
    counts = make(Path(sys.argv[1]), TARGET)
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {counts}\n")
