"""The folder as a whole: which files it has, and the inventory they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ghginv import source
from ghginv.inventory.balance_activities import BalanceActivities
from ghginv.inventory.balance_reader import is_energy_balance, read_balance
from ghginv.inventory.economy import Economy, Reported, read_economy, read_reported
from ghginv.inventory.records import RecordReader
from ghginv.inventory.tables import rows_to_activities
from ghginv.library import Library, load_library
from ghginv.model.activity import Record, Statement
from ghginv.model.base import LocalText, parse
from ghginv.model.inventory import Config
from ghginv.model.profile import Profile
from ghginv.problems import Problems, suggest

#: Attributes of a region that are no area: the vocabulary of each, as methods declare it.
ATTRIBUTES = {
    "climate": "climate",
    "continent": "continent",
    "ecological_zone": "ecological_zone",
    "economy": "economy",
    "leaching": "leaching",
    "practice": "equipment_practice",
    "temperature": "temperature_class",
    "waste_climate": "waste_climate",
}
#: Files that hold activity data, by ending.
ACTIVITY_FILES = (".yaml", ".csv")


class Inventory(NamedTuple):
    """Everything a folder says.

    area: attributes of the region, such as its province and electricity grid. factor_sets: in the order in which
    they are asked. explanations: why reference and sectoral approach differ, by year. files: what was read, for the
    manifest. Records and statements stand in the order of the files.
    """

    folder: Path
    name: LocalText
    region: str
    area: Mapping[str, str]
    years: tuple[int, ...]
    base_year: int | None
    guideline: str
    gwp: str
    language: str
    settings: Mapping[str, str]
    factor_sets: tuple[str, ...]
    explanations: Mapping[int, str]
    records: tuple[Record, ...]
    statements: tuple[Statement, ...]
    economy: Economy
    reported: tuple[Reported, ...]
    library: Library
    files: tuple[Path, ...]


def read_inventory(
    folder: Path, problems: Problems, guideline: str | None = None, gwp: str | None = None
) -> Inventory | None:
    """Reads a folder. None if nothing can be calculated from it; `problems` says why.

    guideline, gwp: in place of those that the folder names.
    """
    node = source.read_yaml(folder / "inventory.yaml", problems, "inventory.yaml")
    config = parse(Config, node, problems) if node is not None else None
    library = load_library(folder / "emission_factors", folder / "methods", problems)
    if config is None:
        return None
    config = config.model_copy(update={k: v for k, v in (("guideline", guideline), ("gwp", gwp)) if v is not None})
    profile = _profile(config, library, problems)
    area = _area(config, library, problems)
    gwp = _gwp(config, profile, library, problems) if profile else None
    if profile is None or area is None or gwp is None:
        return None
    code, attributes = area
    years = tuple(sorted(set(config.years)))
    settings = {**profile.settings, **config.settings}
    _check_settings(config, profile, library, problems)
    reader = RecordReader(library, profile, attributes, years, problems)
    paths = _activity_files(folder)
    files = [folder / "inventory.yaml", *paths]
    balances = [path for path in paths if path.suffix == ".csv" and is_energy_balance(path)]
    for path in paths:
        if path not in balances:
            _read_activities(path, path.relative_to(folder).as_posix(), reader, problems)
    _read_balances(balances, folder, config, reader, problems)
    records, statements = reader.finish()
    economy = read_economy(folder / "socioeconomic.yaml", years, problems)
    reported = read_reported(folder / "indicators.yaml", years, problems)
    files += [path for name in ("socioeconomic.yaml", "indicators.yaml") if (path := folder / name).exists()]
    files += sorted((folder / "emission_factors").rglob("*.yaml")) + sorted((folder / "methods").rglob("*.yaml"))
    return Inventory(
        folder, config.name, code, attributes, years, config.base_year, profile.profile, gwp, config.language,
        settings, profile.factor_sets, config.reference_approach.explanation, records, statements, economy, reported,
        library, tuple(files),
    )  # fmt: skip


def _activity_files(folder: Path) -> list[Path]:
    found = (folder / "activity_data").rglob("*")
    return sorted(p for p in found if p.suffix in ACTIVITY_FILES and p.is_file() and not p.name.startswith("."))


def _read_activities(path: Path, name: str, reader: RecordReader, problems: Problems) -> None:
    if path.suffix == ".csv":
        rows = source.read_csv(path, problems, name)
        items: list[source.Node] = list(rows_to_activities(rows, reader.axes, problems)) if rows is not None else []
    else:
        node = source.read_yaml(path, problems, name)
        if node is not None and not isinstance(node, source.Sequence):
            problems.add("not-a-list", node.place, file=name)
            return
        items = list(node.items) if node is not None else []
    for item in items:
        if isinstance(item, source.Mapping):
            reader.read(item)
        else:
            problems.add("not-an-activity", item.place)


def _read_balances(
    paths: Sequence[Path], folder: Path, config: Config, reader: RecordReader, problems: Problems
) -> None:
    """Energy balances become activities like those of the other files."""
    found = [read_balance(path, path.relative_to(folder).as_posix(), reader.library, problems) for path in paths]
    balances = [one for one in found if one is not None]
    for one in balances:
        if one.year not in config.years:
            problems.add("balance-not-used", one.place, year=one.year)
    used = [one for one in balances if one.year in config.years]
    for activity in BalanceActivities(used, config.energy_balance, reader.library, problems).activities():
        reader.read(activity)


def _profile(config: Config, library: Library, problems: Problems) -> Profile | None:
    if config.guideline in library.profiles():
        return library.profile(config.guideline)
    problems.add_unknown("unknown-guideline", config.place("guideline"), config.guideline, library.profiles())
    return None


def _gwp(config: Config, profile: Profile, library: Library, problems: Problems) -> str | None:
    wanted = config.gwp or profile.gwp
    known = {name.casefold(): name for name in library.gwp_sets()}
    if wanted.casefold() in known:
        return known[wanted.casefold()]
    problems.add_unknown("unknown-gwp", config.place("gwp"), wanted, list(known.values()))
    return None


def _area(config: Config, library: Library, problems: Problems) -> tuple[str, dict[str, str]] | None:
    if isinstance(config.region, str):
        found = library.region(config.region)
        if found is None:
            problems.add("unknown-region", config.place("region"), region=config.region)
            return None
        return config.region, found
    given = dict(config.region)
    code = given.pop("code", "")
    if not code:
        problems.add("missing-field", config.place("region"), field="code")
        return None
    attributes = dict(library.region(code) or {})
    for name, text in given.items():
        if (meant := _attribute(name, text, config, library, problems)) is not None:
            attributes[name] = meant
    return code, attributes


def _attribute(name: str, text: str, config: Config, library: Library, problems: Problems) -> str | None:
    """What an attribute of a region means: a member of its vocabulary, or an area."""
    local = {n: k.vocabulary for m in library.local_methods.values() for n, k in m.keys.items() if k.from_region}
    known = {**ATTRIBUTES, **local}
    if name not in known:
        known = {**dict.fromkeys(library.region_attributes, "area"), **known}
    if name not in known:
        problems.add_unknown("unknown-attribute", config.place("region", name, "[key]"), name, known, owner="region")
        return None
    vocabulary = library.vocabulary(known[name] or "")
    found = vocabulary.find(text)
    if found is None:
        place = config.place("region", name)
        problems.add_unknown("unknown-member", place, text, vocabulary.choices(), vocabulary.listed(), key=name)
    return found


def _check_settings(config: Config, profile: Profile, library: Library, problems: Problems) -> None:
    """A setting must be one of the profile's, and its value one that a method knows."""
    for name, value in config.settings.items():
        if name not in profile.settings:
            place = config.place("settings", name, "[key]")
            problems.add_unknown("unknown-setting", place, name, profile.settings)
            continue
        methods = (library.method(one) for names in profile.methods.values() for one in names)
        rules = [output.category for method in methods for output in method.emissions]
        routes = sorted({route for rule in rules if rule is not None and rule.setting == name for route in rule.routes})
        if value not in routes:
            allowed = ", ".join(routes)
            place = config.place("settings", name)
            problems.add("not-allowed", place, text=value, suggestion=suggest(value, routes) or "", allowed=allowed)
