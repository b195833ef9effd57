"""The expectation written out: for people (README.md) and for programs (expected.jsonl)."""

import dataclasses
import json

INTRODUCTION = """# Second quarter of 2022: what the inbox held

{count} files from ten of the eleven units (华大街道 sends nothing at all in the quarter), both forms, and what lies about in any inbox.
`收件箱/` is the folder as the office has it, with its own register `收件登记.csv` (when each file came, and from whom); `单位名册.xlsx` is the office's roster
(五凤街道 has no address). People, enterprises, streets and numbers are invented.

`make.py` remakes everything, this page too: `python3 make.py` (openpyxl, XlsxWriter, LibreOffice). One file of `making/` is one idea: `weekly.py`, `quarterly.py` and
`strays.py` say what each file holds *and* what must be said of it; `forms.py` lays a form out; `producers.py` and `package.py` write it.

The tables below were written from `reading-the-notice.md`, not from a program's output: they are what verdicts are compared with. `expected.jsonl` says the same, one file a line.

How to read them:
- **error** returns the file; **warning** and **note** never do. *note?* is a remark that a program may make or leave out; every other finding must be there (**warning|note**: as either), and no other error or warning may be (but the comparisons of 附件2 with the ledger while files of the unit are returned: last section).
- A cell without a sheet is on the file's only sheet with the form. `5月!6` is row 6. `—` is the whole file.
- *district:* can only be found once other files are known (`run`, `merge`), not by `check` on one file.
- Lateness is timeliness, never a finding. Weeks are ISO weeks, and a 附件1 belongs to the week of its newest 报送日期 not after the receipt (a nil week: of its 填报日期).
- Rows: title rows 1-3, header row 4, cases from row 5; in 附件2 the prompts stand in row 5 and the unit in row 6. Notes, 填表人 and 合计 below are no data and no finding.
"""

DISTRICT = """
## What the district's pass must find
- Received {readable} readable forms' files; 华大街道: 未报 (no 附件2, no 附件1; the latter is no lateness).
- Identical copy: `温泉街道附件1 (1).xlsx` is `温泉街道附件1.xlsx` again; its rows count once.
- 鼓西街道 2022-W17: the second file counts. Of 2 faults, 2 mended, 0 left, 0 new.
- 洪山镇 2022-W16: the third file counts. Second try: of 4 faults 3 mended, 1 left (B8), 0 new; third: the last one mended.
- Case 350102202204260003 comes from 鼓西街道 and from 洪山镇 (another enterprise): a finding for both, both rows kept.
- 鼓楼区灵响金属制品店 at 福州市鼓楼区灵溪巷7号 comes from 安泰街道 (GL2022-0023) and from 南街街道 (GL2022-0042): a finding for both, both rows kept.
- Case 350102202205170011 (洪山镇, W20) comes again in W22 with 已整改: one case, latest state, the earlier kept as history.
- Cases 350102202206070002 and 350102202206090001 (水部街道, W23) come again in its workbook of months, unchanged.
- 洪山附件1（5.20）.xlsx row 6 is a case of 安泰街道 by its unit column; 安泰街道's own 附件2 (new_total 8) counts it.

Cases by unit, each once, in the newest readable file that has it, faulty rows included (a row whose number was lost counts by its place), beside what 附件2 says.
The ledger holds fewer while files of the unit are returned; the difference is a warning that should name them.

{table}
"""


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def line(finding):
    place = f"`{finding.cells}`" if finding.cells else "—"
    given = f" “{cell(finding.given)}”" if finding.given else ""
    hint = f"; suggests {finding.suggestion}" if finding.suggestion else ""
    name = f"{finding.field} " if finding.field else ""
    return f"**{finding.severity}** {name}{place}{given}: {cell(finding.about)}{hint}"


def readme(submissions):
    out = [INTRODUCTION.format(count=len(submissions))]
    sections = [("附件1", "## 附件1, week by week"), ("附件2", "## 附件2, the quarter"), ("—", "## Neither form")]
    for form, title in sections:
        out.append(f"{title}\n\n| file | unit | form | period | producer | received | for | expected | findings |\n|---|---|---|---|---|---|---|---|---|")
        for one in submissions:
            if one.form == form or (form == "附件2" and one.form == "附件1+附件2"):
                late = " (late)" if one.timeliness == "late" else ""
                found = "<br>".join(map(line, one.findings)) or "none"
                out.append(f"| `{one.name}` | {one.unit} | {one.form} | {one.period} | {one.producer} | {one.received or '—'} | {cell(one.purpose)} | **{one.verdict}**{late} | {found} |")
        out.append("")
    said = [("鼓东街道", 8, 8, 7), ("鼓西街道", 6, 6, 3), ("温泉街道", 4, 4, 4), ("东街街道", 13, 13, 5), ("南街街道", 8, 8, 3), ("安泰街道", 8, 8, 4), ("华大街道", "—", 0, 0),
            ("水部街道", 7, 7, 7), ("五凤街道", 8, 8, 3), ("洪山镇", 8, 9, 9), ("福州软件园管委会", "无 (0)", 0, 0)]
    table = "\n".join(["| unit | new_total said | cases sent | of these in accepted files |", "|---|---|---|---|", *(f"| {a} | {b} | {c} | {d} |" for a, b, c, d in said)])
    readable = sum(s.verdict not in ("unreadable", "unrecognised", "skipped") for s in submissions)
    out.append(DISTRICT.format(readable=readable, table=table))
    return "\n".join(out)


def expected(submissions):
    """One JSON object a file: everything of its Submission but the way it is made."""
    lines = []
    for one in submissions:
        entry = {f.name: getattr(one, f.name) for f in dataclasses.fields(one) if f.name != "make"}
        entry["findings"] = [{**dataclasses.asdict(f), "cells": f.cells.split()} for f in one.findings]
        lines.append(json.dumps(entry, ensure_ascii=False, sort_keys=True))
    return "\n".join(lines) + "\n"
