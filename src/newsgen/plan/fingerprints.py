"""The fingerprint of a page: a digest of all its template can see, so that equal fingerprints mean equal bytes.

A template sees the template set, the site's own values, its params, and its subjects: the page's own story whole, others as a list
shows them. So a change in one story's body rewrites the story's pages, but none that only lists it.
"""

import hashlib
from collections.abc import Mapping

import msgspec

from newsgen.config import Config
from newsgen.model import Entry, Page
from newsgen.plan.archive import Archive
from newsgen.plan.params import Draft

WHOLE = frozenset({"story.html", "copy.html"})
"""Templates that are shown their first subject whole; all else is shown as rows."""

_ENCODER = msgspec.msgpack.Encoder()
_JSON = msgspec.json.Encoder()


class Fingerprints:
    """Turns drafts into pages, keeping the digest of each entry's row once it is made."""

    def __init__(self, archive: Archive, config: Config) -> None:
        """`archive` gives the entries and the digest of the templates, `config` the values that every page shows."""
        self._entries = {entry.id: entry for entry in archive.entries}
        self._rows = _Rows(self._entries)
        shown = (archive.templates, config.title, config.base_url, config.lang)
        self._ground = _ENCODER.encode(shown)

    def page(self, draft: Draft) -> Page:
        """The draft as a page. Raises KeyError where a subject is not in the archive."""
        path, template, subjects = draft.path, draft.template, draft.subjects
        params = _JSON.encode(draft.params)
        if template in WHOLE:
            shown = [
                _ENCODER.encode(self._entries[subjects[0]]),
                *map(self._rows.__getitem__, subjects[1:]),
            ]
        else:
            shown = list(map(self._rows.__getitem__, subjects))
        seen = b"".join((self._ground, f"{template}\0{path}\0".encode(), *shown, params))
        return Page(
            path,
            template,
            subjects,
            params.decode(),
            hashlib.blake2b(seen, digest_size=16).hexdigest(),
        )


class _Rows(dict[str, bytes]):
    """The digest of each entry's row by id, made when it is first asked for."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __missing__(self, story_id: str) -> bytes:
        made = self[story_id] = row(self._entries[story_id])
        return made


def row(entry: Entry) -> bytes:
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
    return hashlib.blake2b(_ENCODER.encode(shown), digest_size=16).digest()
