"""An issue gives its articles; whatever else the file holds, the reader ends with a problem."""

import io

import issue
import pytest

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers import Source
from newsgen_reader_epub.epub import read


def items(data: bytes) -> list[Raw | Problem]:
    """What is read of a file with these bytes."""
    source = Source("example/a.epub", io.BytesIO(data), "example", "")
    return list(read(source, ReadersConfig()))


def test_an_issue_gives_its_articles():
    """Cover and contents are no articles; each article has what the issue states, and its path as part."""
    talks, ferry = items(issue.issue())
    assert isinstance(talks, Raw)
    assert isinstance(ferry, Raw)
    assert (talks.hints.title, ferry.hints.title) == ("Fishing talks fail & end", "Ferry adrift")
    assert (talks.hints.outlet, talks.hints.date, talks.hints.lang) == (
        "The Example",
        "2021-05-05",
        "en",
    )
    assert talks.origin.part == "OEBPS/front page/talks.xhtml"
    assert all(f"<p>{paragraph}</p>" in talks.text for paragraph in issue.TALKS)


BAD = [
    (b"no ZIP file", "File is not a zip file"),
    (issue.issue(container="<container/>"), "There is no item named ''"),
    (issue.issue(package="<package"), "unclosed token"),
    (issue.issue(package="<!DOCTYPE x [<!ENTITY a 'b'>]><package/>"), "it defines entities"),
]


@pytest.mark.parametrize(("data", "why"), BAD)
def test_what_is_no_epub_is_named(data, why):
    """A file that is no EPUB, or a damaged one, is set aside in words."""
    (problem,) = items(data)
    assert isinstance(problem, Problem)
    assert (problem.where, problem.code) == ("example/a.epub", "epub")
    assert why in problem.message


def test_what_came_before_the_fault_is_kept():
    """Of an issue with a damaged document the articles before that are kept."""
    whole = issue.issue()
    broken = whole.replace(issue.FERRY[0].encode(), issue.FERRY[0].encode()[::-1])
    talks, problem = items(broken)
    assert isinstance(talks, Raw)
    assert "Bad CRC-32" in str(problem)


def test_an_issue_without_articles_is_named():
    """An issue none of whose documents holds a paragraph is set aside in words."""
    (problem,) = items(
        issue.issue(
            package=issue.PACKAGE.replace("<spine>", "<spine/><x>").replace("</spine>", "</x>")
        )
    )
    assert isinstance(problem, Problem)
    assert problem.code == "empty"
