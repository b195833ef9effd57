"""The notice's two forms as a street's clerk lays them out."""

import datetime

from .grid import Date, Sheet, column

HEADERS = {
    "seq": "序号", "reportedOn": "报送日期", "unit": "街道（镇）、管委会", "caseNo": "案件编号", "enterprise": "企业名称",
    "address": "企业详细地址", "clueSource": "线索来源", "problemTypes": "存在问题类型", "leadUnit": "主办单位",
    "supportingMeasures": "配套办法", "remedy": "整治措施", "progress": "整改情况", "centralInspection": "中督件（是/否）",
    "remarks": "备注",
}
WIDTHS = {
    "seq": 5, "reportedOn": 14, "unit": 11, "caseNo": 21, "enterprise": 24, "address": 24, "clueSource": 11, "problemTypes": 20,
    "leadUnit": 11, "supportingMeasures": 18, "remedy": 10, "progress": 20, "centralInspection": 8, "remarks": 8,
}
NOTES = [
    "注意事项：",
    "1、报送日期：填写新摸排的散乱污企业（场所）实时上报至整治平台的日期；",
    "2、案件编号：与福州市散乱污企业（场所）整治平台一致；",
    "3、企业名称：填写营业执照名称（括号内填店招名称）；",
    "4、线索来源：填写 信访投诉 / 属地摸排 / 电力数据筛查 / 部门督导 / 其他；",
    "5、存在问题类型包括：不符合产业布局规划 / 落后产能、不符合产业政策 / 违法用地 / 利用违章建筑从事生产经营 / 存在环境安全隐患、违法排污 / 存在生产安全隐患 / 无照经营问题；",
    "6、主办单位：填写各街镇、管委会；",
    "7、配套办法：填写 拆除违法建筑(宗) / 拆除面积（平方米） / 腾出土地（亩） / 查封扣押 / 停电；",
    "8、整治措施包括：升级改造 / 整合搬迁 / 关停取缔；",
    "9、整改情况：填 整改中 / 已整改及具体整改措施（如：要求安装隔油池 / 沉淀池等）。",
    "10、当周如有新摸排的散乱污企业（场所）产生，于周五上午下班前将此表报送。",
]
TITLE1 = "鼓楼区散乱污企业（场所）排查明细表"
TITLE2 = "鼓楼区散乱污企业（场所）综合整治情况第二季度调度表"

HEADERS2 = ["序号", "街道（镇）、管委会", "组织推动情况", "摸排开展情况", "整治情况", "巩固整治成果", "整治亮点", "宣传报道", "表彰情况"]
PROMPTS2 = [
    None, None, "动员部署、制定整治方案、组织机构、一线协调推动等。",
    "*月新增散乱污企业（场所）*家，其中源自 12345*件，源自有奖举报*件（有奖举报发放*起，共计*元），源自电力大数据筛查*家。",
    "*月整治散乱污企业（场所）*家，其中拆除违法建筑*宗，拆除面积*平方米。查封*起，立案处罚*起，罚金*万元。已对*户散乱污企业实施停电、销户等等。",
    "*月巡查散乱污企业（场所）*家，其中出现反弹*家（反弹案件编号为…）。",
    "深化整治提升项目、升级重点行业（区域）项目、创新工作方式、整治典型案例等",
    "*月共报道几篇，其中省级以上*篇，市级*篇（每篇报道附链接或者截图）", "书面表彰（表扬）、推广情况",
]
NOTES2 = ["备注：1. 表中填报情况应与福州市散乱污企业（场所）整治平台情况一致；", "2. 每季度末月 20 日前将此表报送，如遇周末提前至周四下午下班前。"]


def case(day, number, enterprise, address, source, types, supporting, remedy, progress, central="否", remarks=None, unit=None, lead=None):
    """One row of 附件1. day: "04-19" is a real date of 2022, anything else stands as it is."""
    if isinstance(day, str) and len(day) == 5 and day[2] == "-":
        day = datetime.date(2022, int(day[:2]), int(day[3:]))
    return {
        "reportedOn": day, "unit": unit, "caseNo": number, "enterprise": enterprise, "address": address, "clueSource": source,
        "problemTypes": types, "leadUnit": lead, "supportingMeasures": supporting, "remedy": remedy, "progress": progress,
        "centralInspection": central, "remarks": remarks,
    }


def attachment1(unit, filled, cases, style="yyyy/m/d", name="Sheet1", columns=None, headers=None, extra=None, empty=0, total=False,
                notes=True, clerk="陈晓榕", nil=None, stamped=None):
    """附件1: title rows 1-3, header row 4, cases from row 5, then what stands below."""
    columns = columns or list(HEADERS)
    titles = {**HEADERS, **(headers or {})}
    width, last = len(columns), column(len(columns) - 1)
    rows = [["附件1"], [TITLE1]]
    third = [None] * width
    third[0], third[width - 4] = f"填报单位（盖章）：{stamped or unit}", f"填报日期：{filled}"
    rows += [third, [titles[key] for key in columns]]
    merges = [f"A2:{last}2", f"A3:F3", f"{column(width - 4)}3:{last}3"]
    for index, entry in enumerate(cases, 1):
        entry = {"seq": index, **entry, **(extra or {})}
        entry["unit"] = entry["unit"] or unit
        entry["leadUnit"] = entry["leadUnit"] or entry["unit"]
        if isinstance(entry["reportedOn"], datetime.date):
            entry["reportedOn"] = Date(entry["reportedOn"], style)
        rows.append([entry[key] for key in columns])
    if nil:
        rows.append([1, nil])
    rows += [[len(cases) + index] for index in range(1, empty + 1)]
    if total:
        rows.append(["合计", None, None, None, f"{len(cases)}家"])
    end = len(rows)
    if notes:
        for note in NOTES:
            rows.append([note])
            merges.append(f"A{len(rows)}:{last}{len(rows)}")
    rows.append([None, f"填表人：{clerk}", None, None, None, "联系电话：0591-0000{:04d}".format(1000 + len(cases))])
    widths = [WIDTHS.get(key, 12) for key in columns]
    return Sheet(name, rows, merges, widths, (4, end), headings={2, 4})


def attachment2(unit, filled, cells, name="Sheet1", clerk="陈晓榕"):
    """附件2: title rows 1-3, header row 4, prompts row 5, the unit's row 6. cells: C to I."""
    rows = [["附件2"], [TITLE2], [f"填报单位（盖章）：{unit}", None, None, None, None, None, f"填报日期：{filled}"], HEADERS2, PROMPTS2,
            [1, unit, *cells], *[[note] for note in NOTES2], [None, f"填表人：{clerk}"]]
    return Sheet(name, rows, ["A2:I2", "A3:F3", "G3:I3", "A4:A5", "B4:B5", "A7:I7", "A8:I8"], [5, 12, 26, 34, 34, 26, 24, 26, 16], (4, 6),
                 headings={2, 4})
