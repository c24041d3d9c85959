"""Greenhouse gas inventories: every number traced to a line of a file and a table of a guideline."""

__version__ = "0.1.0"

__all__ = ["Computation", "compute", "read", "write"]


def __getattr__(name: str) -> object:
    # Everything is imported when it is asked for, so that `ghginv --help` costs nothing.
    if name in __all__:
        from ghginv import api

        return getattr(api, name)
    raise AttributeError(name)
