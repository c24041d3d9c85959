"""`inventory.xlsx`: the inventory as a workbook whose every number is a formula down to the user's own figures.

The order of work: find out where the numbers of each calculation stand, so that sheets can refer to one another; then
write each sheet. The numbers beside the formulas are those of the engine; nothing is calculated here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ghginv.engine.results import Calculated, Results
from ghginv.engine.summary import Summary
from ghginv.engine.totals import SECTORS
from ghginv.model.method import Method
from ghginv.report.words import Language
from ghginv.report.workbook import checks, cover, methods
from ghginv.report.workbook.book import Book, Sheet, TooLarge
from ghginv.report.workbook.captured import write_captured
from ghginv.report.workbook.constants import Constants
from ghginv.report.workbook.context import Context
from ghginv.report.workbook.energy import write_consumption, write_reference
from ghginv.report.workbook.factors import Factors
from ghginv.report.workbook.inputs import Inputs
from ghginv.report.workbook.lines import lines_by_sector
from ghginv.report.workbook.links import Links
from ghginv.report.workbook.overview import SummarySheet
from ghginv.report.workbook.sectors import SectorSheet
from ghginv.report.workbook.tables import Placed
from ghginv.report.workbook.words import axis_labels, word

__all__ = ["TooLarge", "content"]

_MEMO, _OTHER = "memo", "other"
#: Sheets that are there only if the summary has what they show: its field, and what writes them.
_EXTRA = {
    "approaches": ("reference", write_reference),
    "standard_coal_sheet": ("energy", write_consumption),
    "captured_sheet": ("captured", write_captured),
}
_COLORS = {"result": "#1F4E79", "input": "#FFC000", "calculation": "#A6A6A6"}


def content(summary: Summary, language: str) -> bytes:
    """The whole file. Raises TooLarge where a sheet would need more rows than Excel has."""
    return _Workbook(summary, "zh" if language == "zh" else "en").content()


class _Workbook:
    """The sheets in their order, and the writing of them."""

    def __init__(self, summary: Summary, language: Language) -> None:
        self.summary, self.language = summary, language
        self.results: Results = summary.results
        inventory = self.results.inventory
        self.book = Book(language, inventory.name.zh if language == "zh" else inventory.name.en)
        self.described: list[tuple[Sheet, str]] = []
        used = self._used_sectors()
        self.cover = self.book.sheet(word("cover", language), _COLORS["result"])
        self.summary_sheet = self._sheet("summary", "about_summary", "result")
        self.sectors = {
            name: self._sheet(f"{name}_sheet", "about_memo" if name == _MEMO else "about_sector", "result")
            for name in used
        }
        self.extra = {
            name: self._sheet(name, f"about_{name}", "result")
            for name, (field, _) in _EXTRA.items()
            if getattr(summary, field)
        }
        self.checks = self._sheet("checks", "about_checks", "result")
        self.input_sheet = self._sheet("inputs", "about_inputs", "input")
        self.factor_sheet = self._sheet("factors", "about_factors", "input")
        self.constant_sheet = self._sheet("constants", "about_constants", "input")
        self.method_sheets: dict[str, Sheet] = {}
        self.placed = self._place()

    def _sheet(self, wanted: str, about: str, color: str) -> Sheet:
        sheet = self.book.sheet(word(wanted, self.language), _COLORS[color])
        self.described.append((sheet, word(about, self.language)))
        return sheet

    def _used_sectors(self) -> list[str]:
        """The sectors that have a sheet: the five, and others if anything is in them."""
        categories = self.results.inventory.library.categories
        codes = [code for emission in self.results.emissions for code in emission.categories]
        codes += [statement.category for statement in self.results.inventory.statements]
        found = {categories.sector(code) for code in codes}
        return [name for name in (*SECTORS, _MEMO) if name in found or name not in (_OTHER, _MEMO)]

    def _place(self) -> dict[str, list[Placed]]:
        """Every calculated block on the sheet of its method, by method."""
        library = self.results.inventory.library
        keys_of_links: dict[str, dict[str, None]] = {}
        for one in self.results.calculated:
            for parameter in one.planned.method.parameters.values():
                if parameter.link is not None:
                    keys_of_links.setdefault(parameter.link.method, {}).update(dict.fromkeys(parameter.link.by))
        placed: dict[str, list[Placed]] = {}
        for one in self._in_order():
            method = one.planned.method
            if method.name not in self.method_sheets:
                self.method_sheets[method.name] = self._method_sheet(method)
            labels = {
                axis: axis_labels(library, method, axis, members, self.language)
                for axis, members in one.planned.block.axes.items()
            }
            block = Placed(
                one, self.method_sheets[method.name].prefix, tuple(keys_of_links.get(method.name, ())), labels
            )
            placed.setdefault(method.name, []).append(block)
        for blocks in placed.values():
            methods.lay_out(blocks)
        return placed

    def _in_order(self) -> list[Calculated]:
        """The blocks with anything to show, methods by the first of their categories in the tree."""
        order = {code: i for i, code in enumerate(self.results.inventory.library.categories.codes())}
        first: dict[str, int] = {}
        for one in self.results.calculated:
            for record in one.planned.records:
                name, position = record.method, order[record.category]
                first[name] = min(position, first.get(name, position))
        shown = [one for one in self.results.calculated if not all(r.confidential for r in one.planned.records)]
        return sorted(shown, key=lambda one: first[one.planned.method.name])

    def _method_sheet(self, method: Method) -> Sheet:
        sheet = self.book.sheet(method.title.text(self.language), _COLORS["calculation"])
        records = (r for r in self.results.inventory.records if r.method == method.name and not r.confidential)
        codes = ", ".join(dict.fromkeys(record.category for record in records))
        self.described.append((sheet, f"{method.title.text(self.language)}: {codes}"))
        return sheet

    def content(self) -> bytes:
        """Writes every sheet."""
        blocks = [block for several in self.placed.values() for block in several]
        context = self._context(blocks)
        for name, several in self.placed.items():
            methods.MethodSheet(context, self.method_sheets[name], several).write()
        sectors = self._write_sectors(context, blocks)
        totals = {name: sheet for name, sheet in sectors.items() if name != _MEMO}
        summary = SummarySheet(context, self.summary_sheet, totals, list(sectors.values()))
        summary.write()
        by_identity = {id(block.calculated): block for block in blocks}
        for name, sheet in self.extra.items():
            _, write = _EXTRA[name]
            summary.checks += write(context, sheet, by_identity)
        checks.write(context, self.checks, summary.checks)
        context.factors.write()
        context.inputs.write()
        cover.write(context, self.cover, self.described, self.checks)
        context.constants.write(self.constant_sheet)
        return self.book.content()

    def _context(self, blocks: Sequence[Placed]) -> Context:
        inventory = self.results.inventory
        inputs = Inputs(self.input_sheet, self.results, self.language)
        constants = Constants(self.book, inventory, self.language)
        factors = Factors(self.factor_sheet, blocks, inventory.library, self.language)
        links = Links(self.placed, self.results.calculated, inputs, constants)
        return Context(self.summary, self.language, inputs, factors, constants, links)

    def _write_sectors(self, context: Context, blocks: Sequence[Placed]) -> Mapping[str, SectorSheet]:
        lines = lines_by_sector(context, {id(block.calculated): block for block in blocks})
        written = {}
        for name, sheet in self.sectors.items():
            title = context.word("memo" if name == _MEMO else name)
            written[name] = SectorSheet(context, sheet, title, lines.get(name, []))
            written[name].write()
        return written
