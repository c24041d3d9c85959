"""The formula language: one tree per step, with many faces.

A formula is text in a method file. `tree` reads it; `axes` infers what a step varies over; `order` finds the
order of evaluation, loops over years included; `dimensions` checks units and inserts the scales; `numeric`
evaluates on NumPy arrays (points, samples, complex step); `known` evaluates the same trees on booleans;
`excel` and `text` write them down. Nothing here knows YAML, files or pydantic.
"""
