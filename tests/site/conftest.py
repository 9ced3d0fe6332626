"""The published trees that are looked at from outside: the committed one, and an invented one."""

import invented
import pytest
import tree


@pytest.fixture(scope="session")
def invented_root(tmp_path_factory):
    """The folder of the invented site: enough stories for sealed pages, and enough without a date
    for a page a letter."""
    root = tmp_path_factory.mktemp("invented")
    for address, data in invented.site(320, invented.small_pages()).items():
        path = root / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (root / "manifest.json").write_text("{}\n")
    return root


@pytest.fixture(scope="session", params=["committed", "invented"])
def root(request):
    """The folder of a published site."""
    return (
        request.getfixturevalue("invented_root") if request.param == "invented" else tree.COMMITTED
    )
