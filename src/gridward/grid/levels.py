"""The levels of areas, what they are called and in which of them nothing lies. No level is tied to one parent."""

from gridward.kit.text import Text

LEVELS: dict[str, Text] = {
    "county": Text("县（市、区）", "County"),
    "zone": Text("开发区", "Zone"),
    "town": Text("乡镇", "Town"),
    "subdistrict": Text("街道", "Subdistrict"),
    "village": Text("村", "Village"),
    "community": Text("社区", "Community"),
    "work_area": Text("责任区", "Work area"),
    "grid_large": Text("大网格", "Large grid"),
    "grid_medium": Text("中网格", "Medium grid"),
    "grid_small": Text("小网格", "Small grid"),
    "compound": Text("小区", "Compound"),
    "building": Text("楼栋", "Building"),
    "alley": Text("胡同", "Alley"),
    "stair": Text("单元楼道", "Stair"),
    "place": Text("场所点位", "Place"),
}
"""Label of each level, from the county down."""

OVERLAY = "work_area"
"""The level of areas that have members instead of children."""

LEAVES = frozenset({"place", OVERLAY})
"""Levels in which nothing lies."""
