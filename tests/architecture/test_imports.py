"""The borders between the modules hold, and every border can be seen to break."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files

pytestmark = pytest.mark.no_database

PLANTS = {
    "layers": {"kit/planted.py": "import gridward.config.domains\n"},
    "exhaustive": {"planted/__init__.py": ""},
    "domains": {
        "domains/planted_a/__init__.py": "",
        "domains/planted_a/domain.py": "import gridward.domains.planted_b.domain\n",
        "domains/planted_b/__init__.py": "",
        "domains/planted_b/domain.py": "",
    },
    "inside": {
        "domains/planted_a/__init__.py": "",
        "domains/planted_a/domain.py": "",
        "domains/planted_a/entries.py": "import gridward.domains.planted_a.figures\n",
        "domains/planted_a/figures.py": "",
    },
    "other name inside": {
        "domains/planted_a/__init__.py": "",
        "domains/planted_a/domain.py": "",
        "domains/planted_a/duties.py": "",
    },
    "pure": {"plug/planted.py": "import gridward.kit.planted\n", "kit/planted.py": "import django.db\n"},
    "ledger": {"intake/planted.py": "import gridward.ledger.models\n"},
}


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    """import-linter with the project's contracts on the package below `source`."""
    program = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", program, "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_border_holds() -> None:
    done = lint(ROOT / "src")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", PLANTS)
def test_a_broken_border_is_found(tmp_path: Path, name: str) -> None:
    for path in files(".py"):
        if path.is_relative_to(ROOT / "src"):
            copy = tmp_path / path.relative_to(ROOT / "src")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    for place, text in PLANTS[name].items():
        plant = tmp_path / "gridward" / place
        plant.parent.mkdir(parents=True, exist_ok=True)
        plant.write_text(text)
        (plant.parent / "__init__.py").touch()
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "planted" in done.stdout
