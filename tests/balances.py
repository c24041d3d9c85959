"""A made-up energy balance of a province: every row, all kinds of fuels, and sums that agree, in the form of a yearbook.

Each figure is chosen: what is not made, mined or taken in cannot be used. The statistical difference of each fuel is
what supply and transformation leave over; it is zero but for raw coal and diesel.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal

#: Name, unit, and the names of the sum it is in.
FUELS = {
    "原煤": "万吨", "洗精煤": "万吨", "其他洗煤": "万吨", "型煤": "万吨", "煤矸石": "万吨", "焦炭": "万吨",
    "焦炉煤气": "亿立方米", "高炉煤气": "亿立方米", "转炉煤气": "亿立方米", "其他煤气": "亿立方米",
    "其他焦化产品": "万吨", "原油": "万吨", "汽油": "万吨", "煤油": "万吨", "柴油": "万吨", "燃料油": "万吨",
    "石脑油": "万吨", "润滑油": "万吨", "石蜡": "万吨", "溶剂油": "万吨", "石油沥青": "万吨", "石油焦": "万吨",
    "液化石油气": "万吨", "炼厂干气": "万吨", "其他石油制品": "万吨", "天然气": "亿立方米", "液化天然气": "万吨",
}  # fmt: skip
CARRIERS = {"热力": "百亿千焦", "电力": "亿千瓦时", "其他能源": "万吨标准煤"}
COAL = ("原煤", "洗精煤", "其他洗煤", "型煤", "煤矸石")
OIL = (
    "原油", "汽油", "煤油", "柴油", "燃料油", "石脑油", "润滑油", "石蜡", "溶剂油", "石油沥青", "石油焦", "液化石油气",
    "炼厂干气", "其他石油制品",
)  # fmt: skip
SUPPLY = (
    "1.一次能源生产量", "2.外省（区、市）调入量", "3.进口量", "4.境内轮船和飞机在境外的加油量", "5.本省（区、市）调出量（-）",
    "6.出口量（-）", "7.境外轮船和飞机在境内的加油量（-）", "8.库存增（-）、减（+）量",
)  # fmt: skip
TRANSFORMATION = (
    "1.火力发电", "2.供热", "3.煤炭洗选", "4.炼焦", "5.炼油及煤制油", "6.制气", "7.天然气液化", "8.煤制品加工", "9.回收能",
)  # fmt: skip
FINAL = (
    "1.农、林、牧、渔业", "2.工业", "3.建筑业", "4.交通运输、仓储和邮政业", "5.批发和零售业、住宿和餐饮业", "6.其他", "7.居民生活",
)  # fmt: skip

Figures = dict[tuple[str, str], Decimal]


def figures() -> Figures:
    """Row and column -> figure, without any sums. Of two or three decimals, as yearbooks print them."""
    text = """
    1.一次能源生产量: 原煤 14736.50, 原油 2793.10, 天然气 8.20, 电力 262.30
    2.外省（区、市）调入量: 原煤 21500.00, 洗精煤 310.25, 焦炭 42.00, 原油 1090.00, 汽油 91.00, 柴油 243.00, 燃料油 172.00, 天然气 215.00, 液化天然气 12.50, 电力 610.40
    3.进口量: 原煤 305.40, 原油 1800.00, 燃料油 88.50, 液化石油气 61.20
    4.境内轮船和飞机在境外的加油量: 煤油 6.80, 燃料油 4.15
    5.本省（区、市）调出量（-）: 原煤 -1650.00, 洗精煤 -153.00, 其他洗煤 -163.00, 焦炭 -150.00, 汽油 -65.00, 煤油 -11.00, 柴油 -80.00, 其他石油制品 -320.00, 其他焦化产品 -96.00, 电力 -35.75
    6.出口量（-）: 洗精煤 -18.60, 焦炭 -7.70, 石油焦 -12.40
    7.境外轮船和飞机在境内的加油量（-）: 煤油 -5.30, 燃料油 -31.20
    8.库存增（-）、减（+）量: 原煤 -201.24, 洗精煤 -6.58, 其他洗煤 -3.23, 型煤 1.18, 焦炭 13.05, 原油 -14.63, 汽油 -2.44, 煤油 0.39, 柴油 3.57, 燃料油 -3.25, 液化石油气 -0.31, 其他石油制品 2.27, 其他能源 0.92
    1.火力发电: 原煤 -11884.83, 洗精煤 -18.43, 其他洗煤 -756.84, 型煤 -42.86, 煤矸石 -210.00, 焦炉煤气 -13.606, 高炉煤气 -260.400, 转炉煤气 -18.250, 其他煤气 -2.964, 柴油 -5.08, 燃料油 -2.35, 石油焦 -31.00, 炼厂干气 -1.65, 天然气 -21.512, 热力 -1553.50, 电力 2596.00, 其他能源 -163.48
    2.供热: 原煤 -3478.82, 其他洗煤 -31.10, 型煤 -35.76, 焦炭 -12.16, 焦炉煤气 -1.114, 其他煤气 -5.450, 柴油 -0.56, 燃料油 -12.63, 液化石油气 -0.64, 天然气 -10.373, 其他石油制品 -11.84, 热力 59173.05, 其他能源 -62.27
    3.煤炭洗选: 原煤 -8853.64, 洗精煤 5979.08, 其他洗煤 1825.75, 煤矸石 402.50
    4.炼焦: 原煤 -346.99, 洗精煤 -3695.63, 其他洗煤 -156.39, 焦炭 2778.60, 焦炉煤气 43.230, 其他焦化产品 143.65
    5.炼油及煤制油: 原油 -5500.10, 汽油 1549.83, 煤油 236.57, 柴油 1926.22, 燃料油 391.72, 石脑油 402.10, 润滑油 46.30, 石蜡 8.40, 溶剂油 9.70, 石油沥青 118.60, 石油焦 142.00, 液化石油气 295.54, 炼厂干气 121.37, 其他石油制品 398.20
    6.制气: 原煤 -48.15, 焦炭 -4.60, 其他煤气 12.480
    7.天然气液化: 天然气 -1.850, 液化天然气 12.90
    8.煤制品加工: 原煤 -182.53, 其他洗煤 -21.50, 型煤 204.00
    9.回收能: 高炉煤气 402.600, 转炉煤气 29.850, 热力 660.40, 其他能源 245.30
    损失量: 原油 1.36, 汽油 0.27, 柴油 0.41, 液化石油气 0.12, 焦炉煤气 0.310, 天然气 1.205, 热力 812.60, 电力 171.35
    1.农、林、牧、渔业: 原煤 274.00, 汽油 19.80, 柴油 261.00, 天然气 0.110, 热力 311.00, 电力 61.94
    2.工业: 原煤 8697.62, 洗精煤 2397.09, 其他洗煤 693.69, 型煤 87.20, 煤矸石 192.50, 焦炭 2659.19, 焦炉煤气 25.100, 高炉煤气 142.200, 转炉煤气 11.600, 其他煤气 4.066, 其他焦化产品 47.65, 原油 167.01, 汽油 165.40, 煤油 3.41, 柴油 294.74, 燃料油 328.34, 石脑油 402.10, 润滑油 31.20, 石蜡 8.40, 溶剂油 9.70, 石油沥青 16.40, 石油焦 98.60, 液化石油气 183.97, 炼厂干气 119.72, 其他石油制品 45.20, 天然气 119.500, 液化天然气 7.60, 热力 47214.05, 电力 2312.10, 其他能源 20.47
    #用作原料、材料: 原煤 418.20, 焦炭 36.50, 石脑油 402.10, 液化石油气 71.40, 天然气 14.300, 其他焦化产品 40.10
    3.建筑业: 原煤 61.00, 汽油 20.00, 柴油 46.00, 石油沥青 102.20, 其他石油制品 23.43, 热力 550.00, 电力 16.12
    4.交通运输、仓储和邮政业: 原煤 71.90, 汽油 1215.82, 煤油 224.05, 柴油 1405.11, 燃料油 270.10, 润滑油 15.10, 液化石油气 15.70, 天然气 12.750, 液化天然气 16.40, 热力 242.00, 电力 26.59
    5.批发和零售业、住宿和餐饮业: 原煤 101.10, 型煤 0.50, 焦炉煤气 2.800, 汽油 30.90, 柴油 51.20, 燃料油 3.80, 液化石油气 12.70, 天然气 9.200, 液化天然气 1.40, 热力 1962.50, 电力 50.92
    6.其他: 原煤 79.00, 焦炉煤气 0.300, 汽油 40.80, 柴油 18.10, 燃料油 4.70, 液化石油气 1.10, 天然气 3.400, 热力 1156.00, 电力 103.42
    城镇: 原煤 199.00, 型煤 28.70, 汽油 70.50, 柴油 3.70, 液化石油气 119.70, 天然气 39.000, 热力 5222.00, 电力 427.92
    乡村: 原煤 411.70, 型煤 10.16, 汽油 9.90, 柴油 2.45, 液化石油气 22.50, 天然气 4.300, 热力 809.80, 电力 262.59
    """
    found: Figures = {}
    for line in text.strip().splitlines():
        row, _, cells = line.strip().rpartition(": ")
        for cell in cells.split(", "):
            column, value = cell.split()
            found[row, column] = Decimal(value)
    return found


def with_sums(given: Figures) -> Figures:
    """The figures with all sums that the table prints."""
    found = dict(given)

    def add(row: str, column: str, rows: tuple[str, ...]) -> Decimal:
        parts = [found[one, column] for one in rows if (one, column) in found]
        total = sum(parts, Decimal(0))
        if parts:
            found[row, column] = total
        return total

    for column in [*FUELS, *CARRIERS]:
        add("7.居民生活", column, ("城镇", "乡村"))
        supply = add("一、可供本地区消费的能源量", column, SUPPLY)
        transformation = add("二、加工转换投入（-）产出（+）量", column, TRANSFORMATION)
        used = add("四、终端消费量", column, FINAL) + found.get(("损失量", column), Decimal(0))
        found["五、平衡差额", column] = supply + transformation - used
        inputs = (found.get((row, column), Decimal(0)) for row in TRANSFORMATION)
        found["六、消费量合计", column] = used - sum((one for one in inputs if one < 0), Decimal(0))
    for total, members in (("煤合计", COAL), ("油品合计", OIL)):
        for row in {row for row, _ in found if row != "六、消费量合计"}:
            if parts := [found[row, one] for one in members if (row, one) in found]:
                found[row, total] = sum(parts, Decimal(0))
    return found


ROWS = (
    "一、可供本地区消费的能源量", *SUPPLY, "二、加工转换投入（-）产出（+）量", *TRANSFORMATION, "损失量", "四、终端消费量",
    FINAL[0], FINAL[1], "#用作原料、材料", *FINAL[2:], "城镇", "乡村", "五、平衡差额", "六、消费量合计",
)  # fmt: skip


def table(given: Mapping[tuple[str, str], Decimal | str], year: int = 2022, rows: tuple[str, ...] = ROWS) -> str:
    """The balance as it is pasted into a CSV file: title, source, names, units, rows."""
    columns = {"煤合计": "万吨", **dict(list(FUELS.items())[:11]), "油品合计": "万吨"}
    columns |= {**FUELS, **CARRIERS}
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    width = [""] * (len(columns) - 1)
    writer.writerow([f"某省能源平衡表（实物量）-{year}", "", *width])
    writer.writerow(["来源", f"能源统计年鉴 {year + 1}", *width])
    writer.writerow(["项目", *columns])
    writer.writerow(["", *(f"（{unit}）" for unit in columns.values())])
    for row in rows:
        writer.writerow([row, *(given.get((row, column), "") for column in columns)])
    return written.getvalue()
