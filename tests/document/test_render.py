"""Every format says what the bulletin says, carries its font, and comes out the same twice."""

import base64
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from gridward.document import colophon, fonts, render_docx, word
from gridward.document.render import FORMATS, rendered
from gridward.kit.errors import Refusal
from gridward.kit.text import Text
from tests.document.desk import SEAL, both, template

pytestmark = pytest.mark.no_database

LANGS = ("zh", "en")
SENTENCES = (
    both("{gate.posts}/{gate.vehicles}/{gate.closed|of}/{care.confirmed|by=units}"),
    both("{gift.money|about}/{store.on_hand[mask]|named}"),
)


@pytest.fixture
def bulletin(desk):
    desk.say("gate.posts", 125)
    desk.say("gate.vehicles", 14858, reported=115, expected=118)
    desk.say("gate.closed", 118, expected=118)
    desk.say("care.confirmed", 0, reported=8, expected=8, nothing="reported_zero")
    desk.say("gift.money", 246_312_050)
    desk.say("store.on_hand", 65000, "mask")
    return desk.compose(template(*SENTENCES))


def said(bulletin, lang):
    """Everything that a rendering must show."""
    yield bulletin.title.say(lang)
    yield bulletin.proof.seal[:8]
    yield str(bulletin.proof.position)
    yield "cn-covid-e4"
    for number in bulletin.numbers:
        yield number.label.say(lang)
        yield number.exact.say(lang)
    for section in bulletin.sections:
        for run in section.runs(lang):
            yield run.text
            yield run.words


def text_of(made: bytes, fmt: str) -> str:
    if fmt == "docx":
        paper = Document(io.BytesIO(made))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in paper.paragraphs] + cells)
    if fmt == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    text = made.decode()
    if fmt == "html":
        return re.sub(r"<[^>]+>", "", re.sub(r"(?s)<style>.*?</style>", "", text)).replace("&#x27;", "'")
    return re.sub(r"\\([\\`*_\[\]|<>])", r"\1", text) if fmt == "md" else text


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2060]+", "", text)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("fmt", list(FORMATS))
def test_every_format_says_all_of_it(bulletin, fmt, lang):
    text = squeezed(text_of(rendered(bulletin, fmt, lang), fmt))
    if fmt != "json":
        assert squeezed(colophon.UNVERIFIED.say(lang)) in text
    missing = [part for part in said(bulletin, lang) if squeezed(part) not in text]
    assert not missing


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("fmt", list(FORMATS))
def test_the_same_bulletin_gives_the_same_bytes(bulletin, fmt, lang, monkeypatch):
    first = rendered(bulletin, fmt, lang)
    fonts._embedded.cache_clear()
    monkeypatch.setenv("TZ", "America/Lima")
    assert rendered(bulletin, fmt, lang) == first


def test_every_number_has_a_footnote_that_leads_to_its_entries(bulletin):
    markdown, page = (rendered(bulletin, fmt, "zh").decode() for fmt in ("md", "html"))
    for number in bulletin.numbers:
        assert f"[^{number.note}]:" in markdown
        assert f"({number.link})" in markdown
        assert f'href="{number.link.replace("&", "&amp;")}"' in page
        assert f'href="#n{number.note}"' in page
        assert f'id="n{number.note}"' in page


def test_json_holds_every_value_and_the_whole_seal(bulletin):
    found = json.loads(rendered(bulletin, "json", "en"))
    assert (found["schema"], found["seal"], found["position"], found["watermark"]) == (1, SEAL, 4711, 4711)
    assert found["as_of"] == "2020-02-10T23:59:59.999999+08:00"
    assert found["issued_at"] is None
    assert [one["value"] for one in found["figures"]] == [number.value.value for number in bulletin.numbers]
    nil = found["figures"][3]
    assert (nil["nothing"], nil["reported"], nil["expected"]) == ("reported_zero", 8, 8)
    assert found["packs"] == [{"id": "cn-covid-e4", "name": "Plan, 4th edition", "verified": False}]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_fetches_nothing_and_its_font_has_every_character(bulletin, lang):
    page = rendered(bulletin, "html", lang).decode()
    assert not re.search(r"(?:src|href)=\"?(?:https?:)?//|url\((?!\"data:)|@import", page)
    body = re.sub(r"(?s)<style>.*?</style>", "", page)
    needed = {ord(character) for character in re.sub(r"<[^>]+>|&[^;]+;", "", body)} - {10, 0x2060}
    found = re.findall(r"base64,([A-Za-z0-9+/=]+)", page)
    assert len(found) == 2
    for font in found:
        packed = base64.b64decode(font)
        assert packed[:4] == b"wOF2"
        assert needed <= TTFont(io.BytesIO(packed)).getBestCmap().keys()


def test_names_cannot_break_out_of_a_page(desk, bulletin):
    odd = replace(bulletin, title=Text("<script>x</script>|[a](b)", "#evil *x*"))
    assert "<script>" not in rendered(odd, "html", "zh").decode()
    assert r"\<script\>" in rendered(odd, "md", "zh").decode()
    assert "#evil*x*" in squeezed(text_of(rendered(odd, "pdf", "en"), "pdf"))


def test_the_pdf_has_its_fonts_inside(bulletin):
    reader = PdfReader(io.BytesIO(rendered(bulletin, "pdf", "zh")))
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in inner["/FontDescriptor"]
            names.add(str(inner["/BaseFont"]).split("+")[-1])
    assert {name.split("-")[0] for name in names} == {fonts.faces().family.replace(" ", "")}
    assert reader.metadata.title == bulletin.title.zh


def test_word_sets_chinese_in_song(bulletin):
    paper = Document(io.BytesIO(rendered(bulletin, "docx", "zh")))
    runs = [run for paragraph in paper.paragraphs for run in paragraph.runs if run.text.strip()]
    runs += [run for row in paper.tables[0].rows for cell in row.cells for run in cell.paragraphs[0].runs]
    faces = {run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in runs}
    assert faces == {"宋体", "黑体"}
    assert paper.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体"
    assert (round(paper.sections[0].page_width.cm, 1), round(paper.sections[0].page_height.cm, 1)) == (21.0, 29.7)
    assert len(paper.tables[0].rows) == 1 + len(bulletin.numbers)


def test_word_files_carry_no_time_of_making(bulletin):
    with zipfile.ZipFile(io.BytesIO(render_docx.render(bulletin, "en"))) as packed:
        assert {part.date_time for part in packed.infolist()} == {word.EARLIEST}


def test_another_format_or_language_is_refused(bulletin):
    with pytest.raises(Refusal, match="docx"):
        rendered(bulletin, "odt", "zh")
    with pytest.raises(Refusal, match="zh, en"):
        rendered(bulletin, "md", "fr")


@pytest.mark.parametrize("fmt", ["html", "pdf"])
def test_without_the_font_it_says_what_to_do(bulletin, fmt, settings, tmp_path):
    settings.GRIDWARD_FONT_DIR = tmp_path
    with pytest.raises(Refusal) as refused:
        rendered(bulletin, fmt, "zh")
    reason = refused.value.reasons[0]
    assert reason.field == "GRIDWARD_FONT_DIR"
    assert "./run" in reason.text.zh
    assert "./run" in reason.text.en
