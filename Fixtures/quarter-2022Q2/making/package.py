"""Packages assembled by hand, in shapes that no library here writes: WPS Office's, Excel's strict one, a prefixed one."""

import datetime
import struct
import zipfile
import zlib
from html import escape

from .grid import Date, Fault, Formula, column, height
from .producers import MOMENT

TRANSITIONAL = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
STRICT = ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PICTURE = "ID_5BA4F81A0D674C7AA8849A79AC5645C8"


def serial(day):
    return (day - datetime.date(1899, 12, 30)).days


def png(width=120, height=60):
    """A small screenshot-like picture: a white page with a grey band."""
    rows = b"".join(b"\0" + (b"\x99\xaa\xbb" if 12 <= y < 24 else b"\xff\xff\xff") * width for y in range(height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9))
            + chunk(b"IEND", b""))


def with_package(path, sheet, shape="excel"):
    """shape: excel (shared strings), wps (its namespaces, cell pictures), strict (ISO dates), prefixed (inline strings, x: everywhere)."""
    main, relationships = STRICT if shape == "strict" else TRANSITIONAL
    p = "x:" if shape == "prefixed" else ""
    bind = f'xmlns:x="{main}"' if p else f'xmlns="{main}"'
    if shape == "wps":
        bind += ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
    strings = {}

    def text(reference, value, style):
        if shape == "prefixed":
            return f'<x:c r="{reference}" s="{style}" t="inlineStr"><x:is><x:t xml:space="preserve">{escape(value, False)}</x:t></x:is></x:c>'
        return f'<{p}c r="{reference}" s="{style}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'

    lines = []
    for r, row in enumerate(sheet.rows, 1):
        table = sheet.table[0] <= r <= sheet.table[1]
        base = 2 if r == 2 else 3 if r in sheet.headings else 1 if table else 0
        tall = f' ht="{height(sheet, r)}" customHeight="1"' if table else ""
        cells = []
        for c in range(max(len(row), len(sheet.widths) if table else 0)):
            value = row[c] if c < len(row) else None
            reference = f"{column(c)}{r}"
            if value is None:
                if table:
                    cells.append(f'<{p}c r="{reference}" s="{base}"/>')
            elif isinstance(value, Date):
                cells.append(f'<c r="{reference}" s="4" t="d"><v>{value.day.isoformat()}</v></c>' if shape == "strict" else
                             f'<{p}c r="{reference}" s="4"><{p}v>{serial(value.day)}</{p}v></{p}c>')
            elif isinstance(value, Formula):
                kind = ' t="str"' if isinstance(value.cached, str) else ""
                cached = "" if value.cached is None else f"<{p}v>{escape(str(value.cached))}</{p}v>"
                cells.append(f'<{p}c r="{reference}" s="{base}"{kind}><{p}f>{escape(value.text.lstrip("="), False)}</{p}f>{cached}</{p}c>')
            elif isinstance(value, Fault):
                cells.append(f'<{p}c r="{reference}" s="{base}" t="e"><{p}v>{value.text}</{p}v></{p}c>')
            elif isinstance(value, str):
                cells.append(text(reference, value, base))
            else:
                cells.append(f'<{p}c r="{reference}" s="{base}"><{p}v>{value!r}</{p}v></{p}c>')
        lines.append(f'<{p}row r="{r}"{tall}>{"".join(cells)}</{p}row>')
    widths = "".join(f'<{p}col min="{i}" max="{i}" width="{w}" customWidth="1"/>' for i, w in enumerate(sheet.widths, 1))
    merges = "".join(f'<{p}mergeCell ref="{m}"/>' for m in sheet.merges)
    last = f"{column(len(sheet.widths) - 1)}{len(sheet.rows)}"
    page = (f'{HEAD}<{p}worksheet {bind}><{p}sheetPr><{p}pageSetUpPr fitToPage="1"/></{p}sheetPr><{p}dimension ref="A1:{last}"/><{p}cols>{widths}</{p}cols><{p}sheetData>{"".join(lines)}</{p}sheetData>'
            f'<{p}mergeCells count="{len(sheet.merges)}">{merges}</{p}mergeCells><{p}pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></{p}worksheet>')
    date = "31" if shape != "excel" else "14"
    own = f'<{p}numFmts count="1"><{p}numFmt numFmtId="31" formatCode="yyyy\\-mm\\-dd"/></{p}numFmts>' if shape == "prefixed" else ""
    border = f"<{p}border>" + "".join(f'<{p}{side} style="thin"/>' for side in ("left", "right", "top", "bottom")) + f"<{p}diagonal/></{p}border>"
    if shape == "strict":
        border = border.replace("left ", "start ").replace("right ", "end ")
    wrap = f'<{p}alignment vertical="center" wrapText="1"/>'
    centre = f'<{p}alignment horizontal="center" vertical="center" wrapText="1"/>'
    styles = (f'{HEAD}<{p}styleSheet {bind}>{own}<{p}fonts count="3"><{p}font><{p}sz val="11"/><{p}name val="宋体"/></{p}font><{p}font><{p}b/><{p}sz val="11"/><{p}name val="宋体"/></{p}font><{p}font><{p}b/><{p}sz val="16"/><{p}name val="宋体"/></{p}font></{p}fonts>'
              f'<{p}fills count="2"><{p}fill><{p}patternFill patternType="none"/></{p}fill><{p}fill><{p}patternFill patternType="gray125"/></{p}fill></{p}fills>'
              f'<{p}borders count="2"><{p}border/>{border}</{p}borders><{p}cellStyleXfs count="1"><{p}xf/></{p}cellStyleXfs><{p}cellXfs count="5">'
              f'<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><{p}xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1">{wrap}</{p}xf>'
              f'<{p}xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyAlignment="1">{centre}</{p}xf><{p}xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyAlignment="1">{centre}</{p}xf>'
              f'<{p}xf numFmtId="{date}" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyAlignment="1">{wrap}</{p}xf></{p}cellXfs>'
              f'<{p}cellStyles count="1"><{p}cellStyle name="常规" xfId="0" builtinId="0"/></{p}cellStyles></{p}styleSheet>')
    extra = ' conformance="strict"' if shape == "strict" else ""
    book = (f'{HEAD}<{p}workbook {bind} xmlns:r="{relationships}"{extra}>'
            + ('<fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/><workbookPr/>' if shape == "wps" else "")
            + f'<{p}sheets><{p}sheet name="{sheet.name}" sheetId="1" r:id="rId1"/></{p}sheets></{p}workbook>')
    application = {"wps": "WPS 表格"}.get(shape, "Microsoft Excel")
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = {
        "xl/worksheets/sheet1.xml": (page, kinds + "worksheet+xml"),
        "xl/styles.xml": (styles, kinds + "styles+xml"),
    }
    related = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]
    if strings:
        items = "".join(f'<si><t xml:space="preserve">{escape(s, False)}</t></si>' for s in strings)
        parts["xl/sharedStrings.xml"] = (f'{HEAD}<sst {bind.split(" xmlns:")[0]} count="{len(strings)}" uniqueCount="{len(strings)}">{items}</sst>', kinds + "sharedStrings+xml")
        related.append(("sharedStrings", "sharedStrings.xml"))
    if shape == "wps":
        parts["xl/cellimages.xml"] = (
            f'{HEAD}<etc:cellImages xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:r="{relationships}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData">'
            f'<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="{PICTURE}" descr="报道截图"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1143000" cy="571500"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic></etc:cellImage></etc:cellImages>',
            "application/vnd.wps-officedocument.cellimage+xml")
    app = (f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>{application}</Application></Properties>')
    links = "".join(f'<Relationship Id="rId{i}" Type="{relationships}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(related, 1))
    if shape == "wps":
        links += f'<Relationship Id="rId{len(related) + 1}" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/>'
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_, kind) in parts.items())
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
                               f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}sheet.main+xml"/>{overrides}<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{relationships}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="{relationships}/extended{"P" if shape == "strict" else "-p"}roperties" Target="docProps/app.xml"/></Relationships>',
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{RELS}">{links}</Relationships>',
        **{name: content for name, (content, _) in parts.items()},
        "docProps/app.xml": app,
    }
    if shape == "wps":
        files["xl/_rels/cellimages.xml.rels"] = f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{relationships}/image" Target="media/image1.png"/></Relationships>'
        files["xl/media/image1.png"] = png()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, content)
