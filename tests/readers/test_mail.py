"""The mails of a mailbox give articles."""


def test_mailboxes(read):
    """Each mail of a mailbox is an item whose text begins below its head."""
    mail = (
        b"From x\nSubject: =?utf-8?q?Caf=C3=A9?=\nDate: Wed, 05 May 2021 10:00:00 +0900\n"
        b"Message-ID: <%d@x>\n\nBody.\n\n"
    )
    first, second = read("a.mbox", mail % 1 + mail % 2)
    assert (first.hints.title, first.hints.date, first.origin.part, first.origin.line) == (
        "Café",
        "2021-05-05T10:00:00+09:00",
        "1@x",
        6,
    )
    assert (second.origin.part, second.origin.line) == ("2@x", 13)
