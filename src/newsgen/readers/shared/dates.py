"""Dates as mails and feeds write them."""

import email.utils


def iso_date(text: str) -> str:
    """A date as ISO 8601, its time zone as stated, where it is written as in a mail; else the text
    as it stands.

    >>> iso_date("Wed, 05 May 2021 08:00:00 +0900"), iso_date("2021-05-05")
    ('2021-05-05T08:00:00+09:00', '2021-05-05')
    """
    try:
        return email.utils.parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text
