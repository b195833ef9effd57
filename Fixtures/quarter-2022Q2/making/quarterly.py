"""附件2: the second quarter of 2022, one table from each unit but 华大街道, which sends nothing."""

from .forms import attachment1, attachment2, case
from .grid import Formula, Sheet
from .package import PICTURE, with_package
from .producers import as_csv, with_openpyxl, with_xlsxwriter
from .submission import Submission, error, note, warning
from .weekly import CLOSE, ILLEGAL_BUILDING, LOCAL, MOVE, POWER, SAFETY, LAYOUT

ORGANISED = "召开散乱污整治动员部署会1次，成立由街道主任任组长的工作专班，一线协调推动4次。"
HIGHLIGHT = "组织网格员与环保、城管部门联合巡查，帮助小餐饮统一安装隔油池。"


def screening(total, hotline, reward, paid, yuan, power, months="4-6月"):
    return f"{months}新增散乱污企业（场所）{total}家，其中源自12345 {hotline}件，源自有奖举报{reward}件（有奖举报发放{paid}起，共计{yuan}元），源自电力大数据筛查{power}家。"


def rectification(total, buildings, area, sealed, cases, fine, cut, months="4-6月"):
    return f"{months}整治散乱污企业（场所）{total}家，其中拆除违法建筑{buildings}宗，拆除面积{area}平方米。查封{sealed}起，立案处罚{cases}起，罚金{fine}万元。已对{cut}户散乱污企业实施停电、销户。"


def consolidation(total, rebound=0, number=None, months="4-6月"):
    return f"{months}巡查散乱污企业（场所）{total}家，其中出现反弹{rebound}家" + (f"（反弹案件编号为{number}）。" if number else "。")


def publicity(total, provincial, municipal, links, months="4-6月"):
    return f"{months}共报道{total}篇，其中省级以上{provincial}篇，市级{municipal}篇。" + "".join(f"\n链接{i}：{link}" for i, link in enumerate(links, 1))


def link(day, number):
    return f"https://news.example.cn/gulou/{day}/{number}.html"


FULL_WIDTH = str.maketrans("0123456789-. ", "０１２３４５６７８９－．　")


def wps_sheet():
    sheet = attachment2("温泉街道", "6月16日", [ORGANISED, screening(4, 1, 0, 0, 0, 1), rectification(2, 0, 0, 1, 1, 1.2, 1), consolidation(38), HIGHLIGHT,
                                            publicity(2, 0, 1, [link("20220518", 7)]) + "\n另一篇见截图", "无"])
    picture = Formula(f'_xlfn.DISPIMG("{PICTURE}",1)', f'=DISPIMG("{PICTURE}",1)')
    for row in (4, 5, 6):
        sheet.rows[row - 1] = [*sheet.rows[row - 1][:8], picture if row == 6 else None, *sheet.rows[row - 1][8:]]
    sheet.widths.insert(8, 18)
    sheet.merges = ["A2:J2", "A3:F3", "G3:I3", "A4:A5", "B4:B5", "H4:I4", "H5:I5", "A7:J7", "A8:J8"]
    return sheet


def hongshan_book(path):
    rows = [
        case("06-13", "350102202206130011", "福州洪湾钢构加工场", "福州市鼓楼区湖滨里9号", LOCAL, f"{ILLEGAL_BUILDING} / {SAFETY}", "拆除违法建筑1宗，拆除面积64平方米", CLOSE, "已整改，违法建筑已拆除"),
        case("06-15", "350102202206150011", "福州锦浦纸箱有限公司", "福州市鼓楼区锦园里52号", POWER, LAYOUT, "无", MOVE, "整改中"),
    ]
    first = attachment1("洪山镇", "6月17日", rows, name="附件1")
    first.choices = [("G5:G30", "=选项!$A$1:$A$5")]
    second = attachment2("洪山镇", "6月17日", [ORGANISED, screening(8, 1, 0, 0, 0, 2), rectification(5, 1, 64, 1, 2, 2.5, 1), consolidation(72), HIGHLIGHT, publicity(1, 0, 0, [link("20220609", 12)]), "无"], name="附件2")
    lists = Sheet("选项", [[term] for term in ("信访投诉", "属地摸排", "电力数据筛查", "部门督导", "其他")], hidden=True)
    with_xlsxwriter(path, [first, second, Sheet("Sheet3"), lists])


def submissions():
    def table(unit, filled, *cells): return [attachment2(unit, filled, list(cells))]
    yield Submission("鼓东街道附件2.xlsx", "鼓东街道", "附件2", "2022Q2", "openpyxl", "2022-06-17 16:40", "perfect, written as the prompts", "accepted",
                     lambda path: with_openpyxl(path, table("鼓东街道", "6月17日", ORGANISED, screening(8, 1, 1, 1, 300, 2), rectification(4, 1, 86.5, 0, 1, 0.5, 2), consolidation(46), HIGHLIGHT,
                                                           publicity(2, 0, 1, [link("20220511", 3), link("20220608", 9)]), "无")), rows=1)
    yield Submission("鼓西街道第二季度调度表.xlsx", "鼓西街道", "附件2", "2022Q2", "XlsxWriter", "2022-06-18 11:00", "the count stuck to the 12345; a rebound of a case that nobody has reported", "accepted",
                     lambda path: with_xlsxwriter(path, table("鼓西街道", "6月18日", ORGANISED, screening(6, 2, 0, 0, 0, 1).replace("12345 2件", "123452件"), rectification(3, 1, 42, 0, 1, 0.3, 1),
                                                             consolidation(41, 1, "350102202103150007"), HIGHLIGHT, publicity(1, 0, 0, [link("20220601", 5)]), "无")),
                     [note("D6", "源自123452件", "read as 12345 and 2件", "screening"), warning("F6", "350102202103150007", "district: the rebound's case number is not in the ledger", "consolidation")], rows=1)
    yield Submission("温泉街道二季度调度表（WPS）.xlsx", "温泉街道", "附件2", "2022Q2", "by hand: WPS Office's shape, DISPIMG, xl/cellimages.xml", "2022-06-16 17:05", "宣传报道 spans H:I (merged H4:I4), a link in H6 and a cell picture in I6: 2 reports, 1 link + 1 picture", "accepted",
                     lambda path: with_package(path, wps_sheet(), "wps"), rows=1)
    yield Submission("东街街道附件2.csv", "东街街道", "附件2", "2022Q2", "CSV, UTF-8 with BOM", "2022-06-20 21:30", "perfect; cells with line breaks; the evening of the 20th is on time (our reading: to the end of that day)", "accepted",
                     lambda path: as_csv(path, attachment2("东街街道", "6月20日", [ORGANISED, screening(13, 2, 0, 0, 0, 1), rectification(3, 2, 130, 0, 0, 0, 0), consolidation(55), HIGHLIGHT,
                                                          publicity(2, 1, 1, [link("20220425", 1), link("20220530", 2)]), "无"]), "utf-8-sig"), rows=1)
    yield Submission("南街街道附件2.xlsx", "南街街道", "附件2", "2022Q2", "openpyxl", "2022-06-16 15:00", "a * and a 几 of the prompt left untouched", "returned",
                     lambda path: with_openpyxl(path, table("南街街道", "6月16日", ORGANISED, screening(8, 2, 0, 0, 0, 2), rectification(3, 0, 0, 0, 1, "*", 1), consolidation(33), HIGHLIGHT,
                                                           publicity("几", 0, 1, [link("20220615", 4)]), "无")),
                     [error("E6", "罚金*万元", "* not filled in: fine_wan is null", "rectification"), error("H6", "共报道几篇", "几 not filled in: reports_total is null", "publicity")], rows=1)
    yield Submission("安泰街道调度表-第二季度.xlsx", "安泰街道", "附件2", "2022Q2", "openpyxl", "2022-06-20 17:10", "a part greater than its whole", "returned",
                     lambda path: with_openpyxl(path, table("安泰街道", "6月20日", ORGANISED, screening(8, 2, 1, 1, 500, 9), rectification(2, 0, 0, 1, 1, 0.8, 1), consolidation(29), HIGHLIGHT,
                                                           publicity(1, 0, 0, [link("20220520", 8)]), "无")),
                     [error("D6", "源自电力大数据筛查9家", "from_power 9 > new_total 8 (家 of 家)", "screening")], rows=1)
    yield Submission("水部街道附件2（盖章版）.xlsx", "水部街道", "附件2", "2022Q2", "XlsxWriter", "2022-06-17 15:20", "every digit full-width", "accepted",
                     lambda path: with_xlsxwriter(path, table("水部街道", "6月17日", ORGANISED, *(text.translate(FULL_WIDTH) for text in (screening(7, 2, 0, 0, 0, 1), rectification(3, 1, 55, 1, 1, 0.6, 1), consolidation(40))),
                                                             HIGHLIGHT, publicity(1, 0, 1, [link("20220610", 6)]), "无")),
                     [note("D6 E6 F6", "７家", "full-width digits read as 7, 2, 1 …", "screening")], rows=1)
    yield Submission("五凤街道附件2(补交).xlsx", "五凤街道", "附件2", "2022Q2", "openpyxl", "2022-06-21 09:12", "late by a morning; three months in a cell; a rebound that is in the ledger", "accepted",
                     lambda path: with_openpyxl(path, table("五凤街道", "6月20日", ORGANISED,
                         "\n".join((screening(0, 0, 0, 0, 0, 0, "4月"), screening(3, 1, 0, 0, 0, 1, "5月"), screening(5, 1, 0, 0, 0, 1, "6月"))),
                         "\n".join((rectification(0, 0, 0, 0, 0, 0, 0, "4月"), rectification(2, 0, 0, 0, 1, 0.4, 1, "5月"), rectification(2, 3, 200.5, 0, 1, 1, 1, "6月"))),
                         "\n".join((consolidation(20, months="4月"), consolidation(21, months="5月"), consolidation(23, 1, "350102202205050011", "6月"))), HIGHLIGHT, publicity(1, 0, 0, [link("20220617", 2)]), "无")), timeliness="late", rows=1)
    yield Submission("洪山镇二季度报表（附件1、附件2）.xlsx", "洪山镇", "附件1+附件2", "2022-W24 + 2022Q2", "XlsxWriter", "2022-06-17 11:20", "both forms in one workbook, two verdicts; hidden list sheet, empty Sheet3; its 附件2 says 8 where its 附件1 files hold 9 cases", "accepted + accepted", hongshan_book,
                     [warning("附件2!D6", "新增散乱污企业（场所）8家", "district: new_total 8, 附件1 has 9 cases of 洪山镇 in 2022Q2", "screening")], rows=3)
    yield Submission("福州软件园管委会附件2.xlsx", "福州软件园管委会", "附件2", "2022Q2", "openpyxl", "2022-06-15 10:00", "nil: every narrative cell is 无", "nil",
                     lambda path: with_openpyxl(path, table("福州软件园管委会", "6月15日", "召开园区企业环保工作会1次。", "无", "无", "无", "无", "无", "无")), rows=1)
