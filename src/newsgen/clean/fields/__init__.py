"""Finds the fields of an article in its text: title, dek, byline, dateline, date, agency, correction notes."""
