"""`ghginv factors [TABLE] [KEY=VALUE ...]`: the factor tables of the library, and their rows."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import click

from ghginv.cli import console
from ghginv.cli.lookup import refuse
from ghginv.cli.messages import Language
from ghginv.cli.options import Options, common_options

if TYPE_CHECKING:
    from ghginv.report.handbook.factors import Factors


@click.command()
@click.argument("terms", metavar="[TABLE] [KEY=VALUE]...", nargs=-1)
@click.option("--search", metavar="TEXT", default="", help="Rows with TEXT in their keys or notes.  按文字查找")
@click.option("--set", "only", metavar="SET", default="", help="Only this set: ipcc-2006, cn-2011.  因子集")
@common_options
def factors(terms: tuple[str, ...], search: str, only: str, options: Options) -> None:
    """Lists the factor tables, or shows the rows of TABLE, of all tables if KEY=VALUE or --search pick some.

    A key and its value may be written in English or Chinese: energy/combustion fuel=原煤.

    列出因子表，或显示一张表的各行：数值、范围、单位、来源和核对程度。属性和取值可用中文或英文。
    """
    from ghginv.library import load_library
    from ghginv.report.handbook import screen
    from ghginv.report.handbook.factors import Factors

    language = options.lang or "en"
    found = Factors(load_library(), language)
    conditions = [term for term in terms if "=" in term]
    text = " ".join(term for term in terms if "=" not in term)
    table = found.named(text) if text else None
    tables = [table] if table else found.matching(text)
    if not tables:
        raise refuse("no_such_table", text, found.library.table_ids(), language, "TABLE")
    wants_rows = bool(table or conditions or search)
    sets = (
        [
            found.sets(one, filters, search, only)
            for one, filters in _filters(found, tables, conditions, language).items()
        ]
        if wants_rows
        else [found.heads(one, only) for one in tables]
    )
    sets = [some for some in sets if some]
    if not sets:
        raise refuse("no_such_row", text, (), language, "KEY=VALUE")
    if options.format == "json":
        data = {"tables": [one.as_data(wants_rows) for some in sets for one in some]}
        console.out_json(json.dumps(data, ensure_ascii=False, indent=2))
    elif wants_rows:
        width = shutil.get_terminal_size().columns if console.is_terminal(sys.stdout) else None
        shown = [one for some in sets for one in some]
        console.out(screen.factor_rows(shown, language, width, bool(options.verbose)))
    else:
        console.out(screen.table_list(sets, language))


def _filters(found: Factors, tables: list[str], conditions: list[str], language: Language) -> dict[str, dict[str, str]]:
    """For each table that has all the keys the ids of the members that are wanted."""
    filters: dict[str, dict[str, str]] = {table: {} for table in tables}
    for condition in conditions:
        name, _, value = (part.strip() for part in condition.partition("="))
        known: dict[str, None] = {}
        members: list[str] = []
        has_key = is_member = False
        for table in tables:
            key = found.key(table, name)
            known |= dict.fromkeys(found.keys(table))
            member = found.member(table, key, value) if key else None
            has_key = has_key or key is not None
            is_member = is_member or member is not None
            if key is None or member is None:
                filters.pop(table, None)
                members += found.choices(table, key).names() if key and not members else []
            elif table in filters:
                filters[table][key] = member
        if not has_key:
            known_keys = ", ".join(known) or "-"
            raise refuse("no_such_key", name, known, language, "KEY=VALUE", table=tables[0], known=known_keys)
        if not is_member:
            raise refuse("no_such_member", value, members, language, "KEY=VALUE", name=name)
    return filters
