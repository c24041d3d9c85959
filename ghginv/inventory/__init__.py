"""A user's folder, read and checked against the library."""

from ghginv.inventory.folder import Inventory, read_inventory

__all__ = ["Inventory", "read_inventory"]
