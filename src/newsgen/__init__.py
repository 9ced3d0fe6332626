"""newsgen turns a pile of news text into a durable, browsable, searchable static archive."""

__version__ = "0.1.0"
