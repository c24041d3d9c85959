"""`ghginv methods [TEXT]`: the methods of the library, and one of them in full."""

from __future__ import annotations

import json

import click

from ghginv.cli import console
from ghginv.cli.options import Options, common_options

_SECTORS = ["energy", "ippu", "agriculture", "land", "waste", "general"]


@click.command()
@click.argument("words", metavar="[METHOD | TEXT]", nargs=-1)
@click.option("--sector", type=click.Choice(_SECTORS), help="A folder of methods.  领域")
@click.option("--category", help="A category and those below it: 1.A.1, 1A1.  类别")
@click.option("--gas", help="A gas or group: CO2, HFC-134a, HFCs.  气体")
@click.option("--tier", type=click.IntRange(1, 3), help="1, 2 or 3.  层级")
@click.option("--guideline", help="A profile that takes the method by itself: ipcc-2006.  指南")
@common_options
def methods(
    words: tuple[str, ...],
    sector: str | None,
    category: str | None,
    gas: str | None,
    tier: int | None,
    guideline: str | None,
    options: Options,
) -> None:
    """Lists the methods, those with TEXT in name, title, note or categories if it is given; or shows METHOD in full.

    列出方法（可按名称、类别等文字查找），或完整显示一个方法：参数、单位、公式、因子表和依据。
    """
    from ghginv.cli.lookup import category_of, gas_of, guideline_of, refuse
    from ghginv.library import load_library
    from ghginv.report.handbook import screen
    from ghginv.report.handbook.find import Wanted, find, named
    from ghginv.report.handbook.method import describe, head

    library, language = load_library(), options.lang or "en"
    text = " ".join(words)
    filters = (sector, category, gas, tier, guideline)
    if text and not any(filters) and (name := named(library, text)):
        info = describe(library, name, language)
        if options.format == "json":
            console.out_json(json.dumps(info.as_data(), ensure_ascii=False, indent=2))
        else:
            console.out(screen.method_text(library, info, language, bool(options.verbose)))
        return
    wanted = Wanted(
        text, sector or "", category_of(library, category, language), gas_of(library, gas, language), tier,
        guideline_of(library, guideline, language),
    )  # fmt: skip
    found = find(library, wanted)
    if not found:
        raise refuse("no_such_method", text, library.methods() if text else (), language, "TEXT")
    heads = [head(library, name, language) for name in found]
    if options.format == "json":
        data = {"methods": [one.as_data() for one in heads]}
        console.out_json(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        console.out(screen.method_list(heads, language))
