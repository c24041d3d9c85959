"""Files as trees of located text: every key and value knows its file, line and column.

Strict YAML and CSV. Nothing is interpreted: `NO`, `1e6`, `010` and `2020-01-01` stay the text that was typed,
and the model floor says what each must be. What could be read in two ways (repeated keys, anchors, tags) is
refused. Readers report problems and return None; they never raise for a user's file.
"""

from ghginv.source.csv_file import read_csv, read_grid
from ghginv.source.nodes import Mapping, Node, Scalar, Sequence
from ghginv.source.yaml_file import read_yaml

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "read_csv", "read_grid", "read_yaml"]
