"""Two builds never work on one folder at once."""

import pytest

from newsgen.errors import NewsgenError
from newsgen.output.lock import lock


def test_the_second_is_told_of_the_first(tmp_path):
    """A held lock is refused at once, and free again afterwards."""
    with lock(tmp_path), pytest.raises(NewsgenError, match="another build"), lock(tmp_path):
        pass
    with lock(tmp_path):
        pass
