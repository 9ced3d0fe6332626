"""The fixture that tells whether golden sites are to be written anew."""

import pytest


@pytest.fixture
def update_golden(request):
    """True under `pytest --update-golden`."""
    return request.config.getoption("--update-golden")
