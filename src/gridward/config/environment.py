"""Reads the environment through small typed functions; a wrong value is named together with its remedy."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def wrong(name: str, *, zh: str, en: str) -> ImproperlyConfigured:
    """The error for a setting that cannot be used."""
    return ImproperlyConfigured(f"{name}: {zh} / {en}")


def text(name: str, default: str = "") -> str:
    """The variable without surrounding blanks; empty counts as absent."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """1, true, yes, on (any case) are true; 0, false, no, off and absent are false."""
    value = text(name, "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise wrong(name, zh=f"“{value}”不是开关值，请填 1 或 0", en=f"“{value}” is not a switch; use 1 or 0")


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number from `low` to `high`."""
    value = text(name, str(default))
    if value.isascii() and value.isdecimal() and low <= int(value) <= high:
        return int(value)
    raise wrong(
        name,
        zh=f"“{value}”不是 {low} 到 {high} 之间的整数，请改正",
        en=f"“{value}” is not a whole number from {low} to {high}; please correct it",
    )


def words(name: str, default: tuple[str, ...]) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks (10.0.0.0/8) separated by commas; none when absent."""
    found = []
    for word in words(name, ()):
        try:
            found.append(ip_network(word))
        except ValueError:
            raise wrong(
                name,
                zh=f"“{word[:60]}”不是地址或网段，请写成 127.0.0.1 或 10.0.0.0/8，多个用逗号分隔",
                en=f"“{word[:60]}” is no address or network; write 127.0.0.1 or 10.0.0.0/8, several with commas",
            ) from None
    return found


def folder(name: str, default: Path) -> Path:
    """An absolute folder, made (0700) when it is not there yet."""
    path = Path(text(name, str(default))).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise wrong(
            name,
            zh=f"无法建立文件夹 {path}({error.strerror})，请换一个可写的位置",
            en=f"the folder {path} cannot be made ({error.strerror}); choose a place you may write to",
        ) from None
    return path


def secret(path: Path) -> str:
    """The secret kept in this file (0600); made at random on first use, even when two processes start at once."""
    if not path.exists():
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            path.hardlink_to(fresh)
        except FileExistsError:
            pass  # the other process was first: its secret counts
        finally:
            fresh.unlink()
    found = path.read_text(encoding="ascii").strip()
    if len(found) < 32:
        raise wrong(
            str(path),
            zh="密钥文件已损坏（内容过短），请从备份恢复",
            en="the secret file is damaged (too short); restore it from a backup",
        )
    return found


def database(name: str, *, home: Path) -> dict[str, Any]:
    """Django's settings for `postgresql://user:password@host:port/name` or `sqlite:///path`; default SQLite in `home`.

    A relative SQLite path counts from `home`. Without user, host or port PostgreSQL's own defaults (socket, PGUSER …)
    hold; further connection options follow after `?`, among them `host` for the folder of a socket.
    """
    url = text(name, "sqlite:gridward.sqlite3")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _wrong_database(name) from None
    place = unquote(parts.path)
    if parts.scheme == "sqlite" and not parts.netloc and place.strip("/"):
        return {
            "ENGINE": "gridward.kit.sqlite",
            "NAME": str(home / place),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
        }
    if parts.scheme in {"postgres", "postgresql"} and place.strip("/"):
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": place.strip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", unquote(parts.hostname or "")),
            "PORT": str(port or ""),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"prepare_threshold": 3, "options": "-c jit=off", **options},
        }
    raise _wrong_database(name)


def _wrong_database(name: str) -> ImproperlyConfigured:
    return wrong(
        name,
        zh="无法识别的数据库地址；请写 postgresql://用户：密码@主机：5432/库名 或 sqlite:///绝对路径/文件名",
        en="not a database address; write postgresql://user:password@host:5432/name or sqlite:///absolute/path/file",
    )
