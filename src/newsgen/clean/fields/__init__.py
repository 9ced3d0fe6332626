"""Finds the fields of an article in the lines of its text: title, dek, byline, dateline, date of
publication, agency, language and correction notes."""
