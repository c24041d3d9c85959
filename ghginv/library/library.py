"""The library as the rest of the program sees it: everything by name, read when it is asked for."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from ghginv import source
from ghginv.formula.program import Program
from ghginv.formula.tree import Node as Tree
from ghginv.library import regions, tables
from ghginv.library.categories import Categories
from ghginv.library.covered import less_plants
from ghginv.library.files import File, Files
from ghginv.library.gases import BLEND_TABLE, GWP_TABLE, Gas, GwpSet, composition
from ghginv.library.lazy import Lazy
from ghginv.library.programs import Programs
from ghginv.library.tables import Found, Table, read_head
from ghginv.library.vocabulary import Vocabulary
from ghginv.model.base import Model, parse
from ghginv.model.catalogue import Constant
from ghginv.model.energy_balance import Layout
from ghginv.model.factor import ANY
from ghginv.model.method import Check, Method
from ghginv.model.method_file import read_method
from ghginv.model.profile import LOCAL, Profile
from ghginv.model.reference import Source
from ghginv.problems import Problems
from ghginv.source import Mapping as MappingNode
from ghginv.source import Node
from ghginv.source.entries import Entries, read_entries

M = TypeVar("M", bound=Model)
T = TypeVar("T")


class Library:
    """Methods, factor tables, vocabularies and the catalogue.

    What does not exist, or cannot be read, is a KeyError; what is wrong with a file is told to `problems`.
    `local_methods` and `local_tables` are a user's own, laid over those that come with ghginv; `refused_methods` are
    the names of those with an error in them.
    """

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.files = Files()
        self.local_methods: dict[str, Method] = {}
        self.refused_methods: set[str] = set()  # a user's own that have errors: told once, not where they are used
        self.local_tables: dict[str, Table] = {}
        self._tables: dict[str, Mapping[str, Table]] = {}
        self._regions: dict[str, dict[str, str] | None] = {}

    # ---- methods and profiles

    def profiles(self) -> list[str]:
        return list(self._profiles)

    def profile(self, name: str) -> Profile:
        return self._profiles[name]

    def methods(self) -> list[str]:
        """The names of all methods."""
        return sorted({*self._methods, *self.local_methods})

    def method(self, name: str) -> Method:
        return self.local_methods[name] if name in self.local_methods else self._methods[name]

    def less_plants(self, name: str) -> Method:
        """The method with what plants that report for themselves cover taken off."""
        return self._less_plants[name]

    def methods_for(self, profile: Profile, category: str, tier: str = "") -> Sequence[str]:
        """The methods that calculate a category: the profile's, or those of the tier asked for if it is another."""
        names = profile.methods_for(category, tier)
        if not tier.isdigit() or any(self.method(name).tier == int(tier) for name in names):
            return names
        others = [self.method(name) for name in self.methods()]
        fitting = (one for one in others if one.tier == int(tier) and one.serves(category))
        return [one.name for one in fitting if ANY not in one.categories]

    def fed_by(self, names: Sequence[str], given: Container[str]) -> Sequence[str]:
        """Of the methods of a category those that an activity feeds: it gives the main quantity of each.

        All of them where it gives that of none: each will say what it lacks.
        """
        if len(names) == 1:
            return names
        quantities = {name: self.method(name).main_quantities() for name in names}
        fed = [name for name, main in quantities.items() if not main or any(one in given for one in main)]
        return fed if any(quantities[name] for name in fed) else names

    def program(self, method: Method, keys: Mapping[str, str]) -> Program:
        """The steps of a method ready to evaluate, for records with these keys."""
        return self.programs.program(method, keys)

    def condition(self, method: Method, check: Check, program: Program) -> Tree:
        """The condition of one of a method's checks, on the names of a program."""
        return self.programs.condition(method, check, program)

    @cached_property
    def programs(self) -> Programs:
        return Programs(self.constants)

    @cached_property
    def _profiles(self) -> Mapping[str, Profile]:
        return Lazy(self.files.profiles, lambda name: self._read(Profile, self.files.profiles[name]))

    @cached_property
    def _methods(self) -> Mapping[str, Method]:
        return Lazy(self.files.methods, self._read_method)

    @cached_property
    def _less_plants(self) -> Mapping[str, Method]:
        return Lazy(self.methods(), lambda name: less_plants(self.method(name)))

    def _read_method(self, name: str) -> Method:
        file = self.files.methods[name]
        node = source.read_yaml(file.path, self.problems, file.shown)
        return _exists(read_method(node, self.problems) if node is not None else None, name)

    def energy_balance(self, name: str) -> Layout:
        """A layout of energy balances, such as `china`."""
        return self._layouts[name]

    @cached_property
    def _layouts(self) -> Mapping[str, Layout]:
        return Lazy(self.files.balances, lambda name: self._read(Layout, self.files.balances[name]))

    # ---- factors

    def table_ids(self) -> list[str]:
        """The names of all factor tables."""
        return sorted({*self.files.tables(), *self.local_tables})

    def tables(self, table: str) -> Mapping[str, Table]:
        """The sets of a factor table, a user's own first; none if there is no such table."""
        if table not in self._tables:
            files = self.files.sets(table)
            named = {name.casefold(): file for name, file in files.items()}
            names = [*([LOCAL] if table in self.local_tables else []), *named]
            self._tables[table] = Lazy(names, lambda name: self._read_table(table, name, named.get(name)))
        return self._tables[table]

    def find(
        self,
        table: str,
        sets: Sequence[str],
        keys: Mapping[str, str],
        area: Mapping[str, str],
        year: int | None,
    ) -> Found | None:
        """The row of the first set, in the order given, that has one for these keys.

        `area` holds the attributes of the region; an `area` among the keys goes before them.
        """
        return tables.find(self.tables(table), sets, keys, area, year, self.sources)

    def _read_table(self, table: str, name: str, file: File | None) -> Table:
        if name == LOCAL or file is None:
            return self.local_tables[table]
        head, rows = _exists(read_head(file.path, file.shown, self.problems), file.shown)
        return Table(head, name, rows, self.problems)

    def source(self, name: str) -> Source:
        return self.sources[name]

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The documents that are quoted, by id."""
        found: dict[str, Entries] = {}
        for file in self.files.sources.values():
            entries = self._entries(file, None)[1]
            found |= dict.fromkeys(entries, entries)
        return Lazy(found, lambda name: self._model(Source, found[name][name], name))

    # ---- gases

    def gas(self, name: str) -> Gas:
        member = self.vocabulary("gas").members[name]
        group, blend = member.attributes.get("group", ""), member.attributes.get("blend")
        return Gas(name, member.en, member.zh, group, blend == "yes")

    def blend(self, name: str) -> Mapping[str, float] | None:
        """The mass shares of the gases of a blend; None for what is no blend."""
        if name not in self.vocabulary("gas").members or not self.gas(name).is_blend:
            return None
        return composition(self.tables(BLEND_TABLE).values(), name)

    def gwp_sets(self) -> list[str]:
        """The names of the reports' sets: SAR, TAR, AR4, AR5, AR5-feedback, AR6."""
        known, oldest = self.files.sets(GWP_TABLE), ("SAR", "TAR")
        return [name for name in oldest if name in known] + sorted(name for name in known if name not in oldest)

    def gwp(self, name: str) -> GwpSet:
        found = self.tables(GWP_TABLE)
        return GwpSet(name, tuple(found[one] for one in (LOCAL, name.casefold()) if one in found))

    def gwp_sets_with(self, gas: str) -> list[str]:
        """The sets that have a value for a gas."""
        return [name for name in self.gwp_sets() if self.gwp(name).value(gas) is not None]

    # ---- catalogue

    def vocabularies(self) -> list[str]:
        return list(self._vocabularies)

    def vocabulary(self, name: str) -> Vocabulary:
        return self._vocabularies[name]

    @cached_property
    def categories(self) -> Categories:
        return Categories(*self._entries(self.files.catalogue("categories"), "categories"))

    @cached_property
    def constants(self) -> Mapping[str, Constant]:
        """The quantities that formulas mention by name."""
        entries = self._entries(self.files.catalogue("constants"), None)[1]
        return Lazy(entries, lambda name: self._model(Constant, entries[name], name))

    @cached_property
    def regions(self) -> Entries:
        """The lines of the file of regions."""
        return self._entries(self.files.catalogue("regions"), "regions")[1]

    @cached_property
    def region_attributes(self) -> list[str]:
        """The names of all attributes that regions have."""
        self.regions.read_all()
        return list(dict.fromkeys(name for code in self.regions for name in self.region(code) or ()))

    def region(self, code: str) -> dict[str, str] | None:
        """The attributes of a region, those of the regions around it included; None for an unknown one."""
        if code not in self._regions:
            self._regions[code] = regions.attributes_of(self.regions, code)
        return self._regions[code]

    @cached_property
    def _vocabularies(self) -> Mapping[str, Vocabulary]:
        files = self.files.vocabularies
        return Lazy(files, lambda name: Vocabulary(name, self._entries(files[name], "members")[1]))

    # ---- reading

    def _entries(self, file: File, section: str | None) -> tuple[MappingNode, Entries]:
        return _exists(read_entries(file.path, self.problems, file.shown, section), file.shown)

    def _read(self, model: type[M], file: File) -> M:
        node = source.read_yaml(file.path, self.problems, file.shown)
        return _exists(parse(model, node, self.problems) if node is not None else None, file.shown)

    def _model(self, model: type[M], node: Node, name: str) -> M:
        return _exists(parse(model, node, self.problems), name)


def _exists(value: T | None, name: str) -> T:
    if value is None:
        raise KeyError(name)
    return value


def load_library(
    extra_factors: Path | None = None, extra_methods: Path | None = None, problems: Problems | None = None
) -> Library:
    """The library, with a user's factor tables and methods laid over it. Only those are read at once."""
    library = Library(problems if problems is not None else Problems())
    if any(folder is not None and folder.is_dir() for folder in (extra_factors, extra_methods)):
        from ghginv.library import (
            local,  # checks what it reads, with all that this needs; most have nothing of their own
        )

        local.read_methods(library, extra_methods)
        local.read_tables(library, extra_factors)
    return library
