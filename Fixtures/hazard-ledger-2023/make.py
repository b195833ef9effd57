"""Makes 临港园区.xlsx: real dates and numbers, aliases in the header, columns in another order. Run it beside the CSV files."""

import datetime
import pathlib

import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "台账"
sheet.append(["云溪区隐患排查治理台账（3月）"])
sheet.append(["填报日期：2023年3月24日"])
sheet.append(["序号", "编号", "属地", "场所名称", "隐患类型", "等级", "督办文号", "人数", "面积", "检查日期",
              "状态", "限期", "完成日期", "销号人", "备注"])
day = lambda month, number: datetime.date(2023, month, number)
sheet.append([1, "YX-0401", "临港工业园", "临港冷库", "危化品、用电", "重大", "云安督〔2023〕3号", 60, 5200.25, day(3, 7),
              "正在整改", day(6, 30), None, None, None])
sheet.append([2, "YX-0402", "临港工业园", "港前包装厂", "消防", "一般", None, 18, 640, day(3, 13), "已销号", day(3, 20), day(3, 22),
              "林二", "供货延误，晚两天"])
sheet.append(["填表人：林二"])
book.properties.created = book.properties.modified = datetime.datetime(2023, 3, 24)
book.save(pathlib.Path(__file__).parent / "临港园区.xlsx")
