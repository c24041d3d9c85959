"""The library: methods, factor tables and catalogue, read when asked for, and checked as a whole."""

from ghginv.library.check import check_library
from ghginv.library.library import Library, load_library
from ghginv.library.tables import Found, Table

__all__ = ["Found", "Library", "Table", "check_library", "load_library"]
