"""How work is spread: `map(stage, items)` and `batches(stage, items)`, in this process or in several.

A stage is a top-level function of one item (bind its job with `functools.partial`), or of a chunk
of items where several at a time cost less; then the result for an item must not depend on the other
items. Results come in the order of the items, whatever the engine, the number of workers and the
size of a chunk. This package knows nothing of news.
"""

from newsgen.engine.engine import Engine, engine
from newsgen.engine.pool import Pool
from newsgen.engine.serial import CHUNK, Serial

__all__ = ["CHUNK", "Engine", "Pool", "Serial", "engine"]
