"""What machine the numbers come from, said generically: no names, no addresses."""

import os
import platform
import sqlite3
from pathlib import Path

import django
import msgspec
import psycopg
from django.db import connection


def machine() -> dict[str, str]:
    """Processor, cores, memory and versions of everything that matters."""
    return {
        "cpu": _after(Path("/proc/cpuinfo"), "model name") or platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": _memory(),
        "os": _after(Path("/etc/os-release"), "PRETTY_NAME", "=").strip('"') or platform.system(),
        "python": platform.python_version(),
        "django": django.get_version(),
        "msgspec": msgspec.__version__,
        "psycopg": f"{psycopg.__version__} ({psycopg.pq.__impl__})",
    }


def database() -> str:
    """The version of the database in use."""
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def _memory() -> str:
    kilobytes = _after(Path("/proc/meminfo"), "MemTotal").split()
    return f"{int(kilobytes[0]) / 2**20:.0f} GB" if kilobytes else "unknown"


def _after(path: Path, name: str, sign: str = ":") -> str:
    if not path.exists():
        return ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        key, _, value = line.partition(sign)
        if key.strip() == name:
            return value.strip()
    return ""
