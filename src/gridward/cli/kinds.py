"""`kinds`: the kinds of entries and the JSON Schema of their bodies."""

from typing import Annotated

import typer

from gridward.cli.asking import AsJson
from gridward.cli.says import asked, document, table
from gridward.exchange.schema import json_schema
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE


def kinds(
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help="记录种类 / kind of entry")] = "",
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """记录种类与内容的 JSON Schema / kinds of entries, JSON Schema of each body"""
    with asked():
        found = [CATALOGUE.kind(kind)] if kind else list(CATALOGUE.kinds.values())
    if kind:
        document(json_schema(found[0]))
    elif json:
        document({one.name: json_schema(one) for one in found})
    else:
        table(
            (str(Text("种类", "kind")), "", str(Text("对象", "about"))),
            [(one.name, str(one.label), " ".join(one.about)) for one in found],
        )
