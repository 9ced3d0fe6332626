"""The steps of a run, which join the pure stages to the engine and the catalogue.

`visit` → `compare` → `resolve` → `plan` → `render` → `publish`: one file, one function and one record
a step. `run` opens what the steps work with, `memo` keeps what they make.
"""
