"""Commands, variables, modules, links, terms, counts and buttons that a page names are there."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer.main
from babel.messages.pofile import read_po

from gridward.cli import commands as program
from gridward.plug.catalogue import CATALOGUE
from tests.architecture.sources import ROOT, files
from tests.docs.pages import CODE, LINK, blocks, pages, text, written

pytestmark = pytest.mark.no_database

RUN = re.compile(r"\./run((?: [\w\"\[\].:/|=-]+)*)")
VARIABLE = re.compile(r"\bGRIDWARD_[A-Z_]+\b")
SETTINGS_ONLY = {"GRIDWARD_BASE_DIR", "GRIDWARD_FONT_DIR"}
PO = ROOT / "src" / "gridward" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
DOMAIN_ROW = re.compile(r"^\| (\w+) · (\S+) \| (\d+) \| (\d+) \|$", re.MULTILINE)


def commands(group: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for name, command in group.commands.items():
        found.add((*path, name))
        if hasattr(command, "commands"):
            found |= commands(command, (*path, name))
    return found


def options(group: Any) -> set[str]:
    found = {name for param in group.params for name in (*param.opts, *param.secondary_opts)}
    for command in getattr(group, "commands", {}).values():
        found |= options(command)
    return found


def called(page: Path | str) -> list[str]:
    """What a page calls after ./run, in its code; a second blank ends a command."""
    return [said.strip() for part in (*blocks(page, ""), *CODE.findall(text(page))) for said in RUN.findall(part)]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_exists(page: Path) -> None:
    root = typer.main.get_command(program.commands())
    known, spoken = commands(root), options(root)
    groups = {path[0] for path in known if len(path) > 1}
    for said in called(page):
        words = said.split()
        if not words or words[0].isupper():
            continue
        assert (words[0],) in known, f"./run {said}"
        if words[0] in groups and len(words) > 1 and words[1] != "|":
            assert (words[0], words[1]) in known, f"./run {said}"
        assert [word for word in words if word.startswith("--") and word not in spoken] == [], f"./run {said}"


def test_every_variable_is_described_and_every_described_one_is_read() -> None:
    sources = [path for path in files(".py", ".sh") if path.is_relative_to(ROOT / "src") or "setup" in path.parts]
    read = {name for path in sources for name in VARIABLE.findall(path.read_text(encoding="utf-8"))} - SETTINGS_ONLY
    tests = {name for name in read if name.startswith("GRIDWARD_TEST_")}
    described = set(VARIABLE.findall(text("docs/operator-guide.md")))
    assert read - tests - described == set()
    assert described - read == set()


def test_every_module_is_described() -> None:
    house = text("ARCHITECTURE.md")
    modules = [path.name for path in (ROOT / "src" / "gridward").iterdir() if (path / "__init__.py").exists()]
    domains = [name for name, domain in CATALOGUE.domains.items() if domain.kinds and name != "kernel"]
    assert [name for name in (*modules, *domains) if f"`{name}`" not in house] == []


def test_modules_are_in_the_order_of_their_imports() -> None:
    rows = [line for line in text("ARCHITECTURE.md").splitlines() if line.startswith("| `")]
    named = [re.findall(r"`(\w+)`", row.split("|")[1]) for row in rows]
    order = [names for names in named if (ROOT / "src" / "gridward" / names[0]).exists()]
    project = text("pyproject.toml").split("layers = [")[1].split("]")[0]
    layers = [re.findall(r"\w+", line) for line in re.findall(r'"([^"]+)"', project)]
    built = {path.name for path in (ROOT / "src" / "gridward").iterdir() if (path / "__init__.py").exists()}
    there = [sorted(set(layer) & built) for layer in layers]
    assert [sorted(names) for names in order] == [layer for layer in there if layer]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(text(page)):
        place, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = (page.parent / place).resolve() if place else page
        assert target.exists(), link
        if anchor:
            heads = [head.lower() for head in re.findall(r"^#+ (.+)$", text(target), re.MULTILINE)]
            assert anchor in [re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in heads], link


def test_every_term_of_the_glossary_is_in_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in files(".py") if path.is_relative_to(ROOT / "src"))
    missing = []
    for name in CODE.findall(text("GLOSSARY.md")):
        if "/" in name:
            missing += [name] if not (ROOT / name).exists() else []
        elif not name[0].isdigit() and not re.search(rf"\b{re.escape(name.rpartition('.')[2])}\b", code):
            missing.append(name)
    assert missing == []


def test_every_kind_and_figure_that_a_page_names_exists() -> None:
    ours = tuple(f"{name}." for name in CATALOGUE.domains if CATALOGUE.domains[name].kinds and name != "kernel")
    for page in written():
        for name in CODE.findall(text(page)):
            stem = name.partition("[")[0]
            if stem.startswith(ours) and re.fullmatch(r"[a-z]+\.[a-z_]+", stem):
                assert stem in CATALOGUE.kinds or stem in CATALOGUE.figures, f"{page.name}: {name}"


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_readmes_count_right(page: str) -> None:
    said = {name: (label, int(kinds), int(figures)) for name, label, kinds, figures in DOMAIN_ROW.findall(text(page))}
    there = {
        name: (domain.label.zh, len(domain.kinds), len(domain.figures))
        for name, domain in CATALOGUE.domains.items()
        if domain.kinds and domain.figures
    }
    assert said == there


def test_the_readmes_show_the_same_commands() -> None:
    one, other = called("README.md"), called("README.zh.md")
    assert one
    assert one == other


def test_guides_name_buttons_that_are_on_a_page() -> None:
    with PO.open("rb") as file:
        known = {one.id: one.string for one in read_po(file) if isinstance(one.id, str) and one.id}
    english, chinese = set(known), set(known.values())
    for domain in CATALOGUE.domains.values():
        for one in (
            domain,
            *domain.kinds,
            *domain.figures,
            *(kind.publishing for kind in domain.kinds if kind.publishing),
        ):
            english.add(one.label.en)
            chinese.add(one.label.zh)
    for page in (ROOT / "docs" / "user-guide").rglob("*.md"):
        labels, marks = (chinese, "【(.+?)】") if page.parent.name == "zh" else (english, r"\*\*(.+?)\*\*")
        assert [name for name in re.findall(marks, text(page)) if name not in labels] == [], page


def test_the_guides_exist_in_both_languages() -> None:
    guide = ROOT / "docs" / "user-guide"
    assert {path.name for path in (guide / "zh").iterdir()} == {path.name for path in (guide / "en").iterdir()}


def test_decisions_are_numbered_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    names = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    assert [name[:5] for name in names] == [f"{number:04}-" for number in range(1, len(names) + 1)]
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", text(folder / "README.md"))
    assert listed == names
