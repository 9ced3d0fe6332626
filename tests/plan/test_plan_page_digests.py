"""Page digests: equal only where the bytes of the pages are, whatever field of a subject changes."""

import msgspec
import pytest
from invented import SITE, invented, ordered

from newsgen.model import Entry, EntryCopy, Published
from newsgen.plan import pages
from newsgen.plan.page_digests import row_digest
from newsgen.render import page as rendered
from newsgen.render.shared_views import SharedViews
from newsgen.render.templates import Templates, site

ARCHIVE, LIBRARY = invented()
OTHERS = {
    "id": "h0000000000x1",
    "address": "2001/01/01/other-sh0000000000x1.html",
    "title": "Another title",
    "derived": True,
    "published": Published("2001-01-01", "day"),
    "place": "Tollen",
    "agency": "",
    "outlets": (),
    "topics": (),
    "copies": (EntryCopy("x", "", "x"),),
    "summary": "Another first sentence.",
    "words": 7,
    "lang": "fr",
    "digest": "0" * 64,
}


def test_every_field_of_an_entry_is_tried():
    """The table of other values has each field of an entry."""
    assert set(OTHERS) == set(Entry.__struct_fields__)


@pytest.mark.parametrize("field", OTHERS)
@pytest.mark.parametrize("story_id", ["h0000000000f1", "h0000000000f3", "h0000000000f2"])
def test_a_row_that_looks_different_has_another_digest(field, story_id):
    """Where a changed field changes the row of a story, in full or in brief, it changes the row
    digest."""
    one = LIBRARY.entries[story_id]
    other = msgspec.structs.replace(one, **{field: OTHERS[field]})
    looks = [
        [
            SharedViews(Templates(None, site(SITE))).rows(
                msgspec.structs.replace(LIBRARY, entries={story_id: entry}),
                (story_id,),
                "",
                brief=brief,
            )
            for brief in (True, False)
        ]
        for entry in (one, other)
    ]
    assert looks[0] == looks[1] or row_digest(one) != row_digest(other)


@pytest.mark.parametrize("field", sorted(OTHERS.keys() - {"id", "copies"}))
def test_a_page_that_looks_different_has_another_digest(field):
    """Where a changed field of one story changes the bytes of any page, it changes the page digest."""
    other = msgspec.structs.replace(LIBRARY.entries["h0000000000f6"], **{field: OTHERS[field]})
    entries = ordered(other if entry.id == other.id else entry for entry in ARCHIVE.entries)
    library = msgspec.structs.replace(LIBRARY, entries={entry.id: entry for entry in entries})
    before = {
        page.path: (page.digest, rendered(page, LIBRARY, SITE, None))
        for page in pages(ARCHIVE, SITE)
    }
    for page in pages(msgspec.structs.replace(ARCHIVE, entries=entries), SITE):
        if page.path in before and rendered(page, library, SITE, None) != before[page.path][1]:
            assert page.digest != before[page.path][0], page.path
