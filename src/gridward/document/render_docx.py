"""A bulletin as a Word file on A4: 宋体 for text, 黑体 for headings, a table of figures; the same bytes each time."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt, RGBColor

from gridward.document import colophon, word
from gridward.document.bulletin import Bulletin, Run
from gridward.document.order import ordinal
from gridward.document.word import Part
from gridward.kit import clock
from gridward.kit.text import Lang

SONG, HEI, LATIN = "宋体", "黑体", "Times New Roman"
RED, GREY = RGBColor(0xC8, 0x16, 0x1D), RGBColor(0x60, 0x60, 0x60)
WIDTHS = (Cm(1.1), Cm(6.0), Cm(4.5), Cm(2.0), Cm(2.2))


def render(bulletin: Bulletin, lang: Lang) -> bytes:
    """An Office Open XML document."""
    return _Paper(bulletin, lang).made()


class _Paper:
    def __init__(self, bulletin: Bulletin, lang: Lang) -> None:
        self._bulletin, self._lang = bulletin, lang
        self._paper = Document()
        self._size = 14.0 if lang == "zh" else 12.0

    def made(self) -> bytes:
        """The whole document."""
        self._set_up()
        self._masthead()
        self._text()
        self._proof()
        self._figures()
        made = io.BytesIO()
        self._paper.save(made)
        return word.timeless(made.getvalue())

    def _set_up(self) -> None:
        bulletin, section = self._bulletin, self._paper.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
        section.left_margin = section.right_margin = Cm(2.6)
        normal = self._paper.styles["Normal"]
        normal.font.size = Pt(self._size)
        word.face(normal.element.get_or_add_rPr(), LATIN, SONG)
        word.chinese(self._paper.styles)
        normal.paragraph_format.space_after = Pt(0)
        moment = datetime.fromtimestamp(bulletin.as_of // clock.SECOND, UTC).replace(tzinfo=None)
        core = self._paper.core_properties
        core.author = core.last_modified_by = bulletin.area_name.say(self._lang)
        core.title, core.comments = bulletin.title.say(self._lang), ""
        core.subject = f"{bulletin.name} {bulletin.area} {bulletin.proof.position}"
        core.created = core.modified = moment
        core.language = "zh-CN" if self._lang == "zh" else "en-GB"
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(foot, "— ", size=10.5)
        for part in word.page_number():
            word.put(self._run(foot, "", size=10.5), part)
        self._run(foot, " —", size=10.5)

    def _masthead(self) -> None:
        bulletin, lang = self._bulletin, self._lang
        head = self._line(align=WD_ALIGN_PARAGRAPH.CENTER, after=10)
        self._run(head, bulletin.masthead.say(lang), size=36 if lang == "zh" else 28, bold=True).font.color.rgb = RED
        sent = self._line(after=16)
        sent.paragraph_format.tab_stops.add_tab_stop(Cm(15.8), WD_TAB_ALIGNMENT.RIGHT)
        self._run(sent, colophon.sender(bulletin, lang) + "\t" + colophon.lines(bulletin, lang)[0][1], size=12)
        word.rule(sent, "bottom", "C8161D", 18)
        title = self._line(align=WD_ALIGN_PARAGRAPH.CENTER, after=12)
        self._run(title, bulletin.title.say(lang), size=20 if lang == "zh" else 17, bold=True)

    def _text(self) -> None:
        lang = self._lang
        self._paragraph(self._bulletin.opening.say(lang))
        for number, section in enumerate(self._bulletin.sections, start=1):
            self._heading(f"{ordinal(number, lang)}{section.title.say(lang)}")
            self._paragraph(section.runs(lang))

    def _figures(self) -> None:
        lang = self._lang
        self._heading(colophon.FIGURES.say(lang))
        rows = colophon.rows(self._bulletin, lang)
        table = self._paper.add_table(rows=0, cols=len(WIDTHS), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, WIDTHS, strict=True):
            column.width = width
        self._row(table, [head.say(lang) for head in colophon.HEADS], bold=True)
        word.repeated(table.rows[0])
        for row in rows:
            cells = self._row(table, [str(row.note), row.label, row.exact, row.reported, row.as_of])
            self._run(cells[1].paragraphs[0], f" {row.name}", size=7).font.color.rgb = GREY

    def _proof(self) -> None:
        lines = colophon.lines(self._bulletin, self._lang)
        for number, (label, text) in enumerate(lines, start=1):
            line = self._line(before=14 if number == 1 else 0)
            line.paragraph_format.keep_with_next = number < len(lines)
            if number == 1:
                word.rule(line, "top", "000000", 6)
            self._run(line, f"{label}{colophon.COLON.say(self._lang)}{text}", size=9)

    def _paragraph(self, runs: Sequence[Run]) -> None:
        line = self._line(align=WD_ALIGN_PARAGRAPH.JUSTIFY, after=4)
        line.paragraph_format.line_spacing = Pt(23) if self._lang == "zh" else 1.3
        if self._lang == "zh":
            line.paragraph_format.first_line_indent = Pt(2 * self._size)
        for run in runs:
            if run.text:
                self._run(line, run.text, bold=bool(run.note))
            else:
                self._run(line, run.words)
            if run.note:
                self._run(line, f"\u2060[{run.note}]").font.superscript = True
            if run.text and run.words:
                self._run(line, run.words)

    def _heading(self, text: str) -> None:
        line = self._line(before=8, after=2)
        line.paragraph_format.keep_with_next = True
        self._run(line, text, size=self._size + 1, bold=True, face=HEI)

    def _row(self, table: Part, cells: Sequence[str], *, bold: bool = False) -> Sequence[Part]:
        row = table.add_row()
        word.whole(row)
        for number, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = WIDTHS[number]
            line = cell.paragraphs[0]
            line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1.5)
            if number in (0, 3, 4):
                line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._run(line, text, size=9, bold=bold)
        return list(row.cells)

    def _line(self, *, align: Part = None, before: float = 0, after: float = 0) -> Part:
        line = self._paper.add_paragraph()
        line.alignment = align
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)
        return line

    def _run(self, line: Part, text: str, *, size: float = 0, bold: bool = False, face: str = SONG) -> Part:
        run = line.add_run(text)
        run.font.size, run.font.bold = Pt(size or self._size), bold or None
        word.face(word.properties(run), LATIN, face)
        return run
