"""The files of the checkout that are somebody's work: tracked, or new and not ignored."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(*suffixes: str, root: Path = ROOT) -> list[Path]:
    """Absolute paths, sorted; with suffixes only those that end so."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = sorted({root / name for name in listing.split("\0") if name})
    return [path for path in found if path.is_file() and (not suffixes or path.suffix in suffixes)]


def new_repository(folder: Path) -> Path:
    """An empty repository, for planting a violation in."""
    subprocess.run(["git", "init", "-q", folder], check=True)
    return folder
