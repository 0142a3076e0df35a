"""The slip with a one-time link: for whom, which office, the address and its QR code, until when."""

import io
from dataclasses import dataclass

import segno

from gridward.account.models import Account, Invitation
from gridward.console.people.officers import Post
from gridward.grid.tree import tree
from gridward.kit.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What is handed over; shown once, and printable. `qr` is a drawing (SVG)."""

    account: Account
    invitation: Invitation
    address: str
    qr: str
    posts: tuple[Post, ...]
    town: Text


def slip(account: Account, invitation: Invitation, address: str, posts: tuple[Post, ...]) -> Slip:
    """The slip for a link that has just been made."""
    roots = tree().roots()
    return Slip(
        account=account,
        invitation=invitation,
        address=address,
        qr=drawn(address),
        posts=posts,
        town=roots[0].name if len(roots) == 1 else Text("", ""),
    )


def drawn(text: str) -> str:
    """A QR code as an SVG without colours of its own beyond black on white."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out,
        kind="svg",
        scale=5,
        border=3,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=True,
        nl=False,
        omitsize=True,
    )
    return out.getvalue().decode()
