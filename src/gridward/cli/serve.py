"""`serve` is what bare ./run does: database, demonstration town, web server and loop. `loop` folds entries."""

import os
import signal
import socket
import sys
import time
from typing import Annotated

import typer
from django.conf import settings
from django.db import DatabaseError, connection

from gridward.cli import signins
from gridward.cli.children import Children
from gridward.cli.database import ready
from gridward.cli.says import line, note
from gridward.cli.scenario import load_shown, read_scenario, tell
from gridward.cli.web import web
from gridward.duty.planner import catch_up as plan
from gridward.duty.telling import tell as notify
from gridward.exchange.sheet.memory import forget
from gridward.figure.crossings import catch_up as cross
from gridward.figure.fold import catch_up
from gridward.grid.models import Area
from gridward.intake.alarm import tell as alarm
from gridward.intake.receive import begin
from gridward.kit.errors import Refusal, refuse
from gridward.kit.pen import Busy
from gridward.kit.text import Text
from gridward.ledger.head import stand
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.every import every_fault
from gridward.scenario.node import loaded

DEMO = "changshan"
TELL_EVERY = 60.0
"""Seconds between two rounds of notices: whoever owes several things is told of them at once."""
PAUSE = 0.5
"""Seconds between two looks of the loop at the ledger."""


def serve(
    demo: Annotated[bool, typer.Option("--demo/--no-demo", help="库空时装入演示镇 / load the demo town")] = True,  # noqa: FBT002
) -> None:
    """准备数据库、演示镇并提供服务 / set up database and demo town, then serve"""
    _port_is_free()
    _packs_are_sound()
    ready()
    if demo:
        _demo()
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    _greet()
    Children({"web": web, "loop": _follow}).run()


def loop() -> None:
    """把记录推算成指标，安排今后七天的任务 / fold entries into figures, plan the duties of seven days"""
    ready()
    _follow()


def _follow() -> None:
    """Look at the ledger again and again, on a database that is ready, until told to end or alone."""
    parent, stopped = os.getppid(), []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))
    failures, told = 0, 0.0
    while not stopped and os.getppid() == parent:
        try:
            begin()
            catch_up()
            plan()
            cross()
            alarm()
            if time.monotonic() - told > TELL_EVERY:
                notify()
                forget()
                told = time.monotonic()
            failures = 0
        except Busy:
            pass
        except DatabaseError as error:
            failures += 1
            if failures in (1, 10, 100):
                note(Text(f"推算暂停：{error}", f"the fold waits: {error}"))
            connection.close()
        time.sleep(PAUSE * min(2**failures, 20))


def _packs_are_sound() -> None:
    """Raise `Refusal` with every fault of the policy data: nobody is to be told to do what a slip of the pen says."""
    wrong = tuple(every_fault(CATALOGUE))
    if wrong:
        raise Refusal(*wrong)


def _port_is_free() -> None:
    """Raise `Refusal` where another program listens already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", settings.GRIDWARD_PORT))
        except OSError as error:
            port, why = settings.GRIDWARD_PORT, error.strerror
            raise refuse(
                "port_in_use",
                field="GRIDWARD_PORT",
                zh=f"GRIDWARD_PORT：端口 {port} 无法使用（{why}）。请另选一个。",
                en=f"GRIDWARD_PORT: port {port} cannot be used ({why}). Choose another one.",
            ) from error


def _demo() -> None:
    """Load the demonstration town where there is nothing yet, or where that was interrupted."""
    node = loaded()
    if node.finished if node else stand().position or Area.objects.exists():
        return
    scenario = read_scenario(DEMO)
    if node is not None and node.scenario != scenario.id:
        return
    note(Text(f"装入演示镇 {scenario.name.zh} …", f"Loading the demonstration town, {scenario.name.en} …"))
    tell(scenario, *load_shown(scenario))


def _greet() -> None:
    line(f"网格哨 Gridward  http://localhost:{settings.GRIDWARD_PORT}/")
    found = signins.kept()
    if found:
        line(f"演示账号 demonstration sign-ins （{signins.file()}）：")
        width = max(len(one.username) for one in found)
        for one in found:
            line(f"  {one.username:<{width}}  {one.password}  {one.name}")
    sys.stdout.flush()
