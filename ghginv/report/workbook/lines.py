"""What the sheets of sectors list: a line for each record, gas and year, and for each notation key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from ghginv.engine.results import Emission, Row
from ghginv.engine.totals import GASES
from ghginv.model.activity import Statement
from ghginv.report.workbook import addresses
from ghginv.report.workbook.context import Context
from ghginv.report.workbook.tables import Placed

#: Columns of the list.
CODE, TITLE, RECORD, GAS, GROUP, YEAR, MASS, GWP, CO2E, KEY, REMARK, PLACE, METHOD = range(13)
LIST_COLUMNS = 13


@dataclass(frozen=True, slots=True)
class Line:
    """One line. formula: the mass in tonnes; potential: the name of the GWP's cell.

    mass and co2e are None where nothing was estimated; only mass is None where it is confidential. years, groups: those
    that a notation key stands for, of which there may be several; no groups are all gases.
    """

    category: str
    record: str
    method: str
    gas: str
    groups: tuple[str, ...]
    years: tuple[int, ...]
    memo: str
    key: str
    remark: str
    place: str
    is_assumption: bool = False
    formula: str = ""
    mass: float | None = None
    potential: str = ""
    gwp: float = 0.0
    co2e: float | None = None


def lines_by_sector(context: Context, placed: Mapping[int, Placed]) -> dict[str, list[Line]]:
    """The lines of each sector, by category in the order of the tree, then by record, gas and year.

    placed: the blocks on the calculation sheets, by the identity of what was calculated.
    """
    library = context.library
    order = {code: position for position, code in enumerate(library.categories.codes())}
    records = {(r.id, r.method): position for position, r in enumerate(context.inventory.records)}
    found: list[tuple[tuple[int, ...], Line]] = []
    hidden: dict[tuple[str, str, str, str, int], list[float]] = {}
    for number, row in enumerate(context.results.rows()):
        if row.record is None or row.emission is None:
            continue
        if row.record.confidential:
            key = (row.category, row.gas, row.emission.group, row.memo, row.year)
            hidden.setdefault(key, []).extend([] if row.co2e is None else [row.co2e])
        else:
            rank = (order[row.category], records[row.record.id, row.record.method], number)
            found.append((rank, _line(context, placed, row)))
    for number, ((category, gas, group, memo, year), values) in enumerate(hidden.items()):
        remark = context.word("confidential")
        co2e = fsum(values) if values else None
        line = Line(category, "C", "", gas, (group,), (year,), memo, "C", remark, "", co2e=co2e)
        found.append(((order[category], len(records), number), line))
    for number, statement in enumerate(context.inventory.statements):
        found.append(((order[statement.category], len(records) + 1, number), _statement(context, statement)))
    by_sector: dict[str, list[Line]] = {}
    for _, line in sorted(found, key=lambda item: item[0]):
        by_sector.setdefault(library.categories.sector(line.category), []).append(line)
    return by_sector


def _line(context: Context, placed: Mapping[int, Placed], row: Row) -> Line:
    emission, record = row.emission, row.record
    assert emission is not None
    assert record is not None
    method = emission.calculated.planned.method.title.text(context.language)
    place = f"{record.place.file}:{record.place.line}"
    block = placed[id(emission.calculated)]
    formula = "" if row.mass is None else mass_formula(context, block, emission, row.position[1], row.year)
    potential = "" if row.mass is None else context.constants.potential(emission)
    return Line(
        row.category, record.id, method, row.gas, (emission.group,), (row.year,), row.memo, row.notation, "", place,
        bool(record.assumption), formula, row.mass, potential, emission.gwp, row.co2e,
    )  # fmt: skip


def mass_formula(context: Context, block: Placed, emission: Emission, record: int, year: int) -> str:
    """The mass of a gas in tonnes: the cell of the step, its change of unit, the gas's share of a blend.

    record: its position in the block.
    """
    table = block.table_of[emission.step]
    members = dict(zip(block.block.axes, emission.member, strict=True))
    at = table.row(block.position[record], members, block.block.years.index(year))
    cell = f"{block.prefix}{addresses.fixed(at, table.columns[emission.step])}"
    formula = f"={cell}{context.constants.times(block.block.program.units[emission.step], 't')}"
    if emission.share != 1.0:
        formula += f"*{context.constants.share(_blend(context, block, emission), emission.gas)}"
    return formula


def _blend(context: Context, block: Placed, emission: Emission) -> str:
    """The blend that an emission is a part of: the gas that an output of the step names."""
    labels = (emission.names.get(o.gas, o.gas) for o in block.method.emissions if o.value == emission.step)
    return next(label for label in labels if emission.gas in (context.library.blend(label) or {}))


def _statement(context: Context, statement: Statement) -> Line:
    """A notation key."""
    remark = statement.reason
    if statement.included_in:
        remark = "; ".join(filter(None, (remark, f"{context.word('included_in')} {statement.included_in}")))
    groups = (gas if gas in GASES else context.library.gas(gas).group for gas in statement.gases)
    place = f"{statement.place.file}:{statement.place.line}"
    return Line(
        statement.category, "", "", ", ".join(statement.gases), tuple(dict.fromkeys(groups)),
        statement.years or context.inventory.years, "", statement.key, remark, place,
    )  # fmt: skip
