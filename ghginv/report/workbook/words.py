"""The words of the workbook in two languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ghginv.library import Library
from ghginv.model.method import Method
from ghginv.report import words
from ghginv.report.names import member_title
from ghginv.report.words import Language

_WORDS: dict[str, tuple[str, str]] = {
    # sheets
    "cover": ("Cover", "封面"),
    "summary": ("Summary", "汇总"),
    "energy_sheet": ("1 Energy", "1 能源活动"),
    "ippu_sheet": ("2 Industry", "2 工业生产过程"),
    "agriculture_sheet": ("3 Agriculture", "3 农业活动"),
    "lulucf_sheet": ("3 LULUCF", "3 土地利用变化和林业"),
    "waste_sheet": ("4 Waste", "4 废弃物处理"),
    "other_sheet": ("5 Other", "5 其他"),
    "memo_sheet": ("Memo items", "信息项"),
    "approaches": ("Reference and sectoral", "参考法与部门法"),
    "captured_sheet": ("Captured CO2", "捕集二氧化碳"),
    "standard_coal_sheet": ("Standard coal", "能源消费标准煤"),
    "checks": ("Checks", "校核"),
    "inputs": ("Activity data", "活动水平数据"),
    "factors": ("Factors", "排放因子"),
    "constants": ("GWP and constants", "GWP和常数"),
    # cover
    "inventory_title": ("Greenhouse gas inventory", "温室气体清单"),
    "region": ("Region", "地区"),
    "years": ("Years", "清单年份"),
    "base_year": ("Base year", "基准年"),
    "guideline": ("Guideline", "编制指南"),
    "gwp_set": ("Global warming potentials", "全球变暖潜势"),
    "factor_order": ("Order of factor sets", "因子集次序"),
    "settings": ("Settings", "设定"),
    "made_with": ("Made with", "编制工具"),
    "all_checks": ("All checks of this workbook", "全部校核"),
    "sheets": ("Sheets", "工作表"),
    "colours": ("What the colours mean", "颜色说明"),
    "is_input": (
        "Given by the user: may be changed here, and all that follows changes",
        "用户填报的数，可在此修改，后续结果随之变化",
    ),
    "is_assumption": ("Given by the user as an assumption", "用户填报的假设值"),
    "is_default": ("Default of the method", "方法缺省值"),
    "is_reference": (
        "Taken from the activity data or the factors of this workbook",
        "引用本工作簿的活动水平数据或排放因子",
    ),
    "is_link": ("Taken from another calculation of this workbook", "引用本工作簿的其他计算表"),
    "is_formula": ("Calculated by the formula in the cell", "由单元格公式计算"),
    "is_output": ("Calculated, and an emission", "由公式计算的排放量"),
    "is_value": (
        "A value from ghginv, not calculated here (confidential, or for comparison)",
        "ghginv给出的数值，不在此计算（保密或用于对照）",
    ),
    "is_unchecked": ("A factor that nobody has checked against its source", "未经核对的排放因子"),
    "is_key": (
        "Notation key: NO not occurring, NE not estimated, NA not applicable, IE included elsewhere, C confidential",
        "标注符号：NO 不发生，NE 未估算，NA 不适用，IE 列于他处，C 保密",
    ),
    "about_summary": (
        "Sectors by gas, totals, memo items, intensities, printed figures",
        "分领域分气体汇总、总量、信息项、强度、与公布数对照",
    ),
    "about_sector": (
        "Categories by gas, each record with its notation keys",
        "分类别分气体结果和逐条记录（含标注符号）",
    ),
    "about_memo": ("Items that are in no total", "不计入总量的信息项"),
    "about_approaches": ("CO2 of fuel combustion by both approaches, by fuel", "参考法与部门法燃料燃烧二氧化碳对照"),
    "about_standard_coal_sheet": (
        "Energy consumption by kind. Electricity taken in, and heat, are neither fossil nor non-fossil.",
        "分品种能源消费总量。净调入电力和热力不计入化石或非化石能源。",
    ),
    "about_approaches_sheet": (
        "CO2 of fossil fuel combustion, tonnes. The sectoral approach is shown before CO2 captured is taken off.",
        "化石燃料燃烧二氧化碳，吨。部门法为扣除捕集量之前的数值。",
    ),
    "about_captured_sheet": (
        "CO2 captured, by what becomes of it, tonnes: taken off where it was formed, or only shown and counted there.",
        "捕集的二氧化碳（按去向），吨：在产生处扣除的，以及仅列示、仍计入产生处的。",
    ),
    "purpose": ("Use", "去向"),
    "destination": ("Destination", "接收方"),
    "amount_of": ("Amount of", "数量含义"),
    "approach": ("Approach", "方法"),
    "fuel_group": ("Group of fuels", "燃料类别"),
    "fuel_name": ("Fuel", "燃料"),
    "energy_kind": ("Energy", "能源品种"),
    "standard_coal_t": ("Standard coal, t", "标准煤，吨"),
    "amount_listed": ("Tonnes", "吨"),
    "about_checks": (
        "Every total beside that of ghginv; warnings and notices",
        "各项合计与ghginv结果的逐项校核，警告和提示",
    ),
    "about_inputs": (
        "Every quantity as it was written, with source, file and line",
        "逐条原始填报数及来源、文件和行号",
    ),
    "about_factors": ("Every factor in use, with source and how it was found", "所用全部排放因子、来源及取用方式"),
    "about_constants": (
        "Potentials, constants and changes of unit, by the names used in formulas",
        "公式中引用的全球变暖潜势、常数和单位换算",
    ),
    # tables
    "code": ("Code", "代码"),
    "title": ("Title", "名称"),
    "record": ("Record", "记录"),
    "method": ("Method", "方法"),
    "gas": ("Gas", "气体"),
    "group": ("Group", "气体类别"),
    "mass_t": ("Mass, t", "排放量，吨"),
    "co2e_t": ("t CO2e", "吨二氧化碳当量"),
    "gwp": ("GWP", "GWP"),
    "key": ("Key", "标注"),
    "remark": ("Remark", "说明"),
    "place": ("File:line", "文件:行"),
    "by_category": ("Categories by gas, t CO2e", "分类别分气体排放量，吨二氧化碳当量"),
    "by_record": ("Records", "逐条记录"),
    "no_data": ("Nothing is reported in this sector.", "本领域无填报数据。"),
    "confidential": ("confidential: only its sum is shown", "保密，仅给出合计"),
    "included_in": ("included in", "列于"),
    "quantity": ("Quantity", "数据项"),
    "members": ("For", "适用"),
    "number": ("Number", "数值"),
    "unit": ("Unit", "单位"),
    "interval": ("95 % interval", "95 %区间"),
    "source": ("Source", "来源"),
    "assumed": ("Assumption", "假设"),
    "quality_grade": ("Quality", "质量"),
    "note": ("Note", "备注"),
    "keys": ("Keys", "属性"),
    "all_years": ("all", "各年"),
    "covered": ("Activity covered by the plant", "企业覆盖的活动水平"),
    "inputs_remark": (
        "Numbers as they were written, in their own units. Change a blue number and all sheets follow.",
        "数值和单位均按原始填报。修改蓝色数值，其他各表随之变化。",
    ),
    "factor_id": ("Factor", "因子标识"),
    "value": ("Value", "值"),
    "low": ("Low", "下限"),
    "high": ("High", "上限"),
    "interval_kind": ("Interval", "区间含义"),
    "checked": ("Checked", "核对情况"),
    "how_found": ("Found by", "取用方式"),
    "printed_95": ("printed 95 %", "原文95 %区间"),
    "printed_range": ("printed range", "原文范围"),
    "from_percent": ("from printed percent", "按原文百分数"),
    "sd": ("standard deviation", "标准差"),
    "judgement": ("judgement", "专家判断"),
    "none": ("", ""),
    "checked_primary": ("in the source itself", "已核对原文"),
    "checked_secondary": ("in a source that cites it", "二手来源"),
    "checked_unchecked": ("not checked", "未核对"),
    "is_fallback": ("fallback", "替代"),
    "factors_remark": ("Values in the units of their tables; calculation sheets change the unit where theirs differs.",
                       "数值按因子表原单位列出，计算表需要时换算单位。"),
    "name_in_formulas": ("Name in formulas", "公式中的名称"),
    "potentials": ("Global warming potentials, t CO2e per t", "全球变暖潜势，吨二氧化碳当量/吨"),
    "blends": ("Mass shares of blends", "混合制冷剂质量比例"),
    "constant_values": ("Constants", "常数"),
    "unit_changes": ("Changes of unit", "单位换算"),
    "from_unit": ("From", "由"),
    "to_unit": ("To", "换算为"),
    "tier": ("tier", "层级"),
    "formulas": ("Formulas", "计算公式"),
    "empirical": ("(regression on plain numbers)", "（经验公式，按数值计算）"),
    "term": ("Term of the sum", "求和项"),
    "same_all_years": ("the same in all years", "各年相同"),
    "table_by": ("By {}", "按{}"),
    "and": (", ", "、"),
    "constants_of_records": ("Records and what is the same in all years", "记录及各年相同的参数"),
    # summary
    "by_year_table": ("Overview", "总览"),
    "sector_by_gas": ("Sectors by gas, t CO2e", "分领域分气体排放量，吨二氧化碳当量"),
    "total_shown": ("Total, kt CO2e", "合计，万吨二氧化碳当量"),
    "series": ("Socio-economic data", "社会经济数据"),
    "population": ("Population", "常住人口"),
    "gdp": ("Gross domestic product", "地区生产总值"),
    "industrial_value_added": ("Industrial value added", "工业增加值"),
    "intensity": ("Intensity", "强度指标"),
    "printed_figures": ("Figures printed elsewhere, beside ours", "公布数与本清单对照"),
    "difference_percent": ("Difference, %", "差值，%"),
    "figure": ("Figure", "指标"),
    "co2e_with_lulucf": ("CO2e with LULUCF", "温室气体（含土地利用变化和林业）"),
    # checks
    "live": ("This workbook", "本工作簿"),
    "engine": ("ghginv", "ghginv"),
    "result": ("Result", "结论"),
    "what": ("Figure", "校核项"),
    "checks_remark": (
        "Each figure of this workbook beside the one that ghginv calculated. ERROR after a number was changed here "
        "only says that the workbook now holds other data; run ghginv again with the changed data.",
        "逐项比较本工作簿的公式结果与ghginv的计算结果。若在本工作簿中修改过数据，"
        "显示ERROR仅说明数据已与原清单不同，应以修改后的数据重新运行ghginv。",
    ),
    "problems": ("Warnings and notices of ghginv", "ghginv的警告和提示"),
    "level": ("Level", "级别"),
    "warning": ("warning", "警告"),
    "notice": ("notice", "提示"),
    "message": ("Message", "内容"),
    "all_gases": ("all gases", "全部气体"),
}  # fmt: skip


def word(key: str, language: Language) -> str:
    """The word for a key of the workbook or of all reports."""
    pair = _WORDS.get(key)
    return words.word(key, language) if pair is None else pair[language == "zh"]


def axis_labels(
    library: Library, method: Method, axis: str, members: Sequence[str], language: Language
) -> dict[str, str]:
    """A different name for each member of an axis, since formulas look rows up by it."""
    labels = {member: member_title(library, method, axis, member, language) for member in members}
    shared = Counter(label.casefold() for label in labels.values())
    return {
        member: label if shared[label.casefold()] == 1 else f"{label} ({member})" for member, label in labels.items()
    }
