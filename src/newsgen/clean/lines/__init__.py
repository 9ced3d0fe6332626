"""Judges each line of a raw text: whether it is part of the report, or belongs to the page around
it.

`classify` decides, by chances that `forest` computes from the features of a line by itself
(`features`) and among its neighbours (`neighbours`).
"""
