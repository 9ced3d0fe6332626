"""Two builds never work in one cache folder at once."""

import pytest

from newsgen.errors import NewsgenError
from newsgen.output.lock import lock


def test_a_second_build_is_refused_while_the_first_works(tmp_path):
    """A lock that another build holds is refused at once, and free again after the `with` block."""
    with lock(tmp_path), pytest.raises(NewsgenError, match="another build"), lock(tmp_path):
        pass
    with lock(tmp_path):
        pass
