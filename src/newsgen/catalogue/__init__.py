"""The one stateful thing: the cache with its records and their keys, and the ledger of ids and addresses."""

from newsgen.catalogue.catalogue import Catalogue, compressed
from newsgen.catalogue.kinds import KINDS, Kind
from newsgen.catalogue.store import Store, Stored

__all__ = ["KINDS", "Catalogue", "Kind", "Store", "Stored", "compressed"]
