"""Which SQLite is linked, and whether its write-ahead log can be trusted."""

from sqlite3 import sqlite_version_info

from gridward.kit.text import Text

Version = tuple[int, ...]

FIRST_BAD, LAST_BAD = (3, 7, 0), (3, 51, 2)
MENDED = {(3, 44, 6), (3, 50, 7)}


def resets_wrongly(version: Version = sqlite_version_info) -> bool:
    """True if two connections can corrupt a WAL database of this version (sqlite.org/wal.html, "WAL-reset bug")."""
    return FIRST_BAD <= version[:3] <= LAST_BAD and version[:3] not in MENDED


def warning(version: Version = sqlite_version_info) -> Text | None:
    """What the operator must know about the linked SQLite; None when there is nothing to say."""
    if not resets_wrongly(version):
        return None
    name = ".".join(map(str, version[:3]))
    return Text(
        f"所用 SQLite {name} 的 WAL 模式有损坏数据库的缺陷，已改用较慢但安全的 TRUNCATE 模式：写入时页面需要等待。"
        "请在 Gridward 的环境里安装 pysqlite3(0.6.1 或更新)，或改用 PostgreSQL。",
        f"SQLite {name} has a fault that can corrupt a database in WAL mode, so the slower TRUNCATE mode is used: "
        "pages wait while something is written. Install pysqlite3 (0.6.1 or newer) for Gridward, or use PostgreSQL.",
    )
