"""The library: methods, factor tables and catalogue, read when asked for. `check` looks at it as a whole."""

from ghginv.library.library import Library, load_library
from ghginv.library.tables import Found, Table

__all__ = ["Found", "Library", "Table", "load_library"]
