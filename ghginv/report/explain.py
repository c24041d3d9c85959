"""One figure, down to the files and tables that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import fsum

from ghginv.engine.results import Emission, Row
from ghginv.engine.summary import Summary
from ghginv.engine.totals import GASES
from ghginv.library.gases import BLEND_TABLE
from ghginv.library.tables import Table, factor_id
from ghginv.model.activity import Record
from ghginv.model.factor import ANY
from ghginv.report.names import key_title, member_title, reference_text, reference_texts
from ghginv.report.trace import Trace
from ghginv.report.traced import Input, Step, Value
from ghginv.report.words import Language


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one record's emission of one gas came about.

    keys: names of what the record says about itself. automatic: whether it takes all its numbers from other records.
    mass, co2e: tonnes; None if not estimated or withheld. share_of_total: of the total with LULUCF for its
    categories and without it for the others; None for memo items. gwp: with the row of the set that it stands in.
    blend, share: the mass share of the gas in the blend that the method calculates, None without a blend.
    gaps: formulas that an earlier year is missing for.
    """

    category: str
    title: str
    year: int
    gas: str
    record: str
    place: str
    keys: Mapping[str, str]
    members: Mapping[str, str]
    method: str
    method_title: str
    method_place: str
    tier: int
    references: tuple[str, ...]
    source: str
    assumption: str
    note: str
    automatic: bool
    memo: str
    notation: str
    mass: float | None
    co2e: float | None
    share_of_total: float | None
    lulucf: bool
    gwp_set: str
    gwp: Value
    blend: str
    share: Value | None
    steps: Sequence[Step]
    inputs: Sequence[Input]
    gaps: Sequence[str]


@dataclass(frozen=True, slots=True)
class Stated:
    """A notation key in place of a figure."""

    category: str
    title: str
    gas: str
    notation: str
    reason: str
    included_in: str
    place: str


@dataclass(frozen=True, slots=True)
class Sum:
    """All records of a gas and memo item. mass, co2e: tonnes; None if one of them is withheld."""

    gas: str
    memo: str
    records: int
    not_estimated: int
    mass: float | None
    co2e: float | None


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything about a category in a year."""

    category: str
    title: str
    year: int
    explanations: tuple[Explanation, ...]
    stated: tuple[Stated, ...]
    sums: tuple[Sum, ...]

    def as_data(self) -> dict[str, object]:
        """For programs."""
        return asdict(self)


def explain(summary: Summary, category: str, gas: str | None, year: int, language: Language) -> Explained:
    """Every record of a category (those below it included) that emits a gas (a species or a group)."""
    inventory = summary.results.inventory
    order = {(record.id, record.method): index for index, record in enumerate(inventory.records)}
    group = None if gas is None else gas if gas in GASES else inventory.library.gas(gas).group
    rows: list[tuple[int, Row, Emission, Record]] = []
    stated = []
    for row in summary.results.rows():
        inside = _inside(row.category, category)
        if row.year != year:
            continue
        if row.record is None or row.emission is None:
            if (inside or _inside(category, row.category)) and (group is None or row.gas in ("", gas, group)):
                stated.append(_stated(summary, row, language))
        elif inside and gas in (None, row.gas, row.emission.group):
            rows.append((order[row.record.id, row.record.method], row, row.emission, row.record))
    rows.sort(key=lambda item: item[0])  # records as in the files, the gases of each together
    explanations = tuple(_explain(summary, row, emission, record, language) for _, row, emission, record in rows)
    title = inventory.library.categories.title(category, language, inventory.guideline)
    return Explained(category, title, year, explanations, tuple(stated), tuple(_sums(explanations)))


def _inside(category: str, outer: str) -> bool:
    return category == outer or category.startswith(f"{outer}.")


def _stated(summary: Summary, row: Row, language: Language) -> Stated:
    inventory, statement = summary.results.inventory, row.statement
    assert statement is not None
    title = inventory.library.categories.title(row.category, language, inventory.guideline)
    place = f"{statement.place.file}:{statement.place.line}"
    return Stated(row.category, title, row.gas, row.notation, statement.reason, statement.included_in, place)


def _explain(summary: Summary, row: Row, emission: Emission, record: Record, language: Language) -> Explanation:
    results, method = summary.results, emission.calculated.planned.method
    inventory, library = results.inventory, results.inventory.library
    trace = Trace(results, row, emission, language)
    withheld, place = row.notation == "C", method.place()
    automatic = not record.amounts and record.id == method.name
    label = _label(emission)
    blend = label if library.blend(label) else ""
    lulucf = library.categories.sector(row.category) == "lulucf"
    total = summary.totals[row.year].total(lulucf)
    share = row.co2e / total if row.co2e is not None and not row.memo and total and not withheld else None
    return Explanation(
        row.category, library.categories.title(row.category, language, inventory.guideline), row.year, row.gas,
        record.id, "" if automatic else f"{record.place.file}:{record.place.line}",
        _keys(summary, record, language), trace.members(), method.name, method.title.text(language),
        f"{place.file}:{place.line}" if place else "", method.tier,
        tuple(reference_texts(method.reference, library.sources, language)),
        "" if automatic else record.source, record.assumption, record.note, automatic, row.memo, row.notation,
        None if withheld else row.mass, None if withheld else row.co2e, share, lulucf, inventory.gwp,
        _gwp(summary, emission, language), blend, _share(summary, emission, blend, language) if blend else None,
        trace.steps() if row.mass is not None and not withheld else [],
        [] if withheld else trace.inputs(), trace.gaps() if row.mass is None else [],
    )  # fmt: skip


def _keys(summary: Summary, record: Record, language: Language) -> dict[str, str]:
    """What the record says, or the region says for it; not what follows from that."""
    library = summary.results.inventory.library
    method = library.method(record.method)
    return {
        key_title(name, language): member_title(library, method, name, record.keys[name], language)
        for name, key in method.keys.items()
        if key.kind in ("vocabulary", "from_category") and record.keys.get(name) not in (None, "", ANY)
    }


def _label(emission: Emission) -> str:
    """The gas or blend that the method says it calculates."""
    output = next(o for o in emission.calculated.planned.method.emissions if o.value == emission.step)
    return emission.names.get(output.gas, output.gas)


def _gwp(summary: Summary, emission: Emission, language: Language) -> Value:
    """The potential, with the row of its set; methane's may depend on its origin."""
    inventory = summary.results.inventory
    output = next(o for o in emission.calculated.planned.method.emissions if o.value == emission.step)
    origin = output.first_true(output.origin, emission.names)
    found = inventory.library.gwp(inventory.gwp).find(emission.gas, origin)
    assert found is not None  # without a potential there is no emission
    return _row(summary, *found, language)


def _share(summary: Summary, emission: Emission, blend: str, language: Language) -> Value:
    tables = summary.results.inventory.library.tables(BLEND_TABLE).values()
    table = next(t for t in tables if (blend, emission.gas) in t.rows)
    return _row(summary, table, (blend, emission.gas), language)


def _row(summary: Summary, table: Table, key: tuple[str, ...], language: Language) -> Value:
    """A row of a table that is not looked up by the engine's declared order."""
    row, sources = table.rows[key], summary.results.inventory.library.sources
    return Value(
        {}, (), row.value, f"{row.value:g}", "factor", f"{row.place.file}:{row.place.line}", factor_id(table, key),
        source=reference_text(row.source, sources, language), checked=row.checked,
    )  # fmt: skip


def _sums(explanations: Sequence[Explanation]) -> Iterator[Sum]:
    groups: dict[tuple[str, str], list[Explanation]] = {}
    for one in explanations:
        groups.setdefault((one.gas, one.memo), []).append(one)
    for (gas, memo), found in groups.items():
        withheld = any(one.notation == "C" for one in found)
        mass = None if withheld else fsum(one.mass for one in found if one.mass is not None)
        co2e = None if withheld else fsum(one.co2e for one in found if one.co2e is not None)
        missing = sum(one.mass is None for one in found if one.notation != "C")
        yield Sum(gas, memo, len({(one.record, one.method) for one in found}), missing, mass, co2e)
