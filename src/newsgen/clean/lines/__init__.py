"""Judges each line of a raw text: whether it is part of the report, or belongs to the page around it."""
