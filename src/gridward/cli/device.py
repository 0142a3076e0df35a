"""`device`: the phones and programs that may hand in entries."""

from typing import Annotated

import typer

from gridward.account import devices
from gridward.cli.asking import AsJson
from gridward.cli.database import ready
from gridward.cli.says import asked, document, line, note
from gridward.kit.text import Text

app = typer.Typer(no_args_is_help=True, help="设备 / devices")


@app.callback()
def group() -> None:
    """设备 / devices"""


@app.command("add")
def add(name: Annotated[str, typer.Argument(metavar="NAME")], json: AsJson = False) -> None:  # noqa: FBT002
    """登记设备并显示令牌（只显示一次）/ register a device and print its bearer token, this once"""
    ready()
    with asked():
        device, token = devices.add(name)
    if json:
        document({"name": device.name, "token": token})
        return
    note(Text(f"设备 {device.name} 的令牌（只显示这一次）：", f"Bearer token of {device.name}, shown this once:"))
    line(token)
