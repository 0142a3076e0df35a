"""Which pages an account may see: found by following the links of the pages themselves.

Of pages that differ only in what they are about a few are taken; of pages that a name makes another page (a figure, a
kind, a board) each one, and each once more for every sort of question in its address.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl

from django.test import Client
from django.urls import Resolver404, resolve

from gridward.plug.catalogue import CATALOGUE

NAMING = ("name", "kind", "pack", "deed", "what", "fmt")
"""Parameters that make another page of it."""
FEW = 6
"""Of a page with a number, an id or a question, as many are taken,"""
MOST = 40
"""and of one that may be asked in many ways not more than these, whatever the ways; each name is taken once anyway."""
LEFT_OUT = {
    "sign-out": "ends the session",
    "sign-in": "before there is an account",
    "language": "only sets a cookie",
    "theme": "only sets a cookie",
    "bulletin-file": "a file to keep, made when it is asked for",
    "issued-file": "a file to keep",
    "form-file": "a file to keep, made when it is asked for",
    "template": "a file to keep",
    "export": "a file that is streamed, of any length",
    "response-new": "its preview plans the duties of the whole area anew, as long as that takes",
    "response": "the same",
}
"""What is not measured, and why."""
_LINK = re.compile(r'href="([/?][^"#]*)"')
"""A page of this node, or the same page asked otherwise: its next page, another order."""


class Page(NamedTuple):
    """An address, and what page it is: the same for every account, whatever it is about."""

    address: str
    what: str


def pages(client: Client) -> Iterator[Page]:
    """Every page that answers this reader with a document, each asked for once."""
    waiting, known = deque(start()), set(start())
    taken: Counter[tuple[str, ...]] = Counter()
    while waiting:
        address = waiting.popleft()
        what = _what(address)
        if what is None or not _wanted(what, address, taken):
            continue
        answer = client.get(address)
        if answer.status_code != 200 or answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
            continue
        yield Page(address, " ".join(what))
        for link in _LINK.findall(answer.content.decode()):
            found = unescape(link)
            if found.startswith("?"):
                found = address.partition("?")[0] + found
            if found not in known:
                known.add(found)
                waiting.append(found)


def start() -> list[str]:
    """Where following begins: what is declared, and what no page links to without being asked."""
    found = ["/", "/search/?q=a", "/search/?q=371", "/areas/?q=a", "/pick/areas/?area=37", "/people/", "/me/"]
    for domain in CATALOGUE.domains.values():
        if domain.kinds and domain.figures:
            found.append(f"/domains/{domain.name}/")
            lists = [state.listing.name for state in domain.states if state.listing is not None]
            found += [f"/domains/{domain.name}/?list={name}&show=all" for name in lists]
        found += [f"/figures/{figure.name}/" for figure in domain.figures]
        for kind in domain.kinds:
            found += [f"/ledger/{kind.name}/", f"/record/{kind.name}/"]
    return found


def _what(address: str) -> tuple[str, ...] | None:
    """The route, the names in it and the sorts of questions; None for what is left out."""
    path, _, query = address.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name is None or match.url_name in LEFT_OUT or match.app_name not in ("console", ""):
        return None
    names = [str(match.kwargs[name]) for name in NAMING if name in match.kwargs]
    return (match.url_name, *names, "?" + "&".join(sorted({name for name, _ in parse_qsl(query)})))


def _wanted(what: tuple[str, ...], address: str, taken: Counter[tuple[str, ...]]) -> bool:
    """Whether there are not enough pages of this sort yet: each name once, each sort of question a few times."""
    route, *names, asked = what
    named, listed = (route, *names), dict(parse_qsl(address.partition("?")[2])).get("list", "")
    sort, all_of_it = (route, asked, listed), (route, "", "every")
    fresh = bool(names or listed) and not taken[(*named, listed)]
    if fresh or (taken[sort] < FEW and taken[all_of_it] < MOST):
        taken.update([(*named, listed), sort, all_of_it])
        return True
    return False
