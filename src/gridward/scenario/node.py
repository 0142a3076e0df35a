"""Which scenario this node holds: at most one, and only where nothing else was."""

from hashlib import sha256

import msgspec

from gridward.grid.models import Area
from gridward.kit.errors import Refusal, refuse
from gridward.ledger.head import stand
from gridward.scenario.models import Loaded
from gridward.scenario.scenario import Scenario


def loaded() -> Loaded | None:
    """The scenario of this node, also one whose loading was interrupted."""
    return Loaded.objects.filter(id=1).first()


def admit(scenario: Scenario) -> Loaded | None:
    """What is here of this scenario already, None on an empty node; raises `Refusal` where anything else is here."""
    found = loaded()
    if found is None:
        if stand().position or Area.objects.exists():
            raise _taken_by_others()
        return None
    here = f"{found.scenario}（{found.name_zh}，{found.root}）", f"{found.scenario} ({found.name_en}, {found.root})"
    if (found.scenario, found.root) != (scenario.id, scenario.area):
        raise refuse(
            "other_scenario",
            field="scenario",
            zh=f"本节点已装入场景 {here[0]}。一个节点只管一个县；请换一个 GRIDWARD_HOME 或 GRIDWARD_DATABASE_URL。",
            en=f"This node already holds the scenario {here[1]}. One node holds one county: choose another "
            "GRIDWARD_HOME or GRIDWARD_DATABASE_URL.",
        )
    if bytes(found.said) != said(scenario):
        raise refuse(
            "scenario_changed",
            field="scenario",
            zh=f"场景 {here[0]} 装入之后文件已改动。请恢复原文件，或换一个 GRIDWARD_HOME 重新装入。",
            en=f"The file has changed since the scenario {here[1]} was loaded. Put the former file back, or load into "
            "another GRIDWARD_HOME.",
        )
    return found


def claim(scenario: Scenario) -> Loaded:
    """From now on the node is this scenario's."""
    return Loaded.objects.create(
        scenario=scenario.id,
        name_zh=scenario.name.zh,
        name_en=scenario.name.en,
        root=scenario.area,
        start=scenario.start,
        end=scenario.end,
        packs=[list(span) for span in scenario.packs],
        said=said(scenario),
    )


def said(scenario: Scenario) -> bytes:
    """The digest of all in the file that decides what is imagined."""
    root = scenario.root
    return sha256(
        msgspec.json.encode((
            scenario.start, scenario.end, scenario.population, scenario.households, scenario.seed, scenario.packs,
            root.code, root.level, root.known_as, root.children, [row.fact for row in scenario.facts],
        ))
    ).digest()  # fmt: skip


def _taken_by_others() -> Refusal:
    root = Area.objects.filter(parent__isnull=True).order_by("id").first()
    name = f"{root.code} {root.name_zh}" if root else "?"
    return refuse(
        "node_in_use",
        field="scenario",
        zh=f"本节点已有数据（{name}），不能再装入场景。请换一个 GRIDWARD_HOME 或 GRIDWARD_DATABASE_URL。",
        en=f"This node already holds data ({name}), so no scenario can be loaded. Choose another GRIDWARD_HOME or "
        "GRIDWARD_DATABASE_URL.",
    )
