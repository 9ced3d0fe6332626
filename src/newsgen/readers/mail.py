"""`.eml` and `.mbox`: news that came by mail. The text part is raw text, to be cleaned; an HTML part alone is trusted."""

import email
import email.errors
import email.header
import email.policy
import email.utils
from collections.abc import Iterator
from email.message import Message

import msgspec

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.shared.dump_rows import Rows, hints_of
from newsgen.readers.shared.source import LARGEST, Source, origin
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


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The article in each mail of a mailbox, in the mail of an `.eml`."""
    rows = Rows(source, config)
    boxed = ".mbox" in source.name.lower()
    for data, line in _messages(source) if boxed else ((source.whole(), 1),):
        rows.number += 1
        if len(data) > LARGEST:
            yield from rows.fault(
                "not read – the mail is too large", "save the article alone", line
            )
            continue
        yield from article(rows, data, line, boxed=boxed)
    yield from rows.rest()


def article(rows: Rows, data: bytes, line: int, *, boxed: bool) -> Iterator[Raw | Problem]:
    """The article in one mail that begins on `line`."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        media_type, body = _body(message)
        stated = {
            "title": _header(message, "subject"),
            "date": _date(message),
            "id": str(message.get("message-id", "")).strip("<> "),
        }
    except _FAULTS as error:
        yield from rows.fault(
            f"not read – the mail is damaged ({error})", "save the article alone", line
        )
        return
    if not body.strip():
        yield from rows.fault("no article in it – the mail holds no text", "remove it", line)
        return
    hints = hints_of(stated, rows.source, rows.config)
    part = rows.part(hints.id) if boxed else ""
    head = 0 if message.is_multipart() else data.partition(b"\n\n")[0].count(b"\n") + 2
    where = origin(rows.source, data, line + head, part)
    yield Raw(
        where,
        media_type,
        body,
        msgspec.structs.replace(hints, id="", trusted=media_type == "text/html"),
    )


def _messages(source: Source) -> Iterator[tuple[bytes, int]]:
    """The mails of a mailbox and their lines: each begins with a line `From …` after an empty one."""
    lines: list[bytes] = []
    start, size, blank = 1, 0, True
    for number, line in enumerate(source.stream, 1):
        if blank and line.startswith(b"From "):
            if lines:
                yield b"".join(lines), start
            lines, start, size = [], number + 1, 0
        elif size <= LARGEST:
            lines.append(line)
            size += len(line)
        blank = not line.strip()
    if any(line.strip() for line in lines):
        yield b"".join(lines), start


def _body(message: Message) -> tuple[str, str]:
    """The media type and text of the first plain part, else of the first HTML part."""
    found: dict[str, str] = {}
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and kind not in found and not part.get_filename():
            payload = part.get_payload(decode=True)
            if (
                isinstance(payload, bytes)
                and (text := decoded(payload, part.get_content_charset() or "").text).strip()
            ):
                found[kind] = text
    return next(
        ((kind, found[kind]) for kind in ("text/plain", "text/html") if kind in found),
        ("text/plain", ""),
    )


def _header(message: Message, name: str) -> str:
    return str(email.header.make_header(email.header.decode_header(str(message.get(name, "")))))


def _date(message: Message) -> str:
    text = str(message.get("date", ""))
    try:
        return email.utils.parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text
