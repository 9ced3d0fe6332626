"""The version of newsgen, which the package, its command and its pages name."""

__version__ = "0.1.0"
