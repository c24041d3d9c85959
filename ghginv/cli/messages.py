"""The sentences of the command line that are no problem of the data."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "zh"]

_MESSAGES = {
    "no_folder": ("There is no folder {folder}.", "没有文件夹 {folder}。"),
    "not_a_folder": (
        "{folder} is a file. Give the folder that holds inventory.yaml.",
        "{folder} 是文件。请给出存放 inventory.yaml 的文件夹。",
    ),
    "nothing": (
        "{folder} has no activity data: nothing can be calculated.",
        "{folder} 没有活动水平数据，没有可计算的内容。",
    ),
    "by_guideline": (
        "By {guideline}, in place of the guideline of the folder:",
        "以 {guideline} 代替清单自身的指南计算：",
    ),
    "not_written": ("{file} cannot be written: {reason}.", "无法写入 {file}：{reason}。"),
    "written": ("Written to {folder}", "结果已写入 {folder}"),
    "no_such_year": ("{year} is not a year of this inventory: {years}.", "{year} 不是本清单的年份：{years}。"),
    "no_such_category": ("'{text}' is not a category.", "“{text}”不是类别代码。"),
    "no_such_gas": ("'{text}' is not a gas.", "“{text}”不是气体。"),
    "no_such_guideline": ("'{text}' is not a guideline: {known}.", "“{text}”不是指南方案：{known}。"),
    "no_such_method": ("No method meets this.", "没有符合条件的方法。"),
    "no_such_table": ("No factor table is called '{text}'.", "没有名为“{text}”的因子表。"),
    "no_such_key": ("The table {table} has no key '{text}': {known}.", "表 {table} 没有属性“{text}”：{known}。"),
    "no_such_member": ("'{text}' is no {name}.", "“{text}”不是“{name}”的取值。"),
    "no_such_row": ("No factor meets this.", "没有符合条件的因子。"),
    "did_you_mean": ("Did you mean {text}?", "是不是“{text}”？"),
    "no_figure": (
        "This inventory says nothing about {category} {gas} in {year}. It has: {known}.",
        "本清单没有 {category} {gas} {year} 年的内容。已有类别：{known}。",
    ),
    "hidden_one": ("1 notice more: -v shows it.", "另有 1 个提示，用 -v 显示。"),
    "hidden": ("{count} notices more: -v shows them.", "另有 {count} 个提示，用 -v 显示。"),
}


def message(key: str, language: Language, **values: object) -> str:
    """One sentence."""
    return _MESSAGES[key][language == "zh"].format_map(values)
