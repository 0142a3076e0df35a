"""What Word files need and python-docx has no property for: East Asian fonts, rules, page numbers, repeatable bytes."""

# ruff: noqa: SLF001 - the elements behind python-docx's objects are reached through its private names

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Part = Any
"""A piece of python-docx, which has no types."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can name; every part carries it."""
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:autoSpaceDE", "w:autoSpaceDN", "w:spacing", "w:ind", "w:jc", "w:rPr")


def properties(run: Part) -> Part:
    """The element of a run's properties."""
    return run._r.get_or_add_rPr()


def put(run: Part, part: Part) -> None:
    """Append an element to a run."""
    run._r.append(part)


def face(properties: Part, latin: str, chinese: str) -> None:
    """Set the fonts of a run or style for both scripts."""
    fonts = properties.get_or_add_rFonts()
    for slot in list(fonts.attrib):
        del fonts.attrib[slot]
    for slot, name in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        fonts.set(qn(f"w:{slot}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def chinese(styles: Part) -> None:
    """Simplified Chinese as the East Asian language, and no extra space between Chinese and digits."""
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")
    normal = styles["Normal"].element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        off = OxmlElement(name)
        off.set(qn("w:val"), "0")
        normal.insert_element_before(off, "w:spacing", "w:ind", "w:jc", "w:rPr")


def rule(line: Part, side: str, colour: str, eighths: int) -> None:
    """A rule above or below a paragraph, in eighths of a point."""
    borders, border = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", colour)):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
    line._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def page_number() -> Iterator[Part]:
    """The elements of a page number, one for each run."""
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        yield part


def whole(row: Part) -> None:
    """Keep a table row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeated(row: Part) -> None:
    """Repeat a table row on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def timeless(packed: bytes) -> bytes:
    """The same file without the times of its making."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, EARLIEST)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(part, old.read(name))
    return made.getvalue()
