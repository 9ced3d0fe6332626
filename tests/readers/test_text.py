"""A text file is raw text."""

import hashlib


def test_raw_text_is_handed_on_as_it_stands(read):
    """A text file is raw text: not trusted, its lines as they are, its digest that of the bytes."""
    (raw,) = read(
        "outlet.example/x/2021-05-05-a.txt",
        b" date 0 SHARES\r\n\r\nLondon \xe2\x80\x93 One.\r\n",
    )
    assert (raw.media_type, raw.text, raw.hints.trusted) == (
        "text/plain",
        " date 0 SHARES\n\nLondon – One.\n",
        False,
    )
    assert (raw.hints.folder, raw.hints.file_date, raw.origin.part) == (
        "outlet.example",
        "2021-05-05",
        "",
    )
    assert (
        raw.origin.digest
        == hashlib.sha256(b" date 0 SHARES\r\n\r\nLondon \xe2\x80\x93 One.\r\n").hexdigest()
    )
