"""What a stage needs besides its item travels to a worker unchanged."""

import pickle

from newsgen.config import Config
from newsgen.pipeline.job import encoded, key


def test_a_configuration_has_one_key_here_and_in_a_worker():
    """A copy that went through a pipe gives the same bytes: an encoder that leaves out defaults tells them by identity and would not."""
    config = Config()
    copy = pickle.loads(pickle.dumps(config))  # noqa: S301 – our own bytes
    assert encoded(copy) == encoded(config)
    assert key("clean", copy.clean) == key("clean", config.clean)
