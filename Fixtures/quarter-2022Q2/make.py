#!/usr/bin/env python3
"""Remakes this folder: 收件箱/, its 收件登记.csv, 单位名册.xlsx, expected.jsonl and README.md.

Needs Python 3.11, openpyxl 3.1, XlsxWriter 3.2, msoffcrypto-tool 6 and LibreOffice (soffice). The same versions make the same bytes, except
水部街道附件1.xls (LibreOffice writes the time of its making into it) and the encrypted workbook (a new salt each time): existing ones are kept.
"""

import csv
import io
import pathlib
import shutil
import sys

from making import quarterly, strays, weekly
from making.grid import Sheet
from making.producers import with_openpyxl
from making.readme import expected, readme

HERE = pathlib.Path(__file__).resolve().parent
INBOX = HERE / "收件箱"
NEVER_THE_SAME = ["水部街道附件1.xls", "水部街道附件1（加密）.xlsx"]
CONTACTS = [
    ("鼓东街道", "陈晓榕", "gudong"), ("鼓西街道", "林秋平", "guxi"), ("温泉街道", "黄立群", "wenquan"), ("东街街道", "郑雅文", "dongjie"), ("南街街道", "吴建闽", "nanjie"),
    ("安泰街道", "许佳音", "antai"), ("华大街道", "何文辉", "huada"), ("水部街道", "张水莲", "shuibu"), ("五凤街道", "刘凤仪", None), ("洪山镇", "王一鸣", "hongshan"), ("福州软件园管委会", "蔡思远", "rjy"),
]


def roster(path):
    rows = [["鼓楼区散乱污整治工作联系单位名册"], ["序号", "单位", "联系人", "电话", "邮箱"]]
    for index, (unit, person, name) in enumerate(CONTACTS, 1):
        rows.append([index, unit, person, f"0591-0000{1000 + index}", f"{name}@gulou.example" if name else None])
    with_openpyxl(path, [Sheet("名册", rows, ["A1:E1"], [6, 20, 10, 16, 26], (2, len(rows)), headings={2})])


def register(submissions):
    people = {unit: person for unit, person, _ in CONTACTS}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["文件名", "收到时间", "来件人"])
    for one in sorted((s for s in submissions if s.received), key=lambda s: s.received):
        unit = one.sender or one.unit
        writer.writerow([one.name, one.received, f"{unit} {people[unit]}"])
    return out.getvalue().encode("utf-8-sig")


def main():
    submissions = [*weekly.submissions(), *quarterly.submissions(), *strays.submissions()]
    assert len({s.name for s in submissions}) == len(submissions)
    kept = {p.name: p.read_bytes() for name in NEVER_THE_SAME for p in INBOX.glob(name)}
    shutil.rmtree(INBOX, ignore_errors=True)
    INBOX.mkdir()
    for one in submissions:
        print(one.name, file=sys.stderr)
        if one.name in kept:
            (INBOX / one.name).write_bytes(kept[one.name])
        else:
            one.make(INBOX / one.name)
    (INBOX / "收件登记.csv").write_bytes(register(submissions))
    roster(HERE / "单位名册.xlsx")
    (HERE / "expected.jsonl").write_text(expected(submissions), encoding="utf-8")
    (HERE / "README.md").write_text(readme(submissions), encoding="utf-8")


if __name__ == "__main__":
    main()
