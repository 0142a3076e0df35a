"""Locks name packages and hashes, never a host: a site behind a mirror, or without a network, installs from its own."""

from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files, new_repository

pytestmark = pytest.mark.no_database

HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "npmjs", "com"),
        ("registry", "yarnpkg", "com"),
        ("registry", "npmmirror", "com"),
        ("npm", "taobao", "org"),
        ("pypi", "tuna", "tsinghua", "edu", "cn"),
        ("mirrors", "aliyun", "com"),
        ("mirrors", "cloud", "tencent", "com"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
        ("registry", "docker", "io"),
    )
]


def named_hosts(root: Path) -> list[str]:
    contents = {path: path.read_bytes().lower() for path in files(root=root)}
    return [
        f"{path.relative_to(root)}: {host}"
        for path, content in contents.items()
        for host in HOSTS
        if host.encode() in content
    ]


def test_no_file_names_the_host_of_a_registry() -> None:
    assert named_hosts(ROOT) == []


@pytest.mark.parametrize("host", HOSTS)
def test_a_named_host_is_found(tmp_path: Path, host: str) -> None:
    root = new_repository(tmp_path)
    (root / "package-lock.json").write_text(f'{{"resolved": "https://{host.upper()}/vue.tgz"}}')
    assert named_hosts(root) == [f"package-lock.json: {host}"]
