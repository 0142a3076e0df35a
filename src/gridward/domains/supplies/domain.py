"""The declaration of the domain of stores."""

from gridward.domains.supplies.entries import KINDS
from gridward.domains.supplies.figures import FIGURES, MOVES
from gridward.domains.supplies.imagine import imagine
from gridward.domains.supplies.models import RequestState, StockState
from gridward.domains.supplies.rules import asked_for, moved, request_row, stock_row, used
from gridward.domains.supplies.screens import REQUESTS, STORES
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State
from gridward.plug.stock import Stock

DOMAIN = Domain(
    name="supplies",
    label=Text("物资保障", "Supplies"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(model=RequestState, of=("supplies.request",), row=request_row, matter=True, listing=REQUESTS),
        State(
            model=StockState,
            of=("supplies.receipt", "supplies.issue", "supplies.stocktake"),
            row=stock_row,
            listing=STORES,
        ),
    ),
    imagine=imagine,
    stock=Stock(
        moves=MOVES, use="supplies.target", request="supplies.request", moved=moved, used=used, asked=asked_for
    ),
)
