"""The handbook: what the methods, factor tables and equations of the library are, looked up and written as pages.

`python -m ghginv.report.handbook docs tests/cases` writes the pages. `ghginv methods` and `ghginv factors` show
the same on a screen.
"""
