"""附件1: the weeks from 18 April to 19 June 2022."""

from .forms import attachment1, case
from .grid import Date, Fault, Formula, Sheet
from .package import with_package
from .producers import as_csv, as_html, as_unicode_text, libreoffice_from_csv, libreoffice_from_html, with_libreoffice, with_openpyxl, with_xlsxwriter
from .submission import Submission, error, note, remark, said, warning

ENVIRONMENT, POLICY, LAND = "存在环境安全隐患、违法排污", "落后产能、不符合产业政策", "违法用地"
ILLEGAL_BUILDING, SAFETY, UNLICENSED, LAYOUT = "利用违章建筑从事生产经营", "存在生产安全隐患", "无照经营问题", "不符合产业布局规划"
PETITION, LOCAL, POWER, DEPARTMENT = "信访投诉", "属地摸排", "电力数据筛查", "部门督导"
UPGRADE, MOVE, CLOSE = "升级改造", "整合搬迁", "关停取缔"


def gudong():
    w16 = [
        case("04-19", "350102202204190001", "福州市鼓楼区榕荫小吃店（榕荫锅边）", "福州市鼓楼区井边巷12号", PETITION, ENVIRONMENT, "无", UPGRADE, "已整改，要求安装隔油池"),
        case("04-20", "350102202204200001", "福州闽庆塑料制品加工坊", "福州市鼓楼区观桥里3号后侧", LOCAL, f"{ILLEGAL_BUILDING} / {SAFETY}", "拆除违法建筑1宗，拆除面积86.5平方米；停电", CLOSE, "已整改，已拆除并停电", "是"),
        case("04-21", "350102202204210001", "鼓楼区顺达汽车维修服务部", "福州市鼓楼区树兜新村7座1层", POWER, SAFETY, None, UPGRADE, "整改中"),
    ]
    w19 = [
        case("05-09", "350102202205090001", "福州市鼓楼区老榕树豆制品店", "福州市鼓楼区庆成里21号", "电力大数据", ENVIRONMENT, "停电", CLOSE, "整改中"),
        case("05-10", "350102202205100001", "福州鼎鲜餐饮管理有限公司（鼎鲜鱼丸）", "福州市鼓楼区开源路55号", PETITION, ENVIRONMENT, "无", UPGRADE, "已整改，要求安装油烟净化器"),
        case("05-11", "350102202205110001", "鼓楼区阿明废品回收站", "福州市鼓楼区观桥里19号", LOCAL, f"{LAND} / {UNLICENSED}", "腾出土地0.3亩", CLOSE, "已整改，场地已清空"),
        case("05-12", "350102202205120001", "福州鑫榕印刷有限公司（福州）", "福州市鼓楼区中山里8号", LOCAL, LAYOUT, "无", MOVE, "整改中"),
    ]
    mixed = ["seq", "reportedOn", "unit", "enterprise", "caseNo", "address", "phone", "clueSource", "problemTypes", "leadUnit", "remedy", "supportingMeasures", "progress", "centralInspection", "remarks"]

    def second(path):
        sheet = attachment1("鼓东街道", "5月13日", w19, "yyyy年m月d日", columns=mixed, empty=3,
                            headers={"seq": "序 号", "reportedOn": "报送\n日期", "caseNo": "案件 编号", "phone": "联系电话", "centralInspection": "中督件\n（是/否）"}, extra={"phone": "13000000000"})
        for r in range(5, 8):
            sheet.rows[r][2] = None
        sheet.merges.append("C5:C8")
        with_libreoffice(path, [sheet])

    w24 = [case("06-14", "350102202206140001", "福州市鼓楼区源记卤味店", "福州市鼓楼区井边巷30号", LOCAL, UNLICENSED, "无", UPGRADE, "整改中")]
    short = ["seq", "reportedOn", "unit", "caseNo", "enterprise", "address", "clueSource", "problemTypes", "leadUnit", "supportingMeasures", "remedy", "progress"]
    yield Submission("鼓东街道附件1(1)(最终版).xlsx", "鼓东街道", "附件1", "2022-W16", "openpyxl", "2022-04-22 10:15", "perfect; dates shown as 4月19日; names that say 1 and final", "accepted",
                     lambda path: with_openpyxl(path, [attachment1("鼓东街道", "4月22日", w16, 'm"月"d"日"')]), rows=3)
    yield Submission("鼓东街道 5.13 排查明细表.xlsx", "鼓东街道", "附件1", "2022-W19", "LibreOffice (fods)", "2022-05-13 11:20", "headers with spaces and line breaks, reordered and one extra column; the unit cell merged over four rows; three template rows with only a 序号", "accepted", second,
                     [note("H5", "电力大数据", "alias of 电力数据筛查", "clueSource"), remark("A4 B4 E4 N4", "序 号", "header matched after taking out spaces and line breaks"), remark("G4", "联系电话", "column that the form does not have"),
                      remark("C5", "鼓东街道", "merged C5:C8, filled down", "unit"), remark("A9 A10 A11", "5", "template rows: only a 序号, no data")], rows=4)
    yield Submission("鼓东街道附件1 0617.xlsx", "鼓东街道", "附件1", "2022-W24", "LibreOffice (fods)", "2022-06-17 09:35", "two columns are missing; 填报单位 of somebody else's file", "returned",
                     lambda path: with_libreoffice(path, [attachment1("鼓东街道", "6月17日", w24, "yyyy-mm-dd", columns=short, stamped="鼓西街道")]),
                     [error("", "", "column 中督件（是/否） is missing", "centralInspection"), note("", "", "column 备注 is missing", "remarks"),
                      warning("A3", "填报单位（盖章）：鼓西街道", "the unit above the table and the unit column (鼓东街道) disagree; the column counts", "unit")], rows=1)


def guxi():
    right = [
        case("04-25", "350102202204250001", "福州市鼓楼区西河烤鱼店（西河炭火）", "福州市鼓楼区荷塘巷6号", LOCAL, ENVIRONMENT, "无", UPGRADE, "已整改，要求安装油烟净化器"),
        case("04-26", "350102202204260002", "鼓楼区宏兴铝合金加工店", "福州市鼓楼区后曲里11号", PETITION, f"{ILLEGAL_BUILDING} / {SAFETY}", "拆除违法建筑1宗，拆除面积42平方米", CLOSE, "已整改，要求限期清空并拆除"),
        case("04-26", "350102202204260003", "福州市鼓楼区阿坤汽车美容店", "福州市鼓楼区达明里2号", LOCAL, ENVIRONMENT, "无", UPGRADE, "整改中"),
    ]
    wrong = [{**right[0], "caseNo": float(350102202204250000), "clueSource": "属地排摸"}, right[1], right[2]]
    w23 = [
        case("06-07", "350102202206070001", "福州西洲洗涤服务有限公司", "福州市鼓楼区保安里9号", POWER, ENVIRONMENT, "停电", CLOSE, "整改中"),
        case("06-08", "350102202206080001", "鼓楼区林记糕点作坊", "福州市鼓楼区陆园巷17号", PETITION, UNLICENSED, "无", UPGRADE, "整改中"),
        case("06-08", "350102202206080002", "福州市鼓楼区新梦快印店", "福州市鼓楼区荷塘巷33号", DEPARTMENT, SAFETY, "无", UPGRADE, "已整改，要求更换阻燃隔板"),
    ]

    def tidy(path):
        sheet = attachment1("鼓西街道", "4月29日", right)
        sheet.bordered_to = 1_048_576
        with_openpyxl(path, [sheet])

    def damaged(path):
        as_csv(path, attachment1("鼓西街道", "6月10日", [{**w23[0]}, {**w23[1], "caseNo": "3.50102E+17"}, {**w23[2], "reportedOn": "#######"}]), "gb18030")

    yield Submission("鼓西街道附件1.xlsx", "鼓西街道", "附件1", "2022-W17", "openpyxl", "2022-04-29 09:30", "first of two: a case number that became a number, a mistyped term", "returned",
                     lambda path: with_openpyxl(path, [attachment1("鼓西街道", "4月29日", wrong)]),
                     [error("D5", "350102202204250000 as a number", "18 digits held as a number (shown 3.50102E+17): digits are lost", "caseNo"), error("G5", "属地排摸", "not in vocabulary", "clueSource", "属地摸排")], rows=3)
    yield Submission("鼓西街道附件1（修改后）.xlsx", "鼓西街道", "附件1", "2022-W17", "openpyxl", "2022-04-29 11:40", "resubmission, corrected, bordered blank rows down to 1048576, before Friday noon: this one counts", "accepted",
                     tidy, [remark("", "", "bordered blank rows to 1048576: no data"),
                      warning("D7", "350102202204260003", "district: the same case number from 洪山镇 (洪山附件1（5.20）.xlsx D7)", "caseNo")], rows=3)
    yield Submission("鼓西街道附件1-0610.csv", "鼓西街道", "附件1", "2022-W23", "CSV, GB18030 without BOM", "2022-06-10 09:05", "what Excel displayed went into the CSV", "returned", damaged,
                     [error("D6", "3.50102E+17", "scientific notation: digits are lost", "caseNo"), error("B7", "#######", "not a date: the column was too narrow when the CSV was saved", "reportedOn")], rows=3)


def wenquan():
    w16 = [
        case("04-19", "GL2022-0011", "福州市鼓楼区汤泉洗衣店", "福州市鼓楼区琼东路5号", PETITION, ENVIRONMENT, "无", UPGRADE, "整改中"),
        case("04-20", "GL2022-0012", "鼓楼区万福石材加工场", "福州市鼓楼区金汤里40号", LOCAL, f"{LAND} / {ENVIRONMENT}", "腾出土地0.8亩；查封扣押", CLOSE, "已整改，设备已搬离，场地已清空", "是"),
    ]
    w24 = [
        case("06-13", "GL2022-0071", "福州东汤五金喷涂店（个体工商户）", "福州市鼓楼区汤边里15号", POWER, f"{POLICY} / {ENVIRONMENT}", "停电", CLOSE, "整改中"),
        case("06-15", "GL2022-0072", "福州市鼓楼区河东快餐店（阿婆饭堂）", "福州市鼓楼区河东路66号", LOCAL, ENVIRONMENT, "无", UPGRADE, "已整改，要求安装隔油池"),
    ]
    first = lambda path: with_xlsxwriter(path, [attachment1("温泉街道", "4月22日", w16, 31)])
    yield Submission("温泉街道附件1.xlsx", "温泉街道", "附件1", "2022-W16", "XlsxWriter", "2022-04-22 09:50", "perfect; dates in the reserved zh-CN format 31 without a formatCode", "accepted", first, rows=2)
    yield Submission("温泉街道附件1 (1).xlsx", "温泉街道", "附件1", "2022-W16", "XlsxWriter", "2022-04-22 10:20", "the same bytes again under another name", "accepted", first,
                     [remark("", "", "identical to 温泉街道附件1.xlsx: must not count twice")], rows=2)
    yield Submission("温泉街道附件1（5.27）.xlsx", "温泉街道", "附件1", "2022-W21", "LibreOffice (fods)", "2022-05-27 08:55", "nil week", "nil",
                     lambda path: with_libreoffice(path, [attachment1("温泉街道", "5月27日", [], nil="本周无新增")]))
    yield Submission("温泉街道附件1-6月17日.xlsx", "温泉街道", "附件1", "2022-W24", "by hand: prefixed (x:) elements, inline strings", "2022-06-17 10:30", "perfect content in XML with a namespace prefix; the file's own numFmt 31 (yyyy-mm-dd)", "accepted",
                     lambda path: with_package(path, attachment1("温泉街道", "6月17日", w24), "prefixed"), rows=2)


def dongjie():
    w16 = [
        case("04-18", "350102202204180001", "福州市鼓楼区军源打印店", "福州市鼓楼区军门里10号", LOCAL, SAFETY, "无", UPGRADE, "整改中"),
        case("04-20", "350102202204200002", "鼓楼区旗汛裁缝铺", "福州市鼓楼区竹林里4号", PETITION, UNLICENSED, "无", UPGRADE, "已整改，要求办理营业执照"),
    ]
    w18 = [
        case("05-05", "350102202205050001", "福州市鼓楼区大根烘焙坊", "福州市鼓楼区大根里22号", POWER, ENVIRONMENT, "无", UPGRADE, "整改中"),
        case("05-05", "350102202205050002", "福州东门木器加工部", "福州市鼓楼区竹林里31号", LOCAL, f"{ILLEGAL_BUILDING} / {SAFETY}", "拆除违法建筑2宗，拆除面积130平方米", CLOSE, "已整改，违法建筑已拆除"),
        case("05-05", "350102202205050003", "福州市鼓楼区海潮水产店", "福州市鼓楼区军门里45号", PETITION, ENVIRONMENT, "无", UPGRADE, "已整改，要求安装沉淀池"),
    ]
    days = ["2022.5.31", "6月1日", "20220531", "二〇二二年五月三十日", "44712", 5.3, 20220602, "22.6.2"]
    shops = ["鼓楼区金点手机维修店", "鼓楼区福乐干洗店", "福州市鼓楼区军门豆浆店（早安豆浆）", "福州市鼓楼区小陈广告制作室", "鼓楼区竹林家具修理部", "福州市鼓楼区旗下面馆", "鼓楼区大根汽车轮胎店", "福州市鼓楼区东泰复印社"]
    w22 = [case(day, f"35010220220530000{i}", shop, f"福州市鼓楼区旗汛里{i * 3}号", LOCAL, SAFETY, "无", UPGRADE, "整改中") for i, (day, shop) in enumerate(zip(days, shops), 1)]
    yield Submission("东街街道附件1(4.22).xlsx", "东街街道", "附件1", "2022-W16", "by hand: Strict Open XML, dates as ISO text (t=\"d\")", "2022-04-22 11:05", "perfect content in the strict namespaces", "accepted",
                     lambda path: with_package(path, attachment1("东街街道", "4月22日", w16), "strict"), rows=2)
    yield Submission("东街街道附件1.txt", "东街街道", "附件1", "2022-W18", "\"Unicode 文本\": UTF-16LE with BOM, tabs", "2022-05-06 10:20", "perfect; Friday after the May holiday", "accepted",
                     lambda path: as_unicode_text(path, attachment1("东街街道", "5月6日", w18)), rows=3)
    yield Submission("东街6.6报送 附件1.xlsx", "东街街道", "附件1", "2022-W22", "openpyxl", "2022-06-06 09:40", "every way to write a date; Friday 3 June was a holiday, so Monday noon is the deadline (our reading)", "returned",
                     lambda path: with_openpyxl(path, [attachment1("东街街道", "6月6日", w22)]),
                     [note("B5", "2022.5.31", "read as 2022-05-31", "reportedOn"), note("B6", "6月1日", "no year: read as 2022-06-01", "reportedOn"), note("B7", "20220531", "read as 2022-05-31", "reportedOn"),
                      note("B8", "二〇二二年五月三十日", "read as 2022-05-30", "reportedOn"), note("B9", "44712", "the text of a date serial: read as 2022-05-31", "reportedOn"),
                      error("B10", "5.3 as a number", "may be 5月3日 or 5月30日", "reportedOn"), note("B11", "20220602", "a number: read as 2022-06-02", "reportedOn"), note("B12", "22.6.2", "read as 2022-06-02", "reportedOn")], rows=8)


def nanjie():
    w20 = [
        case("05-16", "GL2022-0041", "福州市鼓楼区柳河肉燕店（依伯肉燕）", "福州市鼓楼区柳岸里18号", PETITION, ENVIRONMENT, "无", UPGRADE, "已整改，要求安装隔油池"),
        case("05-17", "GL2022-0042", "鼓楼区灵响金属制品店", "福州市鼓楼区灵溪巷7号", POWER, f"{SAFETY} / {UNLICENSED}", "停电", CLOSE, "已整改，设备已拆除并停电"),
        case("05-18", "GL2022-0043", "福州杨桥包装材料有限公司", "福州市鼓楼区小柳里26号", LOCAL, LAYOUT, "无", MOVE, "整改中"),
    ]
    w24 = [
        case("06-13", "GL2022-0073", "福州市鼓楼区驿里早餐店", "福州市鼓楼区驿前里3号", LOCAL, UNLICENSED, "无", UPGRADE, "整改中"),
        case("06-13", "GL2022-0074", "鼓楼区小柳摩托车修理店", "福州市鼓楼区小柳里40号", LOCAL, ENVIRONMENT, "无", UPGRADE, "已整改"),
        case("06-14", "GL2022-0075", "福州市鼓楼区巷口炸货店", "福州市鼓楼区灵溪巷12号", PETITION, ENVIRONMENT, "无", UPGRADE, "未整改"),
        case("06-15", "GL2022-0076", "福州市鼓楼区坊间甜品店（坊间糖水）", "福州市鼓楼区柳岸里5号", LOCAL, ENVIRONMENT, "无", UPGRADE, "已整改，要求安装隔油池", "√"),
        case("06-25", "GL2022-0077", "鼓楼区宏图玻璃加工店", "福州市鼓楼区驿前里29号", POWER, SAFETY, "无", UPGRADE, "整改中（正在加装防护栏）", None),
    ]
    yield Submission("南街街道排查明细表5.20.csv", "南街街道", "附件1", "2022-W20", "CSV, UTF-8 with BOM", "2022-05-20 10:40", "perfect", "accepted",
                     lambda path: as_csv(path, attachment1("南街街道", "5月20日", w20), "utf-8-sig"),
                     [warning("E6 F6", "鼓楼区灵响金属制品店", "district: the same enterprise at the same address from 安泰街道 (安泰街道4月29日附件1.xlsx E7)", "enterprise")], rows=3)
    yield Submission("南街街道附件1（6月10日）.csv", "南街街道", "附件1", "2022-W23", "CSV, UTF-8 without BOM, semicolons", "2022-06-10 11:10", "nil week, from a machine that separates by semicolons", "nil",
                     lambda path: as_csv(path, attachment1("南街街道", "6月10日", [], nil="本周无新增"), "utf-8", ";"))
    yield Submission("南街街道附件1（6月17日）.xlsx", "南街街道", "附件1", "2022-W24", "openpyxl", "2022-06-17 09:00", "what goes wrong in 整改情况 and 中督件; template rows and 合计 below", "returned",
                     lambda path: with_openpyxl(path, [attachment1("南街街道", "6月17日", w24, empty=3, total=True)]),
                     [error("L6", "已整改", "no measures named", "progress"), error("L7", "未整改", "not in the list", "progress", "整改中"), note("M8", "√", "read as 是", "centralInspection"), error("M9", "", "blank, and blank is not 否", "centralInspection"), warning("B9", "2022/6/25", "after the receipt", "reportedOn"),
                      remark("A10 A11 A12", "6", "template rows: only a 序号, no data"), remark("A13", "合计", "a total, no data")], rows=5)


def antai():
    w17 = [
        case("04-25", "GL2022-0021", "鼓楼区乌山电镀作坊", "福州市鼓楼区乌石里14号", LOCAL, f"{ENVIRONMENT}、{LAND}", "腾出土地0.5亩", CLOSE, "已整改，作坊已清退"),
        case("04-26", "GL2022-0022", "福州于麓造纸厂", "福州市鼓楼区塔下里2号", PETITION, POLICY, "查封扣押", CLOSE, "整改中", "是"),
        case("04-27", "GL2022-0023", "鼓楼区灵响金属制品店", "福州市鼓楼区灵溪巷7号", LOCAL, f"{LAYOUT} / {UNLICENSED}", "无", MOVE, "整改中"),
    ]
    w21 = [
        case("05-23", "GL2022-0051", "福州市鼓楼区塔影烧烤店", "福州市鼓楼区塔下里19号", LOCAL, "违法排污", "无", UPGRADE, "整改中"),
        case("05-24", "GL2022-0052", "鼓楼区安泰床垫加工店", "福州市鼓楼区乌石里50号", PETITION, "存在安全隐患", "无", UPGRADE, "整改中"),
        case("05-25", "GL2022-0053", "福州泰桥五金店（个体工商户）", "福州市鼓楼区桥尾巷1号", LOCAL, LAYOUT, "无", "整和搬迁", "整改中"),
        case("05-26", "GL2022-0054", "福州市鼓楼区河沿茶叶包装店", "福州市鼓楼区桥尾巷27号", "电力大数据筛查", SAFETY, "停电", CLOSE, "已整改，已停电并清空", lead="南街街道"),
    ]
    def hiding(path):
        sheet = attachment1("安泰街道", "5月27日", w21)
        sheet.hidden_columns = {"F"}
        with_openpyxl(path, [sheet])

    yield Submission("安泰街道4月29日附件1.xlsx", "安泰街道", "附件1", "2022-W17", "LibreOffice (html table)", "2022-04-29 10:50", "right: terms that contain the separator, and two items joined by 、", "accepted",
                     lambda path: libreoffice_from_html(path, attachment1("安泰街道", "4月29日", w17)),
                     [remark("H5", f"{ENVIRONMENT}、{LAND}", "two items, P5 and P3, split at the second 、", "problemTypes"),
                      warning("E7 F7", "鼓楼区灵响金属制品店", "district: the same enterprise at the same address from 南街街道 (南街街道排查明细表5.20.csv E6); a finding for both, both rows kept", "enterprise")], rows=3)
    yield Submission("安泰街道附件1补报5.30.xlsx", "安泰街道", "附件1", "2022-W21", "openpyxl", "2022-05-30 09:20", "half a term, a term that may be two, a near miss; a hidden column; another 主办单位; came on Monday", "returned",
                     hiding,
                     [warning("H5", "违法排污", "half of 存在环境安全隐患、违法排污", "problemTypes"), error("H6", "存在安全隐患", "存在环境安全隐患、违法排污 or 存在生产安全隐患: both are offered", "problemTypes"),
                      error("K7", "整和搬迁", "not in vocabulary", "remedy", MOVE), note("G8", "电力大数据筛查", "alias of 电力数据筛查", "clueSource"),
                      warning("I8", "南街街道", "not the reporting unit", "leadUnit"), said("F", "", "hidden column: read all the same, and said")], "late", rows=4)


def shuibu():
    april = [
        case("04-21", "350102202204210002", "福州市鼓楼区闽都鲜鱼档", "福州市鼓楼区莲宅里9号", PETITION, ENVIRONMENT, "无", UPGRADE, "已整改，要求安装沉淀池"),
        case("04-27", "350102202204270001", "鼓楼区建华模具加工店", "福州市鼓楼区建新里33号", LOCAL, SAFETY, "无", UPGRADE, "整改中"),
    ]
    may = [
        case("05-11", "350102202205110002", "福州市鼓楼区福新豆腐坊", "福州市鼓楼区福新里6号", LOCAL, ENVIRONMENT, "无", UPGRADE, "整改中"),
        case("05-19", "350102202205190001", "福州乐天装饰材料店", "福州市鼓楼区乐泉里12号", POWER, f"{ILLEGAL_BUILDING} / {SAFETY}", "拆除违法建筑1宗，拆除面积55平方米；停电", CLOSE, "已整改，已拆除并停电"),
    ]
    w23 = [
        case("06-07", "350102202206070002", "福州市鼓楼区莲花卤味加工店", "福州市鼓楼区莲宅里41号", LOCAL, ENVIRONMENT, "无", UPGRADE, "整改中"),
        case("06-09", "350102202206090001", "鼓楼区水部废旧金属收购点", "福州市鼓楼区建新里2号", PETITION, f"{LAND} / {UNLICENSED}", "查封扣押", CLOSE, "已整改，物品已清运"),
    ]
    june = [*w23, case("06-14", "350102202206140002", "福州市鼓楼区津泰粉干店", "福州市鼓楼区福新里58号", LOCAL, ENVIRONMENT, "无", UPGRADE, "整改中")]
    old = [case("12-20", "350102202112200009", "鼓楼区旧年塑料加工点", "福州市鼓楼区福新里90号", LOCAL, LAND, "无", CLOSE, "整改中")]

    def months(path):
        sheets = [attachment1("水部街道", "6月17日", rows, name=name) for name, rows in (("4月", april), ("5月", may), ("6月", june))]
        sheets[1].hidden_rows = {6}
        past = attachment1("水部街道", "12月24日", old, name="2021年")
        past.rows[4][1] = Date(past.rows[4][1].day.replace(year=2021))
        past.hidden = True
        lists = Sheet("选项", [[term] for term in (PETITION, LOCAL, POWER, DEPARTMENT, "其他")], hidden=True)
        for sheet in sheets:
            sheet.choices = [("G5:G50", "选项!$A$1:$A$5"), ("M5:M50", '"是,否"')]
        with_openpyxl(path, [*sheets, past, lists, Sheet("Sheet2"), Sheet("Sheet3")])

    def sheet(): return attachment1("水部街道", "6月10日", w23, "yyyy-mm-dd")
    yield Submission("水部街道附件1.xls", "水部街道", "附件1", "—", "LibreOffice (OLE2, Excel 97)", "2022-06-10 09:15", "an old .xls: say what it is and how to save it right", "unreadable", lambda path: with_libreoffice(path, [sheet()], "xls"), [error("", "", ".xls: to be saved as .xlsx")], "unknown")
    yield Submission("水部街道附件1(重新保存).xlsx", "水部街道", "附件1", "2022-W23", "LibreOffice (fods)", "2022-06-10 11:30", "the same saved again as xlsx: perfect", "accepted", lambda path: with_libreoffice(path, [sheet()]), rows=2)
    yield Submission("水部街道二季度排查明细表（4-6月）.xlsx", "水部街道", "附件1", "2022-W24", "openpyxl", "2022-06-17 10:05", "a sheet a month, a hidden row, a hidden old sheet, a hidden list sheet, empty Sheet2 and Sheet3; the two cases of W23 come again unchanged", "accepted", months,
                     [said("5月!6", "350102202205190001", "hidden row: read all the same, and said"), said("2021年", "", "hidden sheet that holds the form: ignored, and said"),
                      note("4月!B5 4月!B6 5月!B5 5月!B6 6月!B5 6月!B6", "2022/4/21", "older than the week of the file: 补报", "reportedOn"), remark("选项", "", "hidden sheet without the form"), remark("Sheet2 Sheet3", "", "empty sheets")], rows=7)


def wufeng():
    w18 = [
        case("05-05", "350102202205050011", "福州市鼓楼区铜盘米粉加工坊", "福州市鼓楼区铜盘里16号", LOCAL, ENVIRONMENT, "无", UPGRADE, "整改中"),
        case("05-05", "350102202205050012", "鼓楼区左海喷绘工作室", "福州市鼓楼区左岸里5号", POWER, f"{SAFETY} / {UNLICENSED}", "停电", CLOSE, "已整改，已停电清空"),
        case("05-05", "350102202205050013", "福州市鼓楼区白龙洗车场（白龙快洗）", "福州市鼓楼区龙潭里80号", PETITION, ENVIRONMENT, "无", UPGRADE, "已整改，要求安装沉淀池"),
    ]
    w24 = [
        case("06-13", "350102202206130001", "福州永恒金属结构加工场", "福州市鼓楼区湖前里71号", LOCAL, f"{ILLEGAL_BUILDING} / {LAND}", "拆除违法建筑1宗，拆除面积120平方米；停电", CLOSE, "已整改，已拆除并停电"),
        case("06-13", "350102202206130002", "鼓楼区天元仓储服务部", "福州市鼓楼区天源里24号", LOCAL, ILLEGAL_BUILDING, 120, CLOSE, "整改中"),
        case("06-14", "350102202206140003", "福州市鼓楼区龙泉养殖点", "福州市鼓楼区龙潭里3号", PETITION, f"{LAND} / {ENVIRONMENT}", "拆除违法建筑", CLOSE, "整改中"),
        case("06-14", "３５０１０２２０２２０６１４０００４", "福州市鼓楼区屏西皮具店", "福州市鼓楼区屏前里60号", LOCAL, SAFETY, "无", UPGRADE, "整改中"),
        case("06-15", "350102202206150001", "鼓楼区兰庭木业加工店", "福州市鼓楼区兰亭里13号", POWER, ILLEGAL_BUILDING, "拆除违法建筑２宗，拆除面积８０．５平方米", CLOSE, "已整改，违法建筑已拆除", "☑"),
    ]
    yield Submission("五凤街道附件1.xlsx", "五凤街道", "附件1", "2022-W18", "openpyxl, 1904 epoch", "2022-05-06 11:45", "perfect; a workbook from an old Mac counts days from 1904", "accepted",
                     lambda path: with_openpyxl(path, [attachment1("五凤街道", "5月6日", w18)], epoch1904=True), rows=3)
    yield Submission("五凤街道附件1 6-17.xlsx", "五凤街道", "附件1", "2022-W24", "XlsxWriter", "2022-06-17 12:40", "配套办法 in five ways; full-width digits; 40 minutes after Friday noon", "returned",
                     lambda path: with_xlsxwriter(path, [attachment1("五凤街道", "6月17日", w24, "yyyy-mm-dd", headers={"unit": "街道(镇)、管委会", "centralInspection": "中督件(是/否)"})]),
                     [error("J6", "120", "a bare number: of what?", "supportingMeasures"), warning("J7", "拆除违法建筑", "label without a number", "supportingMeasures"),
                      note("D8", "３５０１０２２０２２０６１４０００４", "full-width digits read as 350102202206140004", "caseNo"), note("J9", "拆除违法建筑２宗，拆除面积８０．５平方米", "full-width digits read as 2宗, 80.5平方米", "supportingMeasures"), note("M9", "☑", "read as 是", "centralInspection"),
                      remark("C4 M4", "街道(镇)、管委会", "brackets of the other width in the header")], "late", rows=5)


def hongshan():
    right = [
        case("04-18", "350102202204180011", "福州怡山食品加工店", "福州市鼓楼区怡安里7号", LOCAL, ENVIRONMENT, "无", UPGRADE, "整改中"),
        case("04-19", "350102202204190011", "福州市鼓楼区凤凰木材加工场", "福州市鼓楼区凤池里100号", LOCAL, f"{LAND} / {SAFETY}", "腾出土地1.2亩；停电", CLOSE, "已整改，场地已清空"),
        case("04-20", "350102202204200011", "福州国光制衣有限公司", "福州市鼓楼区国泰里15号", POWER, LAYOUT, "无", MOVE, "整改中"),
        case("04-21", "350102202204210011", "福州市鼓楼区金牛修车店", "福州市鼓楼区牛山里36号", PETITION, UNLICENSED, "无", UPGRADE, "已整改，要求办理营业执照"),
    ]

    def first(path):
        sheet = attachment1("洪山镇", "4月22日", right)
        for index in range(4, 8):
            sheet.rows[index][0] = Formula("ROW()-4", index - 3)
        sheet.rows[4][8] = Formula("C5", "洪山镇")
        sheet.rows[5][8] = Formula("C6", None)
        sheet.rows[6][4] = Fault("#REF!")
        sheet.rows[7][1] = 4.1
        sheet.rows[6][5] = Fault("#N/A")
        with_package(path, sheet, "excel")

    def second(path):
        sheet = attachment1("洪山镇", "4月22日", right)
        sheet.rows[7][1] = 4.1
        with_openpyxl(path, [sheet])

    w20 = [
        case("05-17", "350102202205170011", "福州福屿塑胶制品厂", "福州市鼓楼区福屿里88号", LOCAL, f"{POLICY} / {ENVIRONMENT}", "查封扣押", CLOSE, "整改中", "是"),
        case("05-17", "350102202205170012", "福州市鼓楼区桥北海鲜排档", "福州市鼓楼区桥尾巷90号", PETITION, ENVIRONMENT, "无", UPGRADE, "整改中", unit="安泰街道"),
        case("05-18", "350102202204260003", "福州市鼓楼区象山轮胎店", "福州市鼓楼区象园里11号", LOCAL, ENVIRONMENT, "无", UPGRADE, "整改中"),
    ]
    w22 = [
        case("05-31", "350102202205310011", "福州市鼓楼区西凤修脚店", "福州市鼓楼区西丰里20号", LOCAL, UNLICENSED, "无", UPGRADE, "整改中", unit="洪山", lead="洪山镇"),
        {**w20[0], "progress": "已整改，已关停并拆除设备"},
    ]
    yield Submission("洪山镇附件1-20220422.xlsx", "洪山镇", "附件1", "2022-W16", "by hand: formulas with and without a cached value", "2022-04-22 11:30", "first of three: formulas, #REF!, #N/A, the number 4.1 in the date column", "returned", first,
                     [error("I6", "=C6", "formula without a cached value: open and save again", "leadUnit"), error("E7", "#REF!", "error value", "enterprise"), error("F7", "#N/A", "error value", "address"), error("B8", "4.1 as a number", "may be 4月1日 or 4月10日", "reportedOn")], rows=4)
    yield Submission("洪山镇附件1-20220422（更正）.xlsx", "洪山镇", "附件1", "2022-W16", "openpyxl", "2022-04-22 15:00", "second: of 4 faults 3 are mended, 1 is left, none is new", "returned", second,
                     [error("B8", "4.1 as a number", "may be 4月1日 or 4月10日", "reportedOn")], "late", rows=4)
    yield Submission("洪山镇附件1-20220422（再更正）.xlsx", "洪山镇", "附件1", "2022-W16", "openpyxl", "2022-04-25 09:00", "third: right, late; this one counts", "accepted",
                     lambda path: with_openpyxl(path, [attachment1("洪山镇", "4月25日", right)]), timeliness="late", rows=4)
    yield Submission("洪山附件1（5.20）.xlsx", "洪山镇", "附件1", "2022-W20", "LibreOffice (csv)", "2022-05-20 11:10", "a row of another unit, and a case number that 鼓西街道 has used", "accepted",
                     lambda path: libreoffice_from_csv(path, attachment1("洪山镇", "5月20日", w20)),
                     [warning("C6", "安泰街道", "a row of another unit in a file of 洪山镇", "unit"), warning("D7", "350102202204260003", "district: the same case number from 鼓西街道 (鼓西街道附件1（修改后）.xlsx D7); a finding for both, both rows kept", "caseNo")], rows=3)
    yield Submission("洪山镇附件1（6.2）.xlsx", "洪山镇", "附件1", "2022-W22", "openpyxl", "2022-06-02 17:20", "a case of W20 again, its 整改情况 changed: the latest state counts; the form stands on the second sheet", "accepted",
                     lambda path: with_openpyxl(path, [Sheet("封面", [["洪山镇散乱污整治工作资料"], ["二〇二二年六月"]]), attachment1("洪山镇", "6月2日", w22, 'yyyy"年"m"月"d"日"', name="明细")]),
                     [note("明细!C5", "洪山", "alias of 洪山镇", "unit"), note("明细!B6", "2022年5月17日", "older than the week of the file: 补报", "reportedOn")], rows=2)


def ruanjianyuan():
    yield Submission("软件园附件1.xls", "福州软件园管委会", "附件1", "—", "html table named .xls", "2022-05-13 09:30", "a web page named .xls: say what it is and how to save it right", "unreadable",
                     lambda path: path.write_text(as_html(attachment1("福州软件园管委会", "5月13日", [], nil="本周无新增")), encoding="utf-8"), [error("", "", "html: to be saved as .xlsx")], "unknown")
    yield Submission("软件园附件1（5月20日）.xlsx", "福州软件园管委会", "附件1", "2022-W20", "XlsxWriter", "2022-05-20 11:55", "nil week, five minutes before noon", "nil",
                     lambda path: with_xlsxwriter(path, [attachment1("福州软件园管委会", "5月20日", [], nil="本周无新增。")]))


def submissions():
    for unit in (gudong, guxi, wenquan, dongjie, nanjie, antai, shuibu, wufeng, hongshan, ruanjianyuan):
        yield from unit()
