"""Bytes become text: by UTF-8, a mark or detection; mojibake is repaired, what cannot be seen is taken
out, lines stay lines."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsgen.text.encoding import decoded, tidy

LANGUAGES = {
    "English": "The ministers met in a café – “late”, they said.\n",
    "Russian": "Министры встретились в гостинице у реки поздно вечером.\n",
    "Greek": "Οι υπουργοί συναντήθηκαν αργά το βράδυ στο ξενοδοχείο.\n",
    "Japanese": "大臣たちは夜遅くに川沿いのホテルで会談した。合意はなかった。\n",
    "Chinese": "部长们深夜在河边的酒店会面,没有达成协议。\n",
    "Korean": "장관들은 밤늦게 강가의 호텔에서 만났다. 합의는 없었다.\n",
    "Hebrew": "השרים נפגשו בשעת לילה מאוחרת במלון שעל שפת הנהר.\n",
    "Arabic": "التقى الوزراء في ساعة متأخرة من الليل في فندق على النهر.\n",
    "Turkish": "Bakanlar gece geç saatte nehir kıyısındaki otelde görüştü.\n",
}
CODECS = [
    ("English", "cp1252"),
    ("Russian", "cp1251"),
    ("Russian", "koi8-r"),
    ("Greek", "cp1253"),
    ("Japanese", "shift_jis"),
    ("Japanese", "euc_jp"),
    ("Chinese", "gb18030"),
    ("Korean", "cp949"),
    ("Hebrew", "cp1255"),
    ("Arabic", "cp1256"),
]


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_unicode_is_read_exactly(language, codec):
    """Text in any of Unicode's encodings, with a mark or without, is read as it was."""
    text = LANGUAGES[language] * 3
    assert decoded(text.encode(codec)).text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("language", "codec"), CODECS)
def test_old_encodings_are_detected(language, codec):
    """Ten lines in an older encoding are enough to detect it."""
    text = LANGUAGES[language] * 10
    assert decoded(text.encode(codec)).text == text


@pytest.mark.parametrize(
    "codec", ["latin-1", "cp1252", "mac_roman", "cp1251", "cp437", "cp1250", "cp1254"]
)
def test_mojibake_is_repaired(codec):
    """UTF-8 that was once read as another encoding is text again."""
    text = "The café – it’s “closed”, said Zoë."
    broken = "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())
    assert tidy(broken) == text


@pytest.mark.parametrize(
    "text",
    [
        *LANGUAGES.values(),
        "Ã la carte",
        "‚quoted‘ – “so”",
        "naïve façade Ångström",
        "5 £ and 6 €",
        "I’d — no…",
    ],
)
def test_clean_text_is_left_alone(text):
    """Text that was read right is not repaired."""
    assert tidy(text) == text


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("so\xadft zero\u200bwidth \ufeffmark\u2060", "soft zerowidth mark"),
        ("a\0b\x01c\x7f", "abc"),
        ("cafe\u0301", "café"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("one\x0btwo\u2028three\xa0four", "one two three four"),
        ("left\u202eright\u200e", "leftright"),
        ("שלום \u200fעולם\u202e", "שלום \u200fעולם"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("wo\u200cr\u200dd", "word"),
        ("👩\u200d👧 waved", "👩\u200d👧 waved"),
        ("lone \ud800 surrogate, pair \ud83d\ude00", "lone \ufffd surrogate, pair 😀"),
        ("don\x92t", "don’t"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(dirty, clean):
    """Invisible characters, control characters and halves of characters are taken out, save where they
    mean something."""
    assert tidy(dirty) == clean


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"%PDF-1.7\nplain so far", "a PDF document"),
        (b"{\\rtf1 text}", "an RTF document"),
        (bytes(range(256)) * 8, "binary data"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 60, "a program (ELF)"),
    ],
)
def test_what_is_no_text_is_named(data, fault):
    """A file that is no text is recognised by its first bytes or by its control characters."""
    assert decoded(data) == ("", decoded(data).encoding, fault)


def test_a_few_wrong_bytes_do_not_change_the_encoding():
    """UTF-8 cut off in mid-character, or with one byte of windows-1252 in it, is still UTF-8."""
    text = "Café, naïve, Zoë, Ångström, 東京, Привет"
    assert decoded(text.encode()[:-1]).text == text[:-1]
    assert decoded(text.encode() + b" \x93so\x94").text == text + " “so”"


def test_what_a_container_declares_is_believed_where_utf8_fails():
    """A declared encoding that fits decides; one that does not exist is passed over."""
    assert decoded("Zażółć".encode("iso8859-2"), "iso-8859-2").text == "Zażółć"
    assert decoded("Zażółć".encode(), "no-such-code").text == "Zażółć"


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.binary(max_size=300))
@example(b"\xff\xfe\0")
@example(b"\xfe\xff\xd8\x00")
def test_any_bytes_give_text_that_can_be_written(data):
    """Whatever the bytes, the text is tidy, in NFC, and UTF-8 can hold it."""
    text = decoded(data).text
    text.encode("utf-8")
    assert tidy(text) == text
    assert unicodedata.is_normalized("NFC", text)


SIGNS = [*"aé东ش\n\r\0\u200b\u200d\u202e\xad\x92\ud800\xa0â€™Ã©‚Äô"]


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.text(alphabet=st.sampled_from(SIGNS), max_size=40))
def test_lines_stay_lines(text):
    """Tidying changes no line's number, and tidying twice nothing more."""
    once = tidy(text)
    assert once.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert tidy(once) == once


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(st.sampled_from("aé ß“”’–…â€™ÃÂ©ÄÅ‚\u0301\xa0\xad\x85\u200b\n"), max_size=12))
def test_what_passes_as_usual_needs_no_tidying(text: str) -> None:
    """A character that the quick test does not know sends the whole text through the long way: the
    result is the same."""
    assert tidy(f"{text}\n\u2603") == f"{tidy(text)}\n\u2603"


@pytest.mark.parametrize(
    ("data", "is_text"),
    [
        (b"a" * 98 + b"\x01" * 2, True),
        (b"a" * 97 + b"\x01" * 3, False),
        (b"%" + b"a" * 99, True),
    ],
    ids=["2 % controls", "3 % controls", "a percent sign"],
)
def test_a_few_control_characters_do_not_make_a_text_binary(data, is_text):
    """Up to 2 % of control characters a file is text, and they are taken out."""
    read = decoded(data)
    assert read.fault == ("" if is_text else "binary data")
    assert read.text == (data.decode().replace("\x01", "") if is_text else "")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["it is", "One line of plain words, and another one. " * 60])
def test_utf16_without_a_mark_is_recognised(codec, text):
    """A few letters are enough, and so is the beginning of a long text."""
    assert decoded(text.encode(codec)).text == text


@pytest.mark.parametrize(("good", "is_utf8"), [(2, False), (3, True)])
def test_three_characters_of_utf8_outweigh_a_byte_that_is_none(good, is_utf8):
    """A wrong byte amid three characters of UTF-8 is read as windows-1252; amid two, the text is of
    another encoding."""
    data = "é".encode() * good + b" \x93so on and so forth"
    assert (decoded(data).encoding == "utf-8") == is_utf8


def test_each_kind_of_joiner_is_taken_out_by_itself():
    """Joiners and non-joiners beside Latin letters are residue, one without the other too."""
    assert tidy("wo\u200crd") == tidy("wo\u200drd") == "word"
