"""The whole library: every file read, every name known, every unit and number possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from ghginv import source
from ghginv.library import choices
from ghginv.library.check_method import check_method
from ghginv.library.check_table import check_reference, check_table, check_unit
from ghginv.library.vocabulary import Vocabulary, fold
from ghginv.model.method import Method
from ghginv.model.profile import LOCAL, Profile
from ghginv.problems import Place, Problems

if TYPE_CHECKING:
    from ghginv.library.library import Library

T = TypeVar("T")


def check_library(library: Library) -> Problems:
    """Read everything there is and check it. What was wrong while reading is among the problems."""
    found = Problems()
    for file in library.files.everything():
        source.read_yaml(file.path, found, file.shown)
    _check_catalogue(library, found)
    methods = [method for name in library.methods() if (method := _read(library.method, name))]
    for method in methods:
        check_method(library, method, found)
        _check_name(method.place("method"), method.name, library.files.methods, found)
    _check_regions(library, methods, found)
    for name in library.profiles():
        if profile := _read(library.profile, name):
            _check_profile(library, profile, methods, found)
    for table in library.table_ids():
        _check_sets(library, table, methods, found)
    found.extend(library.problems)
    return found


def _read(read: Callable[[str], T], name: str) -> T | None:
    """None for what cannot be read: that is among the library's problems."""
    try:
        return read(name)
    except KeyError:
        return None


def _check_name(place: Place | None, name: str, expected: Iterable[str], problems: Problems) -> None:
    """Whether what a file says it is agrees with what the file is called."""
    if name not in expected and place is not None:
        problems.add("wrong-file", place, text=name, expected=place.file)


def _check_catalogue(library: Library, problems: Problems) -> None:
    categories = library.categories
    for code in categories.codes():
        if categories.parse(code.replace(".", "")) != code:
            other = categories.parse(code.replace(".", "")) or ""
            problems.add("ambiguous-name", None, name=code, first=other, second=code)
    for name in library.vocabularies():
        _check_vocabulary(library.vocabulary(name), problems)
    for name in library.constants:
        if constant := _read(library.constants.__getitem__, name):
            check_reference(library, constant.source, constant.place("source"), problems)
            check_unit(constant.unit, constant.place("unit"), problems)
    for name in library.sources:
        _read(library.sources.__getitem__, name)


def _check_vocabulary(vocabulary: Vocabulary, problems: Problems) -> None:
    named: dict[str, str] = {}
    for member in vocabulary.members.values():
        place = vocabulary.place(member.id)
        for language in ("en", "zh"):
            if not getattr(member, language):
                problems.add("missing-field", place, field=language)
        for name in filter(None, member.names()):
            first = named.setdefault(fold(name), member.id)
            if first != member.id:
                problems.add("ambiguous-name", place, name=name, first=first, second=member.id)


def _check_regions(library: Library, methods: Iterable[Method], problems: Problems) -> None:
    """Whether each attribute of a region is what a method takes it for: an area, or a key of its own."""
    expected = {name: library.vocabulary("area") for name in library.region_attributes}
    for method in methods:
        for name, key in method.keys.items():
            if key.from_region and name in expected and key.vocabulary in library.vocabularies():
                expected[name] = library.vocabulary(key.vocabulary)
    for code in library.regions:
        for name, value in (library.region(code) or {}).items():
            if value not in expected[name].members:
                place = library.regions[code].place
                problems.add_unknown("unknown-member", place, value, expected[name].members, key=name)


def _check_profile(library: Library, profile: Profile, methods: Iterable[Method], problems: Problems) -> None:
    _check_name(profile.place("profile"), profile.profile, library.files.profiles, problems)
    if profile.gwp not in library.gwp_sets():
        problems.add_unknown("unknown-gwp", profile.place("gwp"), profile.gwp, library.gwp_sets())
    known = {method.name: method for method in methods}
    automatic = [(category, (name,), "automatic", name) for name, category in profile.automatic.items()]
    listed = [(category, names, "methods", category) for category, names in profile.methods.items()]
    for category, names, *at in listed + automatic:
        place = profile.place(*at)
        if category not in library.categories.codes():
            problems.add_unknown("unknown-category", place, category, library.categories.codes())
        for name in names:
            if name not in library.methods():
                problems.add_unknown("unknown-method", place, name, library.methods())
            elif name in known and not _serves_some(known[name], category):
                allowed = ", ".join(known[name].categories)
                problems.add("method-does-not-serve", place, method=name, category=category, categories=allowed)


def _serves_some(method: Method, category: str) -> bool:
    """Whether a method may calculate a category or one below it."""
    return method.serves(category) or any(code.startswith(f"{category}.") for code in method.categories)


def _check_sets(library: Library, name: str, methods: Iterable[Method], problems: Problems) -> None:
    """Every set of one table. A user's own was checked when it was read."""
    using = [method for method in methods if choices.uses(method, name)]
    for set_name in library.tables(name):
        table = _read(library.tables(name).__getitem__, set_name)
        if table is None or set_name == LOCAL:
            continue
        _check_name(table.head.place("table"), table.id, [name], problems)
        _check_name(table.head.place("set"), table.head.set, [set_name], problems)
        if choices.of_table(library, name, using) is None:
            problems.add("unused-table", table.head.place("table"), table=name)
        else:
            check_table(library, table, using, problems)
        if "checked" not in table.head.model_fields_set:
            problems.add("missing-field", table.place, field="checked")
