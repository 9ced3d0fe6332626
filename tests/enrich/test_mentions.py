"""What a story names, as a whole: tags, the bound on topics, and that it depends on the story
alone."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.config import EnrichConfig
from newsgen.enrich import mentions
from newsgen.enrich.recognition.name_parts import parts_at_start, parts_within


def test_tags_given_come_first_and_have_the_kind_that_is_known(article):
    """USA is the place United States, a tag that the text names is of that kind, another is a
    subject; each once."""
    text = "Ann Doyle said no.\nDoyle left."
    named = mentions(
        [article(text, tags=("USA", "Ann Doyle", "Mill  talks", "usa"))], EnrichConfig()
    )[0]
    assert [(mention.name, mention.kind, mention.rule) for mention in named] == [
        ("United States", "place", "tag"),
        ("Ann Doyle", "person", "tag"),
        ("Mill talks", "subject", "tag"),
    ]


def test_topics_are_bounded_but_tags_are_all_kept(article):
    """`most` bounds what is found; what the author gave always counts."""
    text = "Peru, Chile and Cuba met.\nPeru, Chile and Cuba agreed."
    assert (
        sum(mention.salient for mention in mentions([article(text)], EnrichConfig(most=2))[0]) == 2
    )
    assert (
        sum(
            mention.salient
            for mention in mentions(
                [article(text, tags=("One", "Two", "Three"))], EnrichConfig(most=2)
            )[0]
        )
        == 3
    )


def test_finding_turned_off_leaves_the_tags_given(article):
    """A librarian's own topics stand alone: what the text names is no topic then, and says nothing
    of a tag either."""
    text = "Peru, Chile and Ann Doyle met.\nPeru agreed, said Doyle."
    named = mentions(
        [article(text, tags=("Mill talks", "USA", "Ann Doyle"))], EnrichConfig(find=False)
    )[0]
    assert [(mention.name, mention.kind) for mention in named] == [
        ("Mill talks", "subject"),
        ("United States", "place"),
        ("Ann Doyle", "subject"),
    ]
    assert mentions([article(text)], EnrichConfig(find=False))[0] == ()


def test_the_dek_that_repeats_the_lead_is_not_counted_twice(article):
    """A country named once in a lead that the dek repeats is named once."""
    lead = "A ship left Peru with wheat for the islands on the far side."
    assert not any(
        mention.salient
        for mention in mentions([article(lead, dek=lead.rstrip("."))], EnrichConfig())[0]
    )


def test_nothing_in_nothing_out(article):
    """An article without text has no topics."""
    assert mentions([article("")], EnrichConfig())[0] == ()


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300),
    st.sampled_from(["en", "", "de", "zh"]),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_text_gives_complete_mentions(text, lang):
    """Whatever the text, nothing raises, names and keys are there, and a second reading – from
    memory – is the same."""
    one = _article(text, lang)
    named = mentions([one], EnrichConfig())[0]
    assert all(mention.name and mention.key and mention.forms and mention.rule for mention in named)
    parts_within.clear()
    parts_at_start.clear()
    assert mentions([one], EnrichConfig())[0] == named


def _article(text, lang):
    from newsgen.model import Article, Block, Origin

    blocks = tuple(Block("paragraph", line, None, 1) for line in text.splitlines())
    empty = Article(
        "a", Origin("a", "", "", 1), "", "", None, "", (), "", "", "", lang, (), (), (), (), (), ()
    )
    return msgspec.structs.replace(empty, title=text[:40], blocks=blocks)
