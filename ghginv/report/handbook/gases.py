"""Which gases a method calculates, and which sector it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from ghginv.library import Library
from ghginv.model.method import GAS, Method

#: Stands for whatever gas a user names.
ANY_GAS = "*"


def gases_of(library: Library, method: Method) -> list[str]:
    """The gases and blends, each once; `*` where the user names them."""
    return list(dict.fromkeys(gas for output in method.emissions for gas in _of(library, method, output.gas)))


def _of(library: Library, method: Method, name: str) -> Iterator[str]:
    axis = method.axes.get(name)
    if axis is not None and axis.members:
        yield from axis.members
    elif axis is not None and axis.table is not None:
        for table in library.tables(axis.table).values():
            if name in table.by:
                yield from (key[table.by.index(name)] for key in table.rows)
    elif axis is not None or name in method.keys:
        yield ANY_GAS
    else:
        yield name


def sector_of(library: Library, method: str) -> str:
    """The folder of a method's file; `local` for a user's own."""
    file = library.files.methods.get(method)
    return file.path.parent.name if file is not None and method not in library.local_methods else "local"


def emits(library: Library, method: Method, gas: str) -> bool:
    """Whether a method can calculate a gas, or any gas of a group such as HFCs."""
    found = gases_of(library, method)
    known = library.vocabulary(GAS).members
    groups = {library.gas(one).group for one in found if one in known}
    return gas in found or gas in groups or ANY_GAS in found
