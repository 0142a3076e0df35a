"""Which scenario this node holds: at most one, and only where nothing else was."""

from gridward.grid.models import Area
from gridward.kit.errors import Refusal, refuse
from gridward.ledger.head import stand
from gridward.scenario.models import Loaded
from gridward.scenario.scenario import Scenario


def loaded() -> Loaded | None:
    """The scenario of this node, also one whose loading was interrupted."""
    return Loaded.objects.filter(id=1).first()


def claim(scenario: Scenario) -> Loaded:
    """Make the node this scenario's; raises `Refusal` when it holds another one, or anything else."""
    found = loaded()
    if found is None:
        if stand().position or Area.objects.exists():
            raise _taken_by_others()
        found = Loaded.objects.create(
            scenario=scenario.id,
            name_zh=scenario.name.zh,
            name_en=scenario.name.en,
            root=scenario.area,
            start=scenario.start,
            end=scenario.end,
            packs=[list(span) for span in scenario.packs],
        )
    if (found.scenario, found.root, found.start, found.end) != (
        scenario.id,
        scenario.area,
        scenario.start,
        scenario.end,
    ):
        raise refuse(
            "other_scenario",
            field="scenario",
            zh=f"本节点已装入场景 {found.scenario}（{found.name_zh}，{found.root}）。一个节点只管一个县；"
            "请换一个 GRIDWARD_HOME 或 GRIDWARD_DATABASE_URL。",
            en=f"This node already holds the scenario {found.scenario} ({found.name_en}, {found.root}). One node holds "
            "one county: choose another GRIDWARD_HOME or GRIDWARD_DATABASE_URL.",
        )
    return found


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
