"""What the tests of the readers share: reading a file that a test writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen import readers
from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw

PLAIN = ReadersConfig()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Raw | Problem]]:
    """Reads a file `name` that holds `data`: gives its articles and problems."""

    def items(name: str, data: bytes, config: ReadersConfig = PLAIN) -> list[Raw | Problem]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return list(readers.read(path, name, config))

    return items
