#!/usr/bin/env python3
"""Reads every file back and holds it against expected.jsonl: what the findings quote must stand in their cells."""

import csv
import decimal
import io
import json
import pathlib
import re
import sys
import unicodedata
import zipfile
from collections import defaultdict

import openpyxl

HERE = pathlib.Path(__file__).resolve().parent
INBOX = HERE / "收件箱"
WORKBOOKS = ("accepted", "returned", "nil", "unrecognised")


def delimited(path):
    content = path.read_bytes()
    if b";;;" in content:
        return list(csv.reader(io.StringIO(content.decode("utf-8")), delimiter=";"))
    if content.startswith(b"\xff\xfe"):
        return list(csv.reader(io.StringIO(content[2:].decode("utf-16-le")), delimiter="\t"))
    if content.startswith(b"\xef\xbb\xbf"):
        return list(csv.reader(io.StringIO(content[3:].decode("utf-8"))))
    return list(csv.reader(io.StringIO(content.decode("gb18030"))))


def transitional(path):
    """The workbook in the namespaces that openpyxl knows; it reads no Strict Open XML."""
    copy = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"purl.oclc.org/ooxml/spreadsheetml/main", b"schemas.openxmlformats.org/spreadsheetml/2006/main")
                         .replace(b"purl.oclc.org/ooxml/officeDocument", b"schemas.openxmlformats.org/officeDocument/2006"))
    return copy


def cells(path):
    """{sheet: {reference: text as stored}} of a readable file, and the names of sheets that are hidden."""
    if path.suffix in (".csv", ".txt"):
        return {path.stem: {f"{chr(65 + c)}{r}": v for r, row in enumerate(delimited(path), 1) for c, v in enumerate(row) if v}}
    formulas, values = (openpyxl.load_workbook(transitional(path), data_only=only) for only in (False, True))
    found = {}
    for sheet in formulas:
        page = found[sheet.title] = {}
        for (row, column), cell in sheet._cells.items():  # iter_rows would visit a million blank rows
            value = values[sheet.title]._cells[row, column].value
            value = cell.value if value is None else value
            if hasattr(value, "strftime"):
                value = f"{value.year}/{value.month}/{value.day}"
            elif isinstance(value, float) and value.is_integer():
                value = int(decimal.Decimal(repr(value)))
            if value is not None:
                page[cell.coordinate] = str(value) + (" as a number" if isinstance(value, (int, float)) else "")
    return found


def main():
    problems, cases = [], defaultdict(set)
    entries = [json.loads(line) for line in (HERE / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    names = {e["name"] for e in entries} | {"收件登记.csv"}
    present = {p.name for p in INBOX.iterdir()}
    problems += [f"not both listed and present: {name}" for name in names ^ present]
    for entry in entries:
        if not any(word in entry["verdict"] for word in WORKBOOKS):
            continue
        sheets = cells(INBOX / entry["name"])
        main_sheet = next(iter(sheets))
        for finding in entry["findings"]:
            if not finding["given"]:
                continue
            for place in finding["cells"][:1] or ["(file)"]:
                sheet, _, reference = place.rpartition("!")
                page = sheets[sheet or main_sheet]
                there = " ".join(v for k, v in page.items() if k == reference or re.fullmatch(rf"[A-Z]{reference}", k))
                flat = lambda text: re.sub(r"[年月日]", "/", text).rstrip("/") if re.match(r"\d{4}[年/]", text) else text
                if flat(finding["given"]) not in there.replace("\n", " ") and finding["given"] not in there:
                    problems.append(f"{entry['name']} {place}: {finding['given']!r} expected, {there!r} there")
        rows = 0
        for name, page in sheets.items():
            header = {unicodedata.normalize("NFKC", v).replace(" ", "").replace("\n", ""): k for k, v in page.items() if k[1:] == "4"}
            if name == "2021年":
                continue
            if "案件编号" in header:
                letter, owner = header["案件编号"][0], header["街道(镇)、管委会"][0]
                for key, number in page.items():
                    if key[0] == letter and int(key[1:]) > 4 and re.match(r"GL|\d", unicodedata.normalize("NFKC", number)):
                        rows += 1
                        cases[unicodedata.normalize("NFKC", number)].add(page.get(f"{owner}{key[1:]}", ""))
            elif "组织推动情况" in header and entry["rows"]:
                rows += 1
        if rows != entry["rows"]:
            problems.append(f"{entry['name']}: {rows} rows, {entry['rows']} expected")
    clashes = {number: units for number, units in cases.items() if len(units - {""}) > 1}
    print(f"{len(entries)} files, {len(cases)} case numbers, {sum(e['verdict'].startswith('accepted') and not e['findings'] for e in entries)} without any finding")
    print("from two units:", clashes)
    print(*problems or ["all as written"], sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
