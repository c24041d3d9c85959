"""Blank forms: what a user may fill in for each method, in both languages, written from the methods themselves.

`python -m ghginv.report.forms FOLDER` writes a file a sector.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ghginv.library import Library, load_library
from ghginv.model.base import LocalText
from ghginv.model.method import Method, Parameter
from ghginv.model.profile import Profile

#: Sectors that have a form: the folders of the methods -> how a form is headed.
SECTORS = {
    "energy": ("Energy", "能源活动"),
    "ippu": ("Industrial processes and product use", "工业生产过程和产品使用"),
    "agriculture": ("Agriculture", "农业"),
    "land": ("Land use and forestry", "土地利用变化和林业"),
    "waste": ("Waste", "废弃物处理"),
    "general": ("Any category", "任何类别"),
}
_HEAD = """\
# {en} {zh}: what may be filled in.
#
# Copy the lines of what occurs into a file of your activity_data folder, take the "# " away and fill in what you know.
# A quantity is a number with its unit, or a number a year: {{unit: 万吨, 2021: 3.1, 2022: 2.9}}. What carries
# "or default" may be left out. Where there is no number write a notation key with its reason: "NE: no survey yet".
# 把实际发生的条目复制到自己的 activity_data 文件中，去掉行首的“# ”再填写。
# 数量写数值和单位，或逐年给数；标有“or default”的可不填。没有数据时写注记符号和原因，例如 "NE: 尚未调查"。
"""
_SHOWN = 6
_COLUMN = 28


def form(library: Library, sector: str) -> str:
    """The text of one sector's form."""
    en, zh = SECTORS[sector]
    profiles = [library.profile(name) for name in library.profiles()]
    blocks = [
        "\n".join(_block(library, library.method(name), profiles))
        for name in library.methods()
        if library.files.methods[name].path.parent.name == sector and not _runs_itself(name, profiles)
    ]
    return _HEAD.format(en=en, zh=zh) + "\n" + "\n\n".join(blocks) + "\n"


def _runs_itself(name: str, profiles: list[Profile]) -> bool:
    return any(name in profile.automatic for profile in profiles)


def _block(library: Library, method: Method, profiles: list[Profile]) -> Iterator[str]:
    yield f"# ---- {_both(method.title)} " + "-" * 20
    using = [p.profile for p in profiles if any(method.name in names for names in p.methods.values())]
    chosen = f"default of {', '.join(using)}" if using else f"to be named: method: {method.name}"
    yield f"# {method.name}, tier {method.tier}; categories {', '.join(method.categories)}; {chosen}"
    yield _line("- category", method.categories[0], "")
    if not using:
        yield _line("  method", method.name, "")
    yield _line("  id", "", "a name of your own, if you like 自拟名称（可不填）")
    for name, key in method.keys.items():
        if key.kind not in ("vocabulary", "from_category") or key.vocabulary is None:
            continue
        vocabulary = library.vocabulary(key.vocabulary)
        members = [f"{member.en} {member.zh}" for member in vocabulary.members.values()]
        more = f", ... ({len(members)})" if len(members) > _SHOWN else ""
        implied = key.default is not None or key.from_region or key.from_category
        yield _line(f"  {name}", "", "; ".join(members[:_SHOWN]) + more + (" or default" if implied else ""))
    for name, parameter in method.parameters.items():
        if parameter.source == "activity":
            yield _line(f"  {name}", "", _quantity(method, parameter))
    factors = [name for name, p in method.parameters.items() if p.source == "table"]
    yield _line("  source", "", "where the figures are printed 数据来源; or 或 assumption: and its basis 及依据")
    if factors:
        yield f"#   # measured here, if known 如有实测值: {', '.join(factors)}"


def _quantity(method: Method, parameter: Parameter) -> str:
    units = [parameter.unit] if isinstance(parameter.unit, str) else list(parameter.unit.values())
    axes = [axis for axis in parameter.by if axis in method.axes]
    split = f", by {' and '.join(axes)}" if axes else ""
    default = "" if parameter.default is None else f" or default {parameter.default:g}"
    return f"{_both(parameter.title)} [{', '.join(units)}]{split}{default}"


def _both(text: LocalText) -> str:
    return f"{text.en} {text.zh}"


def _line(name: str, value: str, comment: str) -> str:
    written = f"# {name}: {value}".rstrip()
    return f"{written:<{_COLUMN}}  # {comment}" if comment else written


def main() -> None:
    """Writes the forms of all sectors."""
    library, folder = load_library(), Path(sys.argv[1])
    for sector in SECTORS:
        (folder / f"{sector}.yaml").write_text(form(library, sector), encoding="utf-8")


if __name__ == "__main__":
    main()
