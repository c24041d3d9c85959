"""The words of reports in two languages, and numbers as people read them."""

from __future__ import annotations

import re
from math import isclose, log10
from typing import Literal

Language = Literal["en", "zh"]

_WORDS: dict[str, tuple[str, str]] = {
    "colon": (": ", "："),
    "comma": (", ", "、"),
    "semicolon": ("; ", "；"),
    "sector": ("Sector", "领域"),
    "category": ("Category", "类别"),
    "total": ("Total", "合计"),
    "energy": ("1 Energy", "能源活动"),
    "ippu": ("2 Industrial processes and product use", "工业生产过程"),
    "agriculture": ("3.A, 3.C Agriculture", "农业"),
    "lulucf": ("3.B, 3.D Land use and forestry (LULUCF)", "土地利用变化和林业"),
    "waste": ("4 Waste", "废弃物处理"),
    "other": ("5 Other", "其他"),
    "total_without_lulucf": ("Total without LULUCF", "总量（不含土地利用变化和林业）"),
    "total_with_lulucf": ("Total with LULUCF", "总量（含土地利用变化和林业）"),
    "memo": ("Memo items, in no total", "信息项（不计入总量）"),
    "biomass_co2": ("CO2 of biomass", "生物质燃烧 CO2"),
    "international_bunkers": ("International bunkers", "国际燃料舱"),
    "multilateral_operations": ("Multilateral operations", "多边行动"),
    "purchased_electricity": ("Net imported electricity", "电力净调入"),
    "purchased_heat": ("Net imported heat", "热力净调入"),
    "scope_2_electricity": ("Grid electricity used (scope 2)", "用电间接排放（范围二）"),
    "scope_2_heat": ("Heat from networks used (scope 2)", "用热间接排放（范围二）"),
    "co2_captured": ("CO2 captured", "捕集的 CO2"),
    "captured_by_purpose": ("CO2 captured, {}", "捕集的二氧化碳，{}"),
    "captured": ("captured", "捕集量"),
    "taken_off": ("taken off", "已扣除"),
    "only_shown": ("only shown", "仅列示"),
    "offsets": ("Offsets", "抵消"),
    "coal_equivalent": ("CO2 by standard coal", "按标准煤计算的 CO2"),
    "reference_approach": ("Reference approach", "参考法"),
    "potential_emissions": ("Potential emissions of HFCs, PFCs and SF6", "HFCs、PFCs 和 SF6 潜在排放"),
    "reference_and_sectoral": ("CO2 of fossil fuel, {}", "化石燃料燃烧二氧化碳，{}"),
    "reference": ("reference approach", "参考法"),
    "sectoral": ("sectoral approach", "部门法"),
    "all_fuels": ("All fuels", "合计"),
    "explanation": ("Explanation", "差异说明"),
    "energy_consumption": ("Energy consumption, {}", "能源消费总量，{}"),
    "standard_coal": ("standard coal", "标准煤"),
    "coal": ("Coal", "煤炭"),
    "oil": ("Oil", "石油"),
    "gas_energy": ("Natural gas", "天然气"),
    "other_energy": ("Other fossil fuel", "其他化石燃料"),
    "biomass": ("Biomass", "生物质"),
    "primary_electricity": ("Primary electricity (water, wind, sun, nuclear)", "一次电力（水电、风电、光伏、核电）"),
    "net_electricity": ("Net electricity taken in", "净调入电力"),
    "heat_and_other": ("Heat and other energy", "热力和其他能源"),
    "fossil": ("Fossil", "化石能源"),
    "non_fossil": ("Non-fossil", "非化石能源"),
    "as_raw_material": ("of it used as raw material", "其中用作原料、材料"),
    "unit_on_screen": ("kt CO2e", "万吨二氧化碳当量"),
    "inventory_of": ("{}: greenhouse gas inventory {}", "{} {}年温室气体清单"),
    "in_unit": ("in {}", "单位：{}"),
    "change_from": ("from {}", "较{}年"),
    "across": ("Direct and indirect", "直接排放与间接排放"),
    "direct_without_lulucf": ("Direct: all gases, without LULUCF", "直接：全部温室气体，不含土地利用变化和林业"),
    "direct_with_lulucf": ("Direct: all gases, with LULUCF", "直接：全部温室气体，含土地利用变化和林业"),
    "energy_co2": ("Direct: CO2 of the energy sector", "直接：能源活动二氧化碳"),
    "indirect_co2": ("Indirect: CO2 of net imported electricity and heat", "间接：净调入电力和热力二氧化碳"),
    "energy_co2_and_indirect": (
        "Energy CO2, direct + indirect (as plans and intensity targets count)",
        "能源活动二氧化碳，直接＋间接（规划和强度考核口径）",
    ),
    "energy_co2_and_indirect_short": ("energy CO2 + indirect", "能源二氧化碳（含间接）"),
    "about_across": (
        "Direct: emitted in the region. Indirect: emitted elsewhere for the electricity and heat taken in, less those "
        "sent out; in no total of the inventory. The last row is the sum of the two above it: CO2 of energy only, "
        "without industrial processes, other gases and land.",
        "直接排放发生在本地区；间接排放为净调入电力和热力在区外产生的二氧化碳，不计入清单总量。末行为其上两行之和，"
        "仅含能源活动和净调入的二氧化碳，不含工业生产过程、其他温室气体和土地利用。",
    ),
    "share_of_total": ("share", "占比"),
    "count": ("number", "数量"),
    "unit": ("unit", "单位"),
    "per_capita_t": ("per person, t", "人均，吨/人"),
    "per_gdp_t_per_10k_cny": ("per GDP, t/10,000 CNY", "单位地区生产总值，吨/万元"),
    "per_industrial_value_added_t_per_10k_cny": (
        "per industrial value added, t/10,000 CNY",
        "单位工业增加值，吨/万元",
    ),
    "intensities": ("Intensities, without LULUCF", "强度（不含土地利用变化和林业）"),
    "reported": ("Printed elsewhere, beside ours", "已公布数与本清单对照"),
    "printed": ("printed", "公布数"),
    "ours": ("ours", "本清单"),
    "difference": ("difference", "差值"),
    "from_printed": ("from the printed total", "按公布数计算"),
    "quality": ("What the figures rest on", "数据质量"),
    "assumption": ("assumptions, records", "假设（记录数）"),
    "unchecked": ("factors that nobody checked", "未经核对的因子"),
    "secondary": ("factors from a secondary source", "二手来源的因子"),
    "fallback": ("fallbacks in a declared order", "按声明次序的替代因子"),
    "default": ("defaults of methods", "方法默认值"),
    "share": ("share of emissions", "占排放量"),
    "completeness": ("Completeness", "完整性"),
    "estimated": ("estimated", "已估算"),
    "NO": ("not occurring", "不发生"),
    "NE": ("not estimated", "未估算"),
    "NA": ("not applicable", "不适用"),
    "IE": ("included elsewhere", "列于他处"),
    "C": ("confidential", "保密"),
    "incomplete": ("a part is not estimated (NE)", "含未估算（NE）的部分"),
    "by_year": ("By year", "历年"),
    "year": ("Year", "年份"),
    "co2e": ("CO2e", "温室气体"),
    "co2": ("CO2", "二氧化碳"),
    "reason_of": ("why {}", "{} 差异原因"),
    "differs_from": ("What {} does otherwise than {}:", "{} 与 {} 的差异："),
    "by_method": ("method", "方法"),
    "by_factor": ("factor", "因子"),
    "by_link": ("taken from another method", "上游数值"),
    "by_scope": ("not in both", "仅一方有"),
    "several_values": ("{} values, {} to {}", "{}个值，{}至{}"),
    "price_basis": ("prices", "价格口径"),
}


def word(key: str, language: Language) -> str:
    """The word for a key; the key itself where it is a name, such as a gas."""
    pair = _WORDS.get(key)
    return key if pair is None else pair[language == "zh"]


#: Units of figures that others printed, as each language writes them.
_UNITS: dict[str, tuple[str, str]] = {
    "吨": ("t", "吨"), "t": ("t", "吨"), "万吨": ("10,000 t", "万吨"), "kt": ("kt", "千吨"), "千吨": ("kt", "千吨"),
    "Mt": ("Mt", "百万吨"), "百万吨": ("Mt", "百万吨"), "kg": ("kg", "千克"), "千克": ("kg", "千克"),
    "人": ("person", "人"), "person": ("person", "人"), "万元": ("10,000 CNY", "万元"), "元": ("CNY", "元"),
    "CNY": ("CNY", "元"), "亿元": ("100 million CNY", "亿元"),
}  # fmt: skip
_CURRENT_PRICES = ("current prices", "current price", "当年价", "当年价格", "现价")
_CONSTANT_PRICES = re.compile(
    r"(?:constant prices? of )?(\d{4})\s*(?:constant prices?|prices?|年?(?:不变|可比)?价格?)?", re.I
)


def unit_text(unit: str, language: Language) -> str:
    """A unit such as 吨/万元 or t/person in a language; parts that are not known stay as they are."""
    parts = [part.strip() for part in unit.split("/")]
    return "/".join(_UNITS.get(part, (part, part))[language == "zh"] for part in parts)


def price_basis(text: str, language: Language) -> str:
    """What a user writes of prices, in a language where it is current prices or those of a year; else as written."""
    if text.strip().casefold() in _CURRENT_PRICES:
        return ("current prices", "当年价")[language == "zh"]
    found = _CONSTANT_PRICES.fullmatch(text.strip())
    return text if found is None else (f"constant prices of {found[1]}", f"{found[1]}年不变价")[language == "zh"]


#: Tonnes in the unit that totals are shown in.
SHOWN_UNIT: dict[Language, float] = {"en": 1e3, "zh": 1e4}


def amount(tonnes: float, language: Language) -> str:
    """Tonnes of CO2e as shown in tables: kilotonnes in English, 万吨 in Chinese, small amounts with more digits."""
    shown = tonnes / SHOWN_UNIT[language]
    if shown and abs(shown) < 0.01:
        return f"{shown:.2g}"
    return f"{shown:,.2f}"


def percent(share: float) -> str:
    """A share as a percentage; a small one is never shown as zero."""
    return "<0.1 %" if 0 < share < 0.001 else f"{100 * share:.1f} %"


#: Significant digits of numbers that go into a calculation and of what it gives: with four more in what goes in, the
#: numbers that are shown give the result that is shown, also where they are nearly equal and their difference counts.
_DIGITS_IN, _DIGITS_OUT = 12, 8


def number(value: float) -> str:
    """A number that goes into a calculation."""
    return _plain(f"{value:.{_DIGITS_IN}g}")


def with_unit(amount: str, unit: str) -> str:
    """A number with its unit; without one where that is one."""
    return amount if unit in ("1", "") else f"{amount} {unit}"


def result(value: float, grouped: bool = False) -> str:
    """What a calculation gives. grouped: with commas between thousands."""
    return _plain(f"{value:{',' if grouped else ''}.{_DIGITS_OUT}g}")


def power_of_ten(factor: float) -> str:
    """A change of unit: `10^-3` where it is a power of ten."""
    exponent = round(log10(factor)) if factor > 0 else 0
    return f"10^{exponent}" if isclose(factor, 10.0**exponent, rel_tol=1e-12) else f"{factor:.12g}"


def _plain(shown: str) -> str:
    mantissa, e, exponent = shown.partition("e")
    return f"{mantissa}e{int(exponent)}" if e else shown
