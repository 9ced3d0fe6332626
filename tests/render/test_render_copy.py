"""A copy's page: what it changes of the story, in words, in a map, and paragraph by paragraph."""

import html
import re

import msgspec
import pytest
import tree
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import SITE, invented

from newsgen.dedupe import difference
from newsgen.dedupe.records import WordRun
from newsgen.model import Block
from newsgen.plan import pages
from newsgen.render import page as rendered
from newsgen.render.marks import merged

ARCHIVE, LIBRARY = invented()
FERRY = "h0000000000f1"
PLANNED = [page for page in pages(ARCHIVE, SITE) if page.template == "copy.html"]


def shown(number, library=LIBRARY):
    """The page of the `number`th copy of the ferry story."""
    return rendered(PLANNED[number], library, SITE, None).decode()


def test_every_copy_of_a_story_with_several_has_a_page():
    """Three copies, three pages, all in the story's folder; a story of one copy has none."""
    folder = LIBRARY.entries[FERRY].address.rpartition("/")[0]
    assert [page.path.rpartition("/")[0] for page in PLANNED] == [folder] * 3


def test_the_lead_says_that_it_is_the_text_shown():
    """The page of the lead has no difference, and says why."""
    text = tree.text(shown(0))
    assert "The Northmere Gazette copy is the text shown" in text
    assert "Paragraph by paragraph" not in text


def test_a_copy_counts_and_shows_what_it_changes():
    """The counting sentence, the words, the shared part, the marks and the labels agree with the
    texts."""
    page = shown(1)
    text = tree.text(page)
    assert "What the Corran Evening Post copy changes" in text
    assert (
        "Of the story’s 9 paragraphs this copy keeps 1 as it is, changes 1 and lacks 7. "
        "It adds 1 of its own." in text
    )
    assert "71% of this copy’s runs of three words stand in the story too." in text
    assert "<del>on Tuesday with 212</del> <ins>with 209</ins>" in page
    assert (
        '<p class="whole"><ins>The Post’s own reporter counted eleven cars on the quay.</ins></p>'
        in page
    )
    assert page.count('class="whole gone"') == 7
    assert "<summary" in page


def test_the_map_has_a_shape_for_each_paragraph():
    """Nine paragraphs left, three right, two of them joined."""
    kinds = re.findall(r'<path class="(\w+)"', shown(1))
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "tie": 2,
        "same": 2,
        "chg": 2,
        "cut": 7,
        "add": 1,
    }


def test_a_copy_without_an_outlet_goes_by_its_file():
    """An unknown outlet is not guessed: the copy is called by its source file, and the page says
    what it does not state."""
    text = tree.text(shown(2))
    assert "What the copy 0007.txt changes" in text
    assert "Not stated outlet, date, place, byline, agency" in text or "Not stated" in text


def test_every_paragraph_of_a_copy_can_be_read():
    """Folded, changed or its own: each paragraph of the copy stands whole on its page."""
    page = shown(1)
    text = tree.text(re.sub("<del>.*?</del>", "", page))
    for block in LIBRARY.articles[f"{FERRY}-1"].blocks:
        assert " ".join(block.text.split()) in re.sub(r" ([.,])", r"\1", text)


def test_an_identical_copy_says_so():
    """A copy that changes nothing is said to hold all paragraphs as they are."""
    lead = LIBRARY.articles[f"{FERRY}-0"]
    twin = msgspec.structs.replace(LIBRARY.articles[f"{FERRY}-1"], blocks=lead.blocks)
    text = tree.text(
        shown(1, msgspec.structs.replace(LIBRARY, articles={**LIBRARY.articles, twin.id: twin}))
    )
    assert "All 9 paragraphs of the story stand here as they are." in text
    assert "9 identical paragraphs" in text


def of_one_paragraph(article_id, text):
    """The article with this id whose body is one paragraph."""
    blocks = (Block("paragraph", text, None, 1),)
    return msgspec.structs.replace(LIBRARY.articles[f"{FERRY}-0"], id=article_id, blocks=blocks)


words = st.lists(
    st.sampled_from(["fog", "the <b>", "a&b", "lamp,", "quay", "ferry"]), min_size=1, max_size=12
).map(" ".join)


@settings(deadline=None, derandomize=True, max_examples=80)
@given(words, words)
def test_marks_lose_no_word(one, other):
    """Without the added words a merged paragraph is the story's, without the cut ones it is the
    copy's; only the marks are markup."""
    lead, copy = (of_one_paragraph(f"{place}", text) for place, text in enumerate((one, other)))
    for row in difference(lead, copy).rows:
        said = str(merged(row.story, row.copy))
        for mark, text, side in (("ins", one, row.story), ("del", other, row.copy)):
            if side:
                assert (
                    html.unescape(
                        re.sub("</?(ins|del)>", "", re.sub(f"<{mark}>.*?</{mark}>", "", said))
                    ).split()
                    == text.split()
                )


@pytest.mark.parametrize(
    ("story", "copy", "expected"),
    [
        (
            [("equal", "a "), ("del", "b ")],
            [("equal", "a "), ("ins", "c")],
            "a <del>b</del> <ins>c</ins>",
        ),
        ([("del", " ")], [], " "),
        ([], [("ins", "<x>")], "<ins>&lt;x&gt;</ins>"),
    ],
)
def test_spaces_stay_outside_the_marks(story, copy, expected):
    """Cut and added words are marked without the spaces around them."""
    assert (
        merged(tuple(WordRun(*run) for run in story), tuple(WordRun(*run) for run in copy))
        == expected
    )
