"""What lies in an inbox and is no submission that can be read."""

import io
import pathlib
import random
import tempfile
import zipfile
from html import escape

import msoffcrypto.format.ooxml

from .forms import attachment1
from .grid import Sheet, shown
from .producers import MOMENT, with_openpyxl
from .submission import Submission, error
from . import weekly


def cut_off(path):
    """The first two thirds of a good workbook."""
    whole = next(s for s in weekly.wufeng() if s.verdict == "accepted")
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "whole.xlsx"
        whole.make(source)
        content = source.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def encrypted(path):
    """A workbook with a password: OLE2 outside, nothing to be read inside."""
    plain = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "plain.xlsx"
        with_openpyxl(source, [attachment1("水部街道", "5月20日", [], nil="本周无新增")])
        plain.write(source.read_bytes())
    with path.open("wb") as out:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("shuibu2022", out)


def spreadsheet_ml(path):
    """What "XML 电子表格 2003" saves, named .xls."""
    cells = lambda row: "".join(f'<Cell><Data ss:Type="String">{escape(shown(value))}</Data></Cell>' for value in row)
    rows = "".join(f"<Row>{cells(row)}</Row>" for row in attachment1("鼓西街道", "5月20日", [], nil="本周无新增").rows)
    path.write_text('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
                    f'<Worksheet ss:Name="Sheet1"><Table>{rows}</Table></Worksheet></Workbook>\n', encoding="utf-8")


def docx(path):
    text = ["东街街道散乱污整治工作总结", "二季度以来，我街道深入开展散乱污企业（场所）摸排整治，现将有关情况汇报如下。"]
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(zipfile.ZipInfo(name, MOMENT.timetuple()[:6]), content)


def contacts(path):
    rows = [["各街镇散乱污整治联系人通讯录"], ["序号", "街镇", "姓名", "手机"], [1, "鼓东街道", "陈晓榕", "13000000001"], [2, "鼓西街道", "林秋平", "13000000002"]]
    with_openpyxl(path, [Sheet("通讯录", rows, ["A1:D1"], [6, 14, 10, 14], (2, 4), headings={2})])


def lock_file(path):
    """The owner file that Excel and WPS keep beside an open workbook: 165 bytes, the name in 8 and 16 bits."""
    name = "chenxr"
    content = bytes([len(name)]) + name.encode().ljust(54) + bytes([len(name), 0]) + name.encode("utf-16-le")
    path.write_bytes(content.ljust(165, b" "))


def submissions():
    unreadable = dict(form="—", period="—", timeliness="unknown", verdict="unreadable")
    yield Submission(name="安泰街道附件1补报.xlsx", unit="—", producer="nothing: 0 bytes", received="2022-05-30 09:25", purpose="an empty file", make=lambda path: path.write_bytes(b""), findings=[error("", "", "empty file")], sender="安泰街道", **unreadable)
    yield Submission(name="五凤街道附件1-0527.xlsx", unit="—", producer="openpyxl, cut off", received="2022-05-27 10:00", purpose="a transfer that broke off", make=cut_off, findings=[error("", "", "damaged: the end of the file is missing")], sender="五凤街道", **unreadable)
    yield Submission(name="水部街道附件1（新）.xlsx", unit="—", producer="random bytes", received="2022-06-17 16:05", purpose="garbage named .xlsx", make=lambda path: path.write_bytes(random.Random(2022).randbytes(3000)), findings=[error("", "", "no spreadsheet")], sender="水部街道", **unreadable)
    yield Submission(name="水部街道附件1（加密）.xlsx", unit="—", producer="openpyxl, encrypted by msoffcrypto-tool", received="2022-05-20 10:30", purpose="a workbook with a password", make=encrypted, findings=[error("", "", "encrypted: send it without a password")], sender="水部街道", **unreadable)
    yield Submission(name="鼓西街道附件1（5.20）.xls", unit="—", producer="by hand: SpreadsheetML 2003", received="2022-05-20 09:45", purpose="an XML 电子表格 2003 named .xls", make=spreadsheet_ml, findings=[error("", "", "XML spreadsheet 2003: to be saved as .xlsx")], sender="鼓西街道", **unreadable)
    yield Submission(name="东街街道散乱污整治工作总结.docx", unit="—", producer="by hand", received="2022-06-20 20:50", purpose="a Word document", make=docx, findings=[error("", "", "a Word document: send the form as .xlsx")], sender="东街街道", **unreadable)
    yield Submission("各街镇联系人通讯录.xlsx", "—", "—", "—", "openpyxl", "2022-04-24 09:00", "a workbook that holds neither form", "unrecognised", contacts, [error("", "", "no header of 附件1 or 附件2 found")], "unknown", "鼓东街道")
    skipped = dict(unit="—", form="—", period="—", timeliness="unknown", verdict="skipped", received="")
    yield Submission(name="~$鼓东街道附件1 0617.xlsx", producer="as Excel and WPS write it", purpose="lock file of an open workbook", make=lock_file, **skipped)
    yield Submission(name=".~lock.温泉街道附件1.xlsx#", producer="as LibreOffice writes it", purpose="lock file of an open workbook", make=lambda path: path.write_text(",office,office-pc,17.06.2022 10:41,file:///home/office/.config/libreoffice/4;"), **skipped)
    yield Submission(name="Thumbs.db", producer="OLE2 magic and padding", purpose="Windows's picture cache", make=lambda path: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1").ljust(1536, b"\0")), **skipped)
    yield Submission(name=".DS_Store", producer="its magic and padding", purpose="macOS's folder settings", make=lambda path: path.write_bytes(bytes.fromhex("0000000142756431").ljust(512, b"\0")), **skipped)
