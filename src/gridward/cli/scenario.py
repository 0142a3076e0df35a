"""`scenario`: list, load and verify scenarios."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings

from gridward.cli import signins
from gridward.cli.asking import AsJson
from gridward.cli.database import ready
from gridward.cli.folding import folding
from gridward.cli.says import DOES_NOT, WrongUse, asked, bars, document, end, note, table
from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.kit.text import Text
from gridward.ledger.outcome import Outcome
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.packs import packs
from gridward.policy.units import convert
from gridward.scenario.facts import plain, scale_of, title
from gridward.scenario.load import Summary, load
from gridward.scenario.read import FILE, find, parse
from gridward.scenario.scenario import Known, Scenario, Stated
from gridward.scenario.verify import Finding, unmet, verify

Where = Annotated[str, typer.Argument(metavar="NAME|DIR", help="场景名或文件夹 / name or folder")]
TOLD = 5
"""So many facts that could not be met are named."""
app = typer.Typer(no_args_is_help=True, help="场景 / scenarios")


def folder() -> Path:
    """Where the scenarios lie that come with the node."""
    return Path(settings.GRIDWARD_BASE_DIR) / "scenarios"


def known() -> Known:
    """What the reader must know of this installation."""
    return Known(catalogue=CATALOGUE, packs=tuple(packs()), convert=convert)


def read_scenario(where: str) -> Scenario:
    """The scenario of this name or folder; a name that means nothing is a wrong use, a wrong file is not."""
    with asked():
        file = find(where, folder=folder())
    return parse(file.read_bytes(), known=known())


@app.command("list")
def list_(json: AsJson = False) -> None:  # noqa: FBT002
    """现有场景 / the scenarios that are here"""
    found = [_listed(file.parent.name) for file in sorted(folder().glob(f"*/{FILE}"))]
    if json:
        document(found)
        return
    table(
        (str(Text("名称", "name")), str(Text("区域", "area")), str(Text("起", "from")), str(Text("止", "to")), ""),
        [(row["name"], row["area"], row["start"][:10], row["end"][:10], row["title"]["zh"]) for row in found],
    )


@app.command("load")
def load_(where: Where, json: AsJson = False) -> None:  # noqa: FBT002
    """装入场景 / load a scenario"""
    scenario = read_scenario(where)
    ready()
    summary, seconds = load_shown(scenario)
    missed = unmet(scenario)
    if json:
        titles = [title(row.fact.figure, row.fact.member) for row, _ in missed]
        document(_summary(scenario, summary, seconds) | {"unmet": titles})
    tell(scenario, summary, seconds)
    _tell_unmet(where, missed)


@app.command("verify")
def verify_(where: Where, json: AsJson = False) -> None:  # noqa: FBT002
    """逐条核对场景事实 / compare every fact of a scenario"""
    scenario = read_scenario(where)
    ready()
    found = verify(scenario)
    if json:
        document(found.json())
    else:
        table(
            (
                str(Text("指标", "figure")), str(Text("截至", "as of")), str(Text("文中", "stated")),
                str(Text("台账", "postings")), str(Text("重算", "recounted")), "", str(Text("出处", "source")),
            ),
            [_row(finding) for finding in found.findings],
            right=(2, 3, 4),
        )  # fmt: skip
    if not found.holds:
        wrong = sum(not finding.holds for finding in found.findings)
        note(Text(f"{wrong} 条事实不符。", f"{wrong} facts do not hold."))
        end(DOES_NOT)


def _tell_unmet(where: str, missed: Sequence[tuple[Stated, Text]]) -> None:
    """Name the facts that came out otherwise, and say what to state instead: what follows from the map or a pack cannot
    be imagined differently.
    """
    if not missed:
        return
    names = ", ".join(dict.fromkeys(title(row.fact.figure, row.fact.member) for row, _ in missed[:TOLD]))
    more = "…" if len(missed) > TOLD else ""
    for remedy in dict.fromkeys(remedy for _, remedy in missed[:TOLD]):
        note(remedy)
    note(Text(
        f"{len(missed)} 条事实未能达到（{names}{more}）；用 ./run scenario verify {where} 逐条查看。",
        f"{len(missed)} facts could not be met ({names}{more}); ./run scenario verify {where} shows each.",
    ))  # fmt: skip


def load_shown(scenario: Scenario) -> tuple[Summary, float]:
    """Load it, with progress on stderr: what it came to, and how many seconds it took."""
    began = time.monotonic()
    with bars() as progress, folding():
        summary = load(scenario, progress=progress)
    signins.make()
    return summary, time.monotonic() - began


def tell(scenario: Scenario, summary: Summary, seconds: float) -> None:
    """Say on stderr what a loading came to."""
    rate = round(summary.entries / seconds) if seconds else 0
    counts = _outcomes(summary)
    note(Text(
        f"场景 {scenario.id} 已装入：{summary.entries} 条记录（{counts.zh or '此前已全部装入'}），"
        f"用时 {seconds:.0f} 秒，每秒 {rate} 条",
        f"Scenario {scenario.id} is loaded: {summary.entries} entries ({counts.en or 'all were here'}) "
        f"in {seconds:.0f} s, {rate} a second",
    ))  # fmt: skip
    for entry, reason in summary.held:
        note(Text(f"未计入 {entry}：{reason.text.zh}", f"does not count, {entry}: {reason.text.en}"))


def _outcomes(summary: Summary) -> Text:
    """What became of the entries when they came in, and whether those that waited count by now."""
    found = [(one, summary.outcomes[one.wire]) for one in Outcome if summary.outcomes[one.wire]]
    freed = {} if summary.held else {Outcome.HELD: Text("，后来都已计入", ", all counted by now")}
    nothing = Text("", "")
    return Text(
        "；".join(f"{one.label.zh} {number}{freed.get(one, nothing).zh}" for one, number in found),
        "; ".join(f"{one.label.en.lower()} {number}{freed.get(one, nothing).en}" for one, number in found),
    )


def _summary(scenario: Scenario, summary: Summary, seconds: float) -> dict[str, Any]:
    return {
        "scenario": scenario.id,
        "area": scenario.area,
        "entries": summary.entries,
        "outcomes": dict(sorted(summary.outcomes.items())),
        "passed_over": summary.passed_over,
        "seconds": round(seconds, 1),
    }


def _listed(name: str) -> dict[str, Any]:
    try:
        found = read_scenario(name)
    except WrongUse:
        raise
    except Refusal as refusal:
        first = refusal.reasons[0].text
        return {
            "name": name,
            "id": "",
            "area": "",
            "start": "",
            "end": "",
            "facts": 0,
            "title": {"zh": first.zh, "en": first.en},
        }
    return {
        "name": name,
        "id": found.id,
        "area": found.area,
        "start": clock.iso(found.start),
        "end": clock.iso(found.end),
        "facts": len(found.facts),
        "title": {"zh": found.name.zh, "en": found.name.en},
    }


def _row(finding: Finding) -> tuple[str, ...]:
    fact = finding.stated.fact
    scale = scale_of(CATALOGUE.figures[fact.figure], fact.member)

    def number(value: int | None, of: int | None = None) -> str:
        shown = "–" if value is None else plain(value, scale)
        return shown if of is None else f"{shown} / {plain(of, scale)}"

    qualifier = "" if fact.qualifier == "=" else f"{fact.qualifier} "
    stated = f"{fact.share:.0%}" if fact.share is not None else f"{qualifier}{number(fact.value)}"
    return (
        finding.title,
        clock.iso(fact.as_of)[:16].replace("T", " "),
        f"{stated} {fact.unit}",
        number(finding.postings, finding.expected),
        number(finding.recounted, finding.expected_recounted),
        str(Text("相符", "holds") if finding.holds else Text("不符", "DOES NOT HOLD")),
        fact.source,
    )
