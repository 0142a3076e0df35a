"""Settings from the environment: right values are read, wrong ones named with their remedy in both languages."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from gridward.config import environment as env

pytestmark = pytest.mark.no_database

NAME = "GRIDWARD_TRIED"


def database(monkeypatch: pytest.MonkeyPatch, url: str) -> dict[str, object]:
    monkeypatch.setenv(NAME, url)
    return env.database(NAME, home=Path("/home/node"))


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("", "/home/node/gridward.sqlite3"),
        ("sqlite:town.sqlite3", "/home/node/town.sqlite3"),
        ("sqlite:///srv/%E9%95%BF%E5%B1%B1.sqlite3", "/srv/长山.sqlite3"),
    ],
)
def test_a_sqlite_database(monkeypatch: pytest.MonkeyPatch, url: str, file: str) -> None:
    found = database(monkeypatch, url)
    assert (found["ENGINE"], found["NAME"]) == ("gridward.kit.sqlite", file)


def test_a_postgresql_database(monkeypatch: pytest.MonkeyPatch) -> None:
    found = database(monkeypatch, "postgresql://ward%40zp:p%2Fw@db.county:5433/ward?sslmode=require")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "ward@zp", "p/w", "db.county", "5433", "ward",
    ]  # fmt: skip
    assert found["OPTIONS"] == {"prepare_threshold": 3, "options": "-c jit=off", "sslmode": "require"}


def test_a_postgresql_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    found = database(monkeypatch, "postgresql:///ward?host=/run/postgresql")
    assert (found["HOST"], found["NAME"]) == ("/run/postgresql", "ward")


@pytest.mark.parametrize(
    "url", ["mysql://ward:hush@db/ward", "sqlite:", "postgresql://ward:hush@db", "postgresql://db:hush/ward", "hush"]
)
def test_another_address_is_refused_without_telling_its_password(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}.*无法识别.*not a database address") as caught:
        database(monkeypatch, url)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8000.0", "八千", "８０００"])
def test_a_wrong_number_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}.*{value}.*1 到 65535.*from 1 to 65535"):
        env.number(NAME, 8000, low=1, high=65535)


@pytest.mark.parametrize(("value", "expected"), [("", False), ("1", True), ("Yes", True), ("OFF", False)])
def test_a_switch(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv(NAME, value)
    assert env.flag(NAME) is expected


def test_a_wrong_switch_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "maybe")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}.*maybe.*开关.*switch"):
        env.flag(NAME)


def test_a_folder_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(NAME, str(tmp_path / "file" / "home"))
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}.*无法建立.*cannot be made"):
        env.folder(NAME, tmp_path)


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    place = tmp_path / "secret"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: env.secret(place), range(32)))
    assert len(found) == 1
    assert len(found.pop()) >= 64
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [place]


def test_a_damaged_secret_is_not_replaced(tmp_path: Path) -> None:
    place = tmp_path / "secret"
    place.write_text("")
    with pytest.raises(ImproperlyConfigured, match=r"密钥文件已损坏.*damaged"):
        env.secret(place)
    assert place.read_text() == ""


def test_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "127.0.0.1, 10.0.0.0/8,fd00::/8")
    assert [str(one) for one in env.networks(NAME)] == ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"]
    monkeypatch.setenv(NAME, "")
    assert env.networks(NAME) == []
    for wrong in ("proxy.example", "10.0.0.1/8", "10.0.0.0/40"):
        monkeypatch.setenv(NAME, wrong)
        with pytest.raises(ImproperlyConfigured, match=r"不是地址或网段.*no address or network"):
            env.networks(NAME)
