"""`.eml` and `.mbox`: news that came by mail. The text part is raw text, which is cleaned later; an
HTML part alone is trusted."""

import email
import email.errors
import email.header
import email.policy
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

import msgspec

from newsgen.config import ReadersConfig
from newsgen.model import Raw
from newsgen.readers.shared.dates import iso_date
from newsgen.readers.shared.dump_rows import DumpRows, hints_of
from newsgen.readers.shared.source import LARGEST, Items, Source
from newsgen.text.encoding import decoded

_FAULTS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    RecursionError,
    email.errors.MessageError,
)
"""What the standard library's parser was seen to raise on damaged mails."""


class Mail(NamedTuple):
    """The bytes of a mail, and the line of the file on which they begin."""

    data: bytes
    line: int


def read(source: Source, config: ReadersConfig) -> Items:
    """The article in each mail of a mailbox, or in the one mail of an `.eml` file."""
    rows = DumpRows(source, config)
    is_mailbox = ".mbox" in source.name.lower()
    for mail in _mails(source) if is_mailbox else [Mail(source.whole(), 1)]:
        rows.number += 1
        if len(mail.data) > LARGEST:
            hint = "save the article alone"
            yield from rows.fault("not read – the mail is too large", hint, mail.line)
            continue
        yield from article(rows, mail, is_part=is_mailbox)
    yield from rows.summary()


def article(rows: DumpRows, mail: Mail, *, is_part: bool) -> Items:
    """The article in one mail; `is_part` where the file holds other mails too."""
    try:
        message = email.message_from_bytes(mail.data, policy=email.policy.compat32)
        media_type, text = _body(message)
        stated = _stated(message)
    except _FAULTS as error:
        why = f"not read – the mail is damaged ({error})"
        yield from rows.fault(why, "save the article alone", mail.line)
        return
    if not text.strip():
        why = "no article in it – the mail holds no text"
        yield from rows.fault(why, "remove it", mail.line)
        return
    hints = hints_of(stated, rows.source, rows.config)
    part = rows.part(hints.id) if is_part else ""
    line = mail.line
    if not message.is_multipart():  # the text begins below the head, whose lines are counted
        line += mail.data.partition(b"\n\n")[0].count(b"\n") + 2
    yield Raw(
        rows.source.origin(mail.data, line, part),
        media_type,
        text,
        msgspec.structs.replace(hints, id="", trusted=media_type == "text/html"),
    )


def _mails(source: Source) -> Iterator[Mail]:
    """The mails of a mailbox: each begins below a line `From …` that follows an empty line."""
    lines: list[bytes] = []
    start, size, follows_blank = 1, 0, True
    for number, line in enumerate(source.stream, 1):
        if follows_blank and line.startswith(b"From "):
            if lines:
                yield Mail(b"".join(lines), start)
            lines, start, size = [], number + 1, 0
        elif size <= LARGEST:
            lines.append(line)
            size += len(line)
        follows_blank = not line.strip()
    if any(line.strip() for line in lines):
        yield Mail(b"".join(lines), start)


def _body(message: Message) -> tuple[str, str]:
    """The media type and text of the first plain part, else of the first HTML part."""
    texts: dict[str, str] = {}
    for part in message.walk():
        media_type = part.get_content_type()
        if media_type not in ("text/plain", "text/html") or media_type in texts:
            continue
        text = "" if part.get_filename() else _part_text(part)
        if text.strip():
            texts[media_type] = text
    media_type = "text/html" if "text/plain" not in texts and texts else "text/plain"
    return media_type, texts.get(media_type, "")


def _part_text(part: Message) -> str:
    """The text of one part of a mail; empty where it has none."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    return decoded(payload, part.get_content_charset() or "").text


def _stated(message: Message) -> dict[str, object]:
    """What the head of a mail states, under names of the table `dump`."""
    date = str(message.get("date", ""))
    own_id = str(message.get("message-id", ""))
    return {
        "title": _header(message, "subject"),
        "date": iso_date(date),
        "id": own_id.strip("<> "),
    }


def _header(message: Message, name: str) -> str:
    """A line of the head, its encoded words decoded."""
    line = str(message.get(name, ""))
    words = email.header.decode_header(line)
    return str(email.header.make_header(words))
