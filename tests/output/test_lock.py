"""Two builds never work on one folder at once."""

import pytest

from newsgen.errors import NewsgenError
from newsgen.output.lock import locked


def test_the_second_is_told_of_the_first(tmp_path):
    """A held lock is refused at once, and free again afterwards."""
    with locked(tmp_path), pytest.raises(NewsgenError, match="another build"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass
