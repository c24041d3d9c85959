"""The words of the handbook in two languages."""

from __future__ import annotations

from ghginv.report.words import Language, word

_WORDS: dict[str, tuple[str, str]] = {
    "comma": (", ", "、"),
    "semicolon": ("; ", "；"),
    "or": ("{} or {}", "{}或{}"),
    "in_brackets": ("{} ({})", "{}（{}）"),
    "any_other": ("any other", "其他"),
    # ---- methods
    "methods": ("Methods", "方法"),
    "method": ("Method", "方法"),
    "title": ("Title", "名称"),
    "tier": ("Tier", "层级"),
    "categories": ("Categories", "类别"),
    "gases": ("Gases", "气体"),
    "file": ("File", "文件"),
    "guidelines": ("Guideline", "指南"),
    "default_of": ("Default in", "默认采用"),
    "on_request": ("only where a record asks for it", "仅在记录指明时使用"),
    "runs_itself": ("runs by itself where a method that feeds it has records", "上游方法有记录时自动运行"),
    "reference": ("Reference", "依据"),
    "note": ("Note", "说明"),
    "keys": ("What a record says", "记录须说明"),
    "key": ("Key", "属性"),
    "values": ("Values", "取值"),
    "from": ("From", "来源"),
    "list": ("list", "列表"),
    "numbers": ("Quantities and factors", "活动水平和因子"),
    "symbol": ("Symbol", "符号"),
    "name": ("Name", "字段"),
    "meaning": ("Meaning", "含义"),
    "unit": ("Unit", "单位"),
    "formulas": ("Formulas", "公式"),
    "empirical": ("regression: numbers in the units given", "经验公式：按所列单位的数值计算"),
    "before_first": ("{} before the first year: {}", "首年之前 {} 取 {}"),
    "where": ("Where {}", "{}"),
    "reported": ("What is reported", "报告内容"),
    "checks": ("What is checked", "校验"),
    "condition": ("Must hold", "条件"),
    "level": ("Level", "级别"),
    "if_not": ("If not", "不满足时"),
    "error": ("error", "错误"),
    "warning": ("warning", "警告"),
    "tables": ("Factor tables", "因子表"),
    "table": ("Table", "因子表"),
    "set": ("Set", "因子集"),
    "rows": ("Rows", "行数"),
    "any_gas": ("as given", "按填报"),
    # origins of keys
    "given": ("the record", "记录"),
    "default": ("the record; {} if not said", "记录，缺省为“{}”"),
    "default_any": ("the record, if known", "记录（可不填）"),
    "region": ("the record or the region", "记录或地区属性"),
    "region_default": ("the record or the region, if known", "记录或地区属性（可缺）"),
    "category": ("the category, or the record", "类别或记录"),
    "attribute": ("follows from: {}", "由{}得出"),
    "unit_of": ("the unit of: {}", "“{}”的单位"),
    "members": ("always all", "全部"),
    "given_in": ("those given in: {}", "“{}”所填"),
    "from_table": ("those of table {}", "因子表 {} 中的全部"),
    # origins of numbers
    "activity": ("activity data", "活动数据"),
    "or_default": ("{}; {} if not given", "{}，未填时取 {}"),
    "by": ("{}, by {}", "{}，按{}"),
    "link": ("linked from {}", "取自 {}"),
    "reported_plants": ("plants that cover part of it", "已单独报告的企业"),
    # rules of outputs
    "memo_item": ("memo item {}", "信息项“{}”"),
    "origin": ("{}", "{}"),
    "fossil": ("fossil", "化石源"),
    "biogenic": ("biogenic", "生物源"),
    "category_by": ("category by {}", "类别由{}决定"),
    "category_is": ("in category {}", "列入类别 {}"),
    # ---- sectors
    "energy_sector": ("Energy", "能源活动"),
    "ippu_sector": ("Industrial processes and product use", "工业生产过程和产品使用"),
    "agriculture_sector": ("Agriculture", "农业"),
    "land_sector": ("Land use and forestry", "土地利用变化和林业"),
    "waste_sector": ("Waste", "废弃物处理"),
    "general_sector": ("Any category", "任何类别"),
    "local_sector": ("Your own", "自备"),
    # ---- factors
    "value": ("Value", "数值"),
    "range": ("Range", "范围"),
    "source": ("Source", "来源"),
    "checked": ("Checked", "核对"),
    "used_by": ("Used by", "用于"),
    "interval": ("the range is {}", "范围为{}"),
    "values_of": ("{} values", "{} 个取值"),
    "lookup": ("looked up in this order", "取用次序"),
    "any_cell": ("any", "任意"),
    "year_same": ("the same year", "当年"),
    "year_next": ("the next year there is", "其后最近一年"),
    "year_previous": ("the last year before", "此前最近一年"),
    "year_any": ("the latest year", "最新一年"),
    "not_used": ("no method", "无方法使用"),
    "rows_of": ("{} rows", "{} 行"),
    "row_of": ("1 row", "1 行"),
    "footnotes": ("Sources and notes", "来源和说明"),
    "printed_95": ("the printed 95 % interval", "原文给出的 95% 置信区间"),
    "printed_range": ("the printed range", "原文给出的范围"),
    "from_percent": ("from a printed percentage", "按原文给出的百分比换算"),
    "sd": ("one standard deviation", "一个标准差"),
    "judgement": ("a judgement", "专家判断"),
    "mark_primary": ("primary", "原文"),
    "mark_secondary": ("secondary", "二手"),
    "mark_unchecked": ("unchecked", "未核"),
    # ---- pages
    "stop": (".", "。"),
    "index_head": (
        "Every way of calculating that the library has, written from its data. A formula stands once, as text, in the "
        "file of its method; engine, workbook, `explain` and these pages all come from it. Factors of ten in a formula "
        "are changes of unit.",
        "本库的全部计算方法，由数据生成。每个公式只在方法文件中写一次，"
        "计算、工作簿、`explain` 和这些页面都出自同一公式。"
        "公式中十的幂为单位换算。",
    ),
    "other_ways": (
        "`ghginv methods` and `ghginv factors` look up the same on the command line. The equations of the guidelines "
        "and where each is found: [equations](../equations.md).",
        "命令行可用 `ghginv methods` 和 `ghginv factors` 查询同样的内容。各指南公式的实现情况见"
        "[公式登记表](../equations.zh-CN.md)。",
    ),
    "cases": ("Worked cases", "算例"),
    "case": ("Case", "算例"),
    "answers": ("Answers", "答案"),
    "and_more": ("and {} more", "另有 {} 项"),
    "independent": ("independent", "独立来源"),
    "hand arithmetic": ("hand arithmetic", "手工验算"),
    "self-consistency": ("self-consistency", "自洽性检验"),
    "equations": ("Equations", "公式登记表"),
    "equation": ("Equation", "公式"),
    "register_head": (
        "Every numbered equation of the guidelines with the method that calculates it and the worked cases that show "
        "it, or why no method has it. Written from `ghginv/catalogue/equations/` and the references of the methods.",
        "各指南的全部编号公式：由哪个方法实现、有哪些算例，或为何没有方法实现。由 `ghginv/catalogue/equations/` "
        "和各方法的依据生成。",
    ),
    "volume": ("{}, Volume {}: {}", "{} 第{}卷：{}"),
    "done_of": (
        "Of {} equations {} are calculated by a method and {} say why not.",
        "共 {} 个公式，{} 个由方法实现，{} 个说明了未实现的原因。",
    ),
    "nowhere": ("**not yet**", "**尚未实现**"),
    "unchanged": ("as equation {} of 2006", "同2006年指南公式 {}"),
    "what_of_it": ("Implemented by", "实现情况"),
}


def say(key: str, language: Language) -> str:
    """The words for a key; those of other reports where the handbook has none of its own."""
    pair = _WORDS.get(key)
    return word(key, language) if pair is None else pair[language == "zh"]
