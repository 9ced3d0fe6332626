"""The digest of a page covers all that its template can see, so pages of equal digest have equal
bytes. It has three parts, so that it also says what changed: the theme and the site's own values, the
stories that the page shows, and its params.

A template sees the theme, the site's own values, its params, and its subjects: the page's own story
whole, other stories as a list shows them. So a change in the body of one story rewrites the story's
own pages, but no page that only lists the story.
"""

import hashlib
from collections.abc import Mapping

import msgspec

from newsgen.config import Config
from newsgen.model import Entry, Page
from newsgen.plan.archive import Archive
from newsgen.plan.params import PageDraft

WHOLE = frozenset({"story.html", "copy.html"})
"""Templates that are shown their first subject whole; every other subject is shown as a row of a
list."""

PART_BYTES = 8
"""Bytes of each part of a page's digest. A page that changed keeps its digest with a chance of about
10⁻¹⁹."""
ROW_BYTES = 16
"""Bytes of the digest of a row."""

_ENCODER = msgspec.msgpack.Encoder()
_JSON = msgspec.json.Encoder()


class PageDigests:
    """Turns page drafts into pages; keeps the digest of each entry's row once it is made."""

    def __init__(self, archive: Archive, config: Config) -> None:
        """`archive` gives the entries and the digest of the theme, `config` the values that every
        page shows."""
        on_every_page = (
            archive.templates,
            config.title,
            config.base_url,
            config.lang,
        )
        self._site = _part(_ENCODER.encode(on_every_page))
        self._entries = {entry.id: entry for entry in archive.entries}
        self._rows = _RowDigests(self._entries)

    def page(self, draft: PageDraft) -> Page:
        """The draft as a page. Raises KeyError where a subject is not in the archive."""
        path, template, subjects = draft.path, draft.template, draft.subjects
        params = _JSON.encode(draft.params)
        whole = subjects[:1] if template in WHOLE else ()
        stories = [_ENCODER.encode(self._entries[story_id]) for story_id in whole]
        stories += map(self._rows.__getitem__, subjects[len(whole) :])
        own = f"{template}\0{path}\0".encode() + params
        return Page(
            path=path,
            template=template,
            subjects=subjects,
            params=params.decode(),
            digest=self._site + _part(b"".join(stories)) + _part(own),
        )


class _RowDigests(dict[str, bytes]):
    """The digest of each entry's row by story id, made when it is first asked for."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __missing__(self, story_id: str) -> bytes:
        digest = self[story_id] = row_digest(self._entries[story_id])
        return digest


def row_digest(entry: Entry) -> bytes:
    """A digest of what a list shows of `entry`."""
    credit = entry.agency or entry.outlets[:1]
    shown = (
        entry.id,
        entry.address,
        entry.title,
        entry.published,
        credit,
        len(entry.copies),
        entry.summary,
        entry.lang,
    )
    return hashlib.blake2b(_ENCODER.encode(shown), digest_size=ROW_BYTES).digest()


def _part(shown: bytes) -> bytes:
    return hashlib.blake2b(shown, digest_size=PART_BYTES).digest()
