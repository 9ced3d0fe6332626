"""Which pages there are: an archive's entries, topics and links become a stream of pages, without a
body being read."""

from newsgen.plan.archive import Archive, Borderline, Twin
from newsgen.plan.pages import PLANNERS, distinct, pages

__all__ = ["PLANNERS", "Archive", "Borderline", "Twin", "distinct", "pages"]
