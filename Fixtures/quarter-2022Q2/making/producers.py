"""The programs that write the files: openpyxl, XlsxWriter, LibreOffice, and text in three encodings."""

import csv
import datetime
import html
import io
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation

from .grid import Date, Fault, Formula, Sheet, column, height, shown

MOMENT = datetime.datetime(2022, 4, 1, 8, 0, 0)


def with_openpyxl(path, sheets, epoch1904=False):
    book = openpyxl.Workbook()
    book.remove(book.active)
    if epoch1904:
        book.epoch = CALENDAR_MAC_1904
    thin = Side(style="thin")
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for r, row in enumerate(sheet.rows, 1):
            for c, value in enumerate(row, 1):
                cell = page.cell(r, c)
                if isinstance(value, Date):
                    cell.value, cell.number_format = value.day, value.style
                elif isinstance(value, Formula):
                    cell.value = value.text
                elif isinstance(value, Fault):
                    cell.value, cell.data_type = value.text, "e"
                else:
                    cell.value = value
                if isinstance(value, str):
                    cell.number_format = "@"
                if r in sheet.headings:
                    cell.font = Font(name="宋体", bold=True, size=16 if r == 2 else 11)
                    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
                elif sheet.table[0] <= r <= sheet.table[1]:
                    cell.alignment = Alignment(vertical="center", wrap_text=True)
            if sheet.table[0] <= r <= sheet.table[1]:
                page.row_dimensions[r].height = height(sheet, r)
                for c in range(1, len(sheet.widths) + 1):
                    page.cell(r, c).border = Border(thin, thin, thin, thin)
        for reference in sheet.merges:
            page.merge_cells(reference)
        for index, width in enumerate(sheet.widths):
            page.column_dimensions[column(index)].width = width
        for r in sheet.hidden_rows:
            page.row_dimensions[r].hidden = True
        for letter in sheet.hidden_columns:
            page.column_dimensions[letter].hidden = True
        for cells, source in sheet.choices:
            rule = DataValidation(type="list", formula1=source, allow_blank=True)
            rule.add(cells)
            page.add_data_validation(rule)
        if sheet.bordered_to:
            for r in [*range(len(sheet.rows) + 1, len(sheet.rows) + 60), sheet.bordered_to]:
                page.cell(r, 1).border = Border(thin, thin, thin, thin)
        page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
        page.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
        if sheet.hidden:
            page.sheet_state = "hidden"
    book.properties.creator, book.properties.created = "街道办", MOMENT
    book.save(path)
    settle(path)


def with_xlsxwriter(path, sheets):
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": "街道办", "created": MOMENT})
    formats = {}

    def style(**wanted):
        key = tuple(sorted(wanted.items()))
        if key not in formats:
            formats[key] = book.add_format({"font_name": "宋体", "font_size": 11, "valign": "vcenter", **wanted})
        return formats[key]

    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for r, row in enumerate(sheet.rows, 1):
            table = sheet.table[0] <= r <= sheet.table[1]
            look = {"border": 1, "text_wrap": True} if table else {}
            if r in sheet.headings:
                look.update(bold=True, align="center", font_size=16 if r == 2 else 11)
            if table:
                page.set_row(r - 1, height(sheet, r))
            merged = {m.split(":")[0]: m for m in sheet.merges}
            for c in range(max(len(row), len(sheet.widths) if table else 0)):
                value = row[c] if c < len(row) else None
                reference = f"{column(c)}{r}"
                if reference in merged:
                    page.merge_range(merged[reference], "", style(**look))
                if isinstance(value, Date):
                    page.write_datetime(reference, datetime.datetime(value.day.year, value.day.month, value.day.day), style(num_format=value.style, **look))
                elif isinstance(value, Formula):
                    page.write_formula(reference, value.text, style(**look), value.cached)
                elif isinstance(value, str):
                    page.write_string(reference, value, style(**look))
                elif value is not None:
                    page.write_number(reference, value, style(**look))
                elif table and reference not in merged and not inside(reference, sheet.merges):
                    page.write_blank(reference, None, style(**look))
        for index, width in enumerate(sheet.widths):
            page.set_column(index, index, width)
        for r in sheet.hidden_rows:
            page.set_row(r - 1, None, None, {"hidden": True})
        for cells, source in sheet.choices:
            page.data_validation(cells, {"validate": "list", "source": source})
        page.set_landscape()
        page.fit_to_pages(1, 0)
        if sheet.hidden:
            page.hide()
    book.close()


def inside(reference, merges):
    col, row = reference[0], int(reference[1:])
    for merge in merges:
        (c1, r1), (c2, r2) = [(m[0], int(m[1:])) for m in merge.split(":")]
        if c1 <= col <= c2 and r1 <= row <= r2:
            return True
    return False


def soffice(source, target, kind, infilter=None):
    """Converts source with LibreOffice into target."""
    with tempfile.TemporaryDirectory() as out:
        command = ["soffice", "-env:UserInstallation=file:///tmp/lo-fix", "--headless", "--convert-to", kind, "--outdir", out]
        subprocess.run([*command, *([f"--infilter={infilter}"] if infilter else []), str(source)], check=True, capture_output=True)
        shutil.move(next(pathlib.Path(out).iterdir()), target)


def with_libreoffice(path, sheets, kind="xlsx"):
    """Through a flat ODF spreadsheet, as Calc keeps it, saved as kind."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "source.fods"
        source.write_text(flat_ods(sheets), encoding="utf-8")
        soffice(source, path, kind)
    if kind == "xlsx":
        settle(path)


def libreoffice_from_html(path, sheet):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "source.html"
        source.write_text(as_html(sheet), encoding="utf-8")
        soffice(source, path, "xlsx:Calc MS Excel 2007 XML", "HTML (StarCalc)")
    settle(path)


def libreoffice_from_csv(path, sheet):
    """Every column as text but the second, which is a date in year-month-day order."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "Sheet1.csv"
        source.write_bytes(as_delimited(sheet).encode("utf-8"))
        soffice(source, path, "xlsx", "CSV:44,34,76,1," + "/".join(f"{c}/{5 if c == 2 else 2}" for c in range(1, len(sheet.widths) + 1)))
    settle(path)


def flat_ods(sheets):
    date_styles, body = {}, []
    for sheet in sheets:
        style = "hidden" if sheet.hidden else "shown"
        widths = "".join(f'<table:table-column table:style-name="w{int(w)}"/>' for w in sheet.widths)
        lines = []
        for r, row in enumerate(sheet.rows, 1):
            cells = []
            table = sheet.table[0] <= r <= sheet.table[1]
            for c in range(max(len(row), len(sheet.widths))):
                value = row[c] if c < len(row) else None
                reference = f"{column(c)}{r}"
                span = next((m for m in sheet.merges if m.split(":")[0] == reference), None)
                covered = not span and inside(reference, sheet.merges)
                spans = ""
                if span:
                    a, b = span.split(":")
                    spans = f' table:number-columns-spanned="{ord(b[0]) - ord(a[0]) + 1}" table:number-rows-spanned="{int(b[1:]) - int(a[1:]) + 1}"'
                look = ' table:style-name="%s"' % ("title" if r == 2 else "head" if r in sheet.headings else "boxed" if table else "plain")
                tag = "table:covered-table-cell" if covered else "table:table-cell"
                if isinstance(value, Date):
                    date_styles[value.style] = f"d{len(date_styles)}" if value.style not in date_styles else date_styles[value.style]
                    look = f' table:style-name="{date_styles[value.style]}"'
                    content = f'<{tag}{look}{spans} office:value-type="date" office:date-value="{value.day.isoformat()}"><text:p>{value.day}</text:p></{tag}>'
                elif isinstance(value, (int, float)):
                    content = f'<{tag}{look}{spans} office:value-type="float" office:value="{value}"><text:p>{value}</text:p></{tag}>'
                elif value is None:
                    content = f"<{tag}{look}{spans}/>"
                else:
                    text = "".join(f"<text:p>{html.escape(part)}</text:p>" for part in shown(value).split("\n"))
                    content = f'<{tag}{look}{spans} office:value-type="string">{text}</{tag}>'
                cells.append(content)
            hide = ' table:visibility="collapse"' if r in sheet.hidden_rows else ""
            lines.append(f"<table:table-row{hide}>{''.join(cells)}</table:table-row>")
        body.append(f'<table:table table:name="{sheet.name}" table:style-name="{style}">{widths}{"".join(lines)}</table:table>')
    border = 'fo:border="0.5pt solid #000000"'
    parts = {"yyyy-mm-dd": '<number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>',
             "yyyy年m月d日": '<number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day/><number:text>日</number:text>',
             "yyyy/m/d": '<number:year number:style="long"/><number:text>/</number:text><number:month/><number:text>/</number:text><number:day/>'}
    dates = "".join(f'<number:date-style style:name="n{name}">{parts[code]}</number:date-style>'
                    f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="n{name}"><style:table-cell-properties {border} style:vertical-align="middle"/></style:style>'
                    for code, name in date_styles.items())
    columns = "".join(f'<style:style style:name="w{w}" style:family="table-column"><style:table-column-properties style:column-width="{w * 0.23:.2f}cm"/></style:style>'
                      for w in sorted({int(w) for s in sheets for w in s.widths}))
    names = ("office", "style", "text", "table", "number")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{"datastyle" if n == "number" else n}:1.0"' for n in names)
    font = 'style:font-name-asian="宋体" style:font-name="宋体"'
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {spaces} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
            'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>'
            '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>'
            '<style:style style:name="shown" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>'
            '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>'
            f'<style:style style:name="plain" style:family="table-cell"><style:text-properties {font}/></style:style>'
            f'<style:style style:name="boxed" style:family="table-cell"><style:table-cell-properties {border} fo:wrap-option="wrap" style:vertical-align="middle"/></style:style>'
            f'<style:style style:name="head" style:family="table-cell"><style:table-cell-properties {border} fo:wrap-option="wrap" style:vertical-align="middle"/><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>'
            '<style:style style:name="title" style:family="table-cell"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold" fo:font-size="16pt"/></style:style>'
            f'{columns}{dates}</office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/></office:master-styles>'
            f"<office:body><office:spreadsheet>{''.join(body)}</office:spreadsheet></office:body></office:document>")


def as_html(sheet):
    lines = []
    for r, row in enumerate(sheet.rows, 1):
        cells = []
        for c in range(len(sheet.widths)):
            value = row[c] if c < len(row) else None
            reference = f"{column(c)}{r}"
            span = next((m for m in sheet.merges if m.split(":")[0] == reference), None)
            if not span and inside(reference, sheet.merges):
                continue
            spans = ""
            if span:
                a, b = span.split(":")
                spans = f' colspan="{ord(b[0]) - ord(a[0]) + 1}" rowspan="{int(b[1:]) - int(a[1:]) + 1}"'
            text = value.day.isoformat() if isinstance(value, Date) else shown(value)
            cells.append(f"<td{spans}>{html.escape(text)}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    widths = "".join(f'<col width="{int(w * 8)}">' for w in sheet.widths)
    return ('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'
            f'<body><table border="1">{widths}{"".join(lines)}</table></body></html>\n')


def as_delimited(sheet, separator=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for row in sheet.rows:
        writer.writerow([shown(row[c]) if c < len(row) else "" for c in range(len(sheet.widths))])
    return out.getvalue()


def as_csv(path, sheet, encoding, separator=","):
    path.write_bytes(as_delimited(sheet, separator).encode(encoding))


def as_unicode_text(path, sheet):
    """What Excel calls "Unicode 文本": UTF-16LE with BOM, tabs."""
    path.write_bytes(b"\xff\xfe" + as_delimited(sheet, "\t").encode("utf-16-le"))


def settle(path):
    """Rewrites the package with fixed times, so that the same program version makes the same bytes."""
    with zipfile.ZipFile(path) as old:
        entries = [(i.filename, old.read(i)) for i in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in entries:
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            info = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(info, content)
