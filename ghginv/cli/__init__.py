"""The command line: a file a command, each a thin layer over the Python interface."""
