"""What a stage needs besides its item travels to a worker unchanged."""

import pickle

from newsgen.config import Config
from newsgen.pipeline.memo import encoded, key


def test_a_configuration_has_one_key_here_and_in_a_worker():
    """A copy that went through a pipe gives the same bytes. An encoder that leaves out defaults would
    tell them by identity, and would not."""
    config = Config()
    copy = pickle.loads(pickle.dumps(config))  # noqa: S301 – our own bytes
    assert encoded(copy) == encoded(config)
    assert key(copy.clean) == key(config.clean)
