"""What standings are called."""

from gridward.kit.text import Text

STANDINGS = {
    "central_quarantine": Text("集中隔离", "central quarantine"),
    "home_quarantine": Text("居家隔离医学观察", "home quarantine"),
    "home_isolation": Text("居家隔离治疗", "home isolation"),
    "home_monitoring": Text("居家健康监测", "home monitoring"),
    "employee_observation": Text("返岗留观", "observation of returned employees"),
    "in_need": Text("困难群众", "people in need"),
    "looked_after": Text("重点关注户", "households looked after"),
    "resumed": Text("已复工", "resumed work"),
    "suspended": Text("停业", "closed for now"),
    "goods_waiting": Text("物资待发放", "goods to be handed out"),
    "cold_chain_worker": Text("冷链从业人员", "cold-chain workers"),
    "quarantine_site_staff": Text("集中隔离点工作人员", "staff of quarantine sites"),
    "secondary_home": Text("次密接居家", "contacts of contacts at home"),
    "core_zone": Text("核心区", "core zone"),
    "warning_zone": Text("警戒区", "warning zone"),
    "infected_point": Text("疫点", "infected point"),
    "infected_zone": Text("疫区", "infected zone"),
    "threatened_zone": Text("受威胁区", "threatened zone"),
}
"""The standings of the packs that come with Gridward; one of another pack is called as that has it."""


def standing_label(name: str) -> Text:
    """What a standing is called."""
    return STANDINGS.get(name, Text(name, name))
