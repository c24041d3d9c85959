"""The records of a folder as they come in: lines of one record joined, names given, and what plants cover checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ghginv import units
from ghginv.inventory.amounts import join, may_be_undated, said_once
from ghginv.library import Library
from ghginv.library.covered import MEASURED, covered_parameter
from ghginv.model.activity import NOTHING, Record, both, leaves, worse
from ghginv.model.method import Method
from ghginv.model.quantity import Amount
from ghginv.problems import Place, Problems

COVERS = "covers"


class RecordBook:
    """Keeps records, each once by its id and method."""

    def __init__(self, library: Library, years: tuple[int, ...], problems: Problems) -> None:
        self.library, self.years, self.problems = library, years, problems
        #: Where each record that a plant is part of was first named.
        self.covered: dict[str, Place] = {}
        self._records: dict[tuple[str, str], Record] = {}
        # For lines without an id, by what their ids begin with: the last number of each year; None for all years.
        self._last: dict[tuple[str, str], dict[int | None, int]] = {}

    def records(self) -> list[Record]:
        """All kept so far."""
        return list(self._records.values())

    def settled(self) -> tuple[Record, ...]:
        """All records, with what is the same in all years said once, and with what they cover if that can be."""
        by_id: dict[str, list[Record]] = {}
        for record in self._records.values():
            by_id.setdefault(record.id, []).append(record)
        return tuple(self._settled(record, by_id) for record in self._records.values())

    def derived_id(self, category: str, method: Method, keys: Mapping[str, str], year: int | None) -> str:
        """A name for lines without an id: one record for lines of different years, another for the same year again."""
        chosen = {name: keys[name] for name, key in method.keys.items() if key.kind == "vocabulary" and keys.get(name)}
        typed = [member for name, member in chosen.items() if member != method.keys[name].default]
        base = "-".join([category, *typed])
        last = self._last.setdefault((base, method.name), {})
        before = last.values() if year is None else (last.get(year, 0), last.get(None, 0))
        number = 1 + max(before, default=0)
        while True:
            name = base if number == 1 else f"{base}#{number}"
            other = self._records.get((name, method.name))
            if other is None or (other.category, other.keys) == (category, keys):
                last[year] = number
                return name
            number += 1

    def keep(self, record: Record) -> None:
        """Keeps a record; lines with the same id and method are one record, each quantity given once."""
        other = self._records.get((record.id, record.method))
        if other is None:
            self._records[record.id, record.method] = record
            return
        if (other.category, other.keys) != (record.category, record.keys):
            self.problems.add("same-id", record.place, record=record.id, line=other.place.line, file=other.place.file)
            return
        amounts = dict(other.amounts)
        for name, amount in record.amounts.items():
            joined = join(amounts.get(name), amount)
            if joined is None:
                self.problems.add("duplicate-quantity", record.place, parameter=name)
            else:
                amounts[name] = joined
        self._records[record.id, record.method] = replace(
            other, amounts=amounts, covers=self._join_covers(other, record),
            source=both(other.source, record.source), assumption=both(other.assumption, record.assumption),
            note=both(other.note, record.note), quality=worse(other.quality, record.quality),
            confidential=other.confidential or record.confidential,
            destination=both(other.destination, record.destination),
        )  # fmt: skip

    def _join_covers(self, first: Record, second: Record) -> tuple[str, Amount] | None:
        if first.covers is None or second.covers is None:
            return first.covers or second.covers
        (record, one), (other, two) = first.covers, second.covers
        joined = join(one, two) if record == other else None
        if joined is None:
            self.problems.add("duplicate-quantity", second.place, parameter=COVERS)
            return first.covers
        return record, joined

    def _settled(self, record: Record, by_id: Mapping[str, Sequence[Record]]) -> Record:
        """A record with all its lines: what is the same in all years said once, and what it covers checked."""
        parameters = self.library.method(record.method).parameters
        amounts = dict(record.amounts)
        for name, amount in amounts.items():
            parameter = parameters[name]
            if may_be_undated(parameter, record.keys):
                is_constant = parameter.integer or parameter.same_every_year
                amounts[name] = said_once(amount, set() if is_constant else set(self.years))
        is_right = record.covers is not None and self._is_covered(record, *record.covers, by_id)
        return replace(record, amounts=amounts, covers=record.covers if is_right else None)

    def _is_covered(self, plant: Record, total: str, amount: Amount, by_id: Mapping[str, Sequence[Record]]) -> bool:
        """Whether what a plant covers can be taken off another record; a problem if not."""
        place = self.covered.get(total, plant.place)
        records = by_id.get(total, ())
        if not records:
            totals = sorted(name for name, found in by_id.items() if all(record.covers is None for record in found))
            self.problems.add_unknown("covers-nothing", place, total, totals)
            return False
        reducible = ((covered_parameter(self.library.method(record.method)), record) for record in records)
        wanted = [parameter.unit_for(record.keys) for parameter, record in reducible if parameter is not None]
        wanted = wanted if plant.method == MEASURED else []
        if not wanted:
            methods = ", ".join(record.method for record in records)
            self.problems.add("covers-not-taken-off", place, record=total, method=methods)
            return False
        for record in records:
            if beside := _beside(self.library.method(record.method), record):
                quantities = ", ".join(beside)
                self.problems.add("covers-beside", record.place, record=total, quantities=quantities)
        before = self.problems.count("error")
        covered: set[int] = set()
        undated = self.years if len(self.years) == 1 else ()
        for members, quantity, year in leaves(amount):
            if members:
                self.problems.add("unexpected-members", quantity.place, parameter=COVERS, member=", ".join(members))
            elif quantity.value is not None and not units.same_dimension(quantity.unit or "1", wanted[0]):
                self.problems.add(
                    "unit-mismatch", quantity.place, parameter=COVERS, unit=quantity.unit or "1", expected=wanted[0]
                )
            if quantity.value is not None or quantity.notation in NOTHING:
                covered.update(undated if year is None else [year])
        reported = [(q, year) for amount in plant.amounts.values() for _, q, year in leaves(amount)]
        emitting = {year for q, dated in reported if q.value is not None for year in ([dated] if dated else self.years)}
        if missing := sorted(emitting.intersection(self.years) - covered):
            self.problems.add("covers-years", place, record=plant.id, total=total, years=", ".join(map(str, missing)))
        return self.problems.count("error") == before


def _beside(method: Method, record: Record) -> list[str]:
    """The amounts given beside the one from which plants are taken off; shares and properties are none."""
    reduced = covered_parameter(method)
    amounts = {name: method.parameters[name] for name in record.amounts}
    return [
        name
        for name, one in amounts.items()
        if one.source == "activity" and one is not reduced and reduced is not None and reduced.match is None
        and not (one.integer or one.same_every_year or one.unit == "1")
    ]  # fmt: skip
