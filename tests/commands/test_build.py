"""`newsgen build`: the site follows its articles, writes what changed, and never lets an address vanish."""

import errno
import json
import os
import re
import shutil

import pytest
from tree import contents as tree

from newsgen.cli import main


def run(archive, *options):
    return main(["build", "-s", str(archive), *options])


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def stories(archive):
    return sorted(path for path in tree(archive / "site") if re.search(r"-s\w{13}\.html$", path))


def test_articles_become_a_site(archive, capsys):
    """Four articles, two of them one report: three stories, with a summary that counts them."""
    assert run(archive) == 0
    assert len(stories(archive)) == 3
    assert (
        "4 articles read, 3 stories; 1 copy merged, 1 undated, 0 set aside"
        in capsys.readouterr().out
    )
    assert {
        "index.html",
        "about.html",
        "404.html",
        "style.css",
        "feed.atom",
        "sitemap.xml",
        "manifest.json",
    } <= tree(archive / "site").keys()


def test_a_second_build_writes_nothing(archive, capsys):
    """Not a byte, not a time; with and without the cache."""
    run(archive)
    before = times(archive / "site")
    capsys.readouterr()
    assert run(archive) == 0
    assert "0 written" in capsys.readouterr().out
    assert run(archive, "--full") == 0
    shutil.rmtree(archive / ".newsgen")
    assert run(archive) == 0
    assert times(archive / "site") == before


def test_what_a_build_leaves_is_known_without_a_second_look(archive, monkeypatch, capsys):
    """The next build sees that nothing changed before it reads an article: after pages were written,
    changed and removed, and beside a file that newsgen did not make. A page that was changed outside
    newsgen is looked at."""

    def archived(*_):
        raise AssertionError("a closer look")

    def settled(*options):
        assert run(archive, *options) == 0
        with monkeypatch.context() as patch:
            patch.setattr("newsgen.commands.build.read_archive", archived)
            capsys.readouterr()
            assert run(archive, *options) == 0
            assert "0 written" in capsys.readouterr().out

    settled()
    path = archive / "seeds/bakery.txt"
    path.write_text(path.read_text("utf-8").replace("Bakers", "The bakers"), encoding="utf-8")
    settled("-j", "2")
    (archive / "site/CNAME").write_text("news.example.org", encoding="utf-8")
    settled()
    path.unlink()
    settled()
    (archive / "site/index.html").write_text("another hand", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("newsgen.commands.build.read_archive", archived)
        with pytest.raises(AssertionError, match="a closer look"):
            run(archive)
    settled()


def test_a_typo_mended_moves_no_address(archive):
    """Title and text may change; the address and all others stay."""
    run(archive)
    before = stories(archive)
    path = archive / "seeds/bakery.txt"
    path.write_text(
        path.read_text("utf-8").replace("Bakers of the old town", "Bakers of our old town"),
        encoding="utf-8",
    )
    assert run(archive) == 0
    assert stories(archive) == before
    assert any(b"Bakers of our old town" in data for data in tree(archive / "site").values())


def test_a_renamed_file_moves_no_address(archive):
    """The ledger knows the bytes at their new place."""
    run(archive)
    before = stories(archive)
    (archive / "seeds/bakery.txt").rename(archive / "seeds/ovens.txt")
    assert run(archive) == 0
    assert stories(archive) == before


def test_a_removed_copy_leads_to_its_story(archive):
    """Its own page becomes a redirect; the story stays."""
    run(archive)
    before, kept = tree(archive / "site"), stories(archive)
    (archive / "seeds/inland/fleet.txt").unlink()
    assert run(archive) == 0
    after = tree(archive / "site")
    moved = [path for path in before if re.search(r"-c\w{13}\.html$", path)]
    assert len(moved) == 2
    for path in moved:
        assert b'http-equiv="refresh"' in after[path]
    assert stories(archive) == kept


def test_a_removed_article_leaves_its_address_and_no_text(archive):
    """The address leads to the page of the removed; nothing else of the article is left."""
    run(archive)
    (address,) = [path for path in stories(archive) if "observatory" in path]
    (archive / "seeds/school.md").unlink()
    assert run(archive) == 0
    after = tree(archive / "site")
    assert b"removed.html" in after[address]
    assert "removed.html" in after
    assert not any(b"Tomas Berg" in data or b"roller-skate" in data for data in after.values())


def test_a_build_of_some_articles_may_not_drop_the_others(archive, capsys):
    """A published address would vanish: exit code 5, and the site stays."""
    run(archive)
    before = tree(archive / "site")
    assert run(archive, str(archive / "seeds/school.md")) == 5
    assert "would vanish" in capsys.readouterr().err
    assert tree(archive / "site") == before


def test_a_build_elsewhere_reads_the_ledger_and_does_not_write_it(archive, tmp_path):
    """Addresses are those of the site; the ledger stays as it is."""
    run(archive)
    ledger = (archive / "ledger.jsonl").read_bytes()
    (archive / "seeds/new.txt").write_text(
        "Ferry to run at night\n\nThe night ferry will run from May, the harbour office said on Friday.\n",
        encoding="utf-8",
    )
    assert run(archive, "-d", str(tmp_path / "elsewhere")) == 0
    assert (archive / "ledger.jsonl").read_bytes() == ledger
    assert set(stories(archive)) <= tree(tmp_path / "elsewhere").keys()


def test_a_dry_run_writes_neither_site_nor_ledger(archive, capsys):
    """It says what would be done."""
    assert run(archive, "--dry-run") == 0
    assert "would be" in capsys.readouterr().out
    assert not (archive / "site").exists()
    assert not (archive / "ledger.jsonl").exists()


def test_without_a_configuration_addresses_are_not_recorded(archive, capsys):
    """An ad-hoc build has no ledger, and says so."""
    (archive / "newsgen.toml").unlink()
    assert run(archive) == 0
    assert "addresses are not recorded" in capsys.readouterr().out
    assert not (archive / "ledger.jsonl").exists()


@pytest.mark.parametrize("options", [("-j", "1"), ("-j", "2"), ("-j", "3")])
def test_every_number_of_processes_gives_the_same_bytes(archive, options):
    """Serial and pool."""
    run(archive)
    before = tree(archive / "site")
    shutil.rmtree(archive / "site")
    shutil.rmtree(archive / ".newsgen")
    (archive / "ledger.jsonl").unlink()
    assert run(archive, *options) == 0
    assert tree(archive / "site") == before


def test_the_report_counts_and_names(archive, tmp_path):
    """`--report` holds counts, seconds and problems as JSON."""
    (archive / "seeds/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    assert run(archive, "--report", str(tmp_path / "report.json")) == 0
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert report["counts"]["articles"] == 4
    assert report["counts"]["set_aside"] == 1
    assert [problem["where"] for problem in report["problems"] if problem["level"] == "error"] == [
        "picture.txt"
    ]
    assert list(report["seconds"]) == ["visit", "compare", "resolve", "plan", "render", "publish"]


def test_strict_exits_with_3_where_an_input_was_set_aside(archive):
    """The good ones are built all the same."""
    (archive / "seeds/empty.txt").write_bytes(b"")
    assert run(archive, "--strict") == 3
    assert len(stories(archive)) == 3


def test_why_accounts_for_a_page(archive, capsys):
    """A page's reason is told before it is rendered, and after."""
    run(archive)
    capsys.readouterr()
    run(archive, "--why", "index.html")
    assert "index.html: left alone" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arrange", "code", "says"),
    [
        (lambda site: shutil.rmtree(site / "seeds"), 2, "no such file or folder"),
        (
            lambda site: [path.unlink() for path in (site / "seeds").rglob("*") if path.is_file()],
            1,
            "no articles",
        ),
        (
            lambda site: (site / "newsgen.toml").write_text("title = ", encoding="utf-8"),
            2,
            "not valid TOML",
        ),
        (
            lambda site: (site / "newsgen.toml").write_text('titel = "x"\n', encoding="utf-8"),
            2,
            "did you mean 'title'",
        ),
        (
            lambda site: (site / "newsgen.toml").write_text(
                "[plan]\npage_size = 'many'\n", encoding="utf-8"
            ),
            2,
            "page_size",
        ),
        (
            lambda site: (site / "newsgen.toml").write_text(
                "[[clean.rules]]\npattern = '(['\n", encoding="utf-8"
            ),
            2,
            "mend the pattern",
        ),
        (
            lambda site: (site / "topics.toml").write_text(
                "[[topic]]\nname = 'educatoin'\nhide = true\n", encoding="utf-8"
            ),
            2,
            "education",
        ),
        (
            lambda site: (site / "decisions.toml").write_text(
                "[[article]]\nsource = 'bakery.tx'\ntitle = 'x'\n", encoding="utf-8"
            ),
            2,
            "bakery.txt",
        ),
        (
            lambda site: (site / "ledger.jsonl").write_text("{}\n", encoding="utf-8"),
            2,
            "ledger.jsonl:1",
        ),
    ],
    ids=[
        "no folder",
        "no articles",
        "broken config",
        "unknown key",
        "wrong type",
        "broken rule",
        "unknown topic",
        "unknown article",
        "broken ledger",
    ],
)
def test_what_stops_a_build_is_said(archive, capsys, arrange, code, says):
    """Each fault has its exit code and a message that names the place and the remedy; the old site stays."""
    run(archive)
    before = tree(archive / "site")
    arrange(archive)
    capsys.readouterr()
    assert run(archive) == code
    assert says in capsys.readouterr().err
    assert tree(archive / "site") == before


def test_a_decision_shows_as_given(archive):
    """A title set in decisions.toml stands on the page and in the record."""
    (archive / "decisions.toml").write_text(
        "[[article]]\nsource = 'bakery.txt'\ntitle = 'Nine ovens'\ndate = '2022-05-09'\n",
        encoding="utf-8",
    )
    assert run(archive) == 0
    assert any(
        b"Nine ovens" in data
        for path, data in tree(archive / "site").items()
        if path.startswith("2022/05/09/")
    )


def test_a_split_keeps_two_printings_apart(archive, capsys):
    """`split` pins two articles as two stories; `merge` would join what is not alike."""
    (archive / "decisions.toml").write_text(
        "split = [['coastpost/harbour.txt', 'inland/fleet.txt']]\nmerge = [['bakery.txt', 'school.md']]\n",
        encoding="utf-8",
    )
    assert run(archive) == 0
    assert "4 articles read, 3 stories; 1 copy merged" in capsys.readouterr().out


def test_an_archive_may_be_taken_as_it_was_given(archive, capsys):
    """Every article is a story of its own, but for those that the archivist joins, and topics are the
    tags of front matter."""
    (archive / "decisions.toml").write_text(
        "merge = [['bakery.txt', 'school.md']]\n", encoding="utf-8"
    )
    chosen = ("--set", "dedupe.merge=false", "--set", "enrich.find=false")
    assert run(archive, *chosen) == 0
    assert "4 articles read, 3 stories; 1 copy merged" in capsys.readouterr().out
    (archive / "seeds/ferry.md").write_text(
        "---\ntitle: Ferry late\ntags: [Ferries]\n---\nThe ferry to Peru was late.\n",
        encoding="utf-8",
    )
    assert run(archive, *chosen) == 0
    made = tree(archive / "site")
    assert "topic/ferries/index.html" in made
    assert "topic/peru/index.html" not in made
    about = made["about.html"].decode()
    assert "were not looked for" in about
    assert "no others were looked for" in about
    assert "Topics of a story" not in about
    assert b"has a page of its own" in made["index.html"]
    assert run(archive, *chosen) == 0
    assert "0 written" in capsys.readouterr().out


def test_topics_that_no_story_has_any_more_are_not_counted(archive, tmp_path):
    """Their addresses lead on, but the archive does not boast of them."""
    report = tmp_path / "report.json"
    counts = []
    for chosen in ((), ("--set", "enrich.find=false")):
        assert run(archive, *chosen, "--report", str(report)) == 0
        counts.append(json.loads(report.read_bytes())["counts"]["topics"])
    assert counts[0] > counts[1]
    shown = {
        slug
        for path, data in tree(archive / "site").items()
        if "-s" in path
        for slug in re.findall(rb"topic/([\w-]+)/index", data)
    }
    assert counts[1] == len(shown)


def test_stories_that_become_one_leave_a_redirect(archive):
    """A split taken back: one story keeps its address, the other's leads to it, and no address is lost."""
    (archive / "decisions.toml").write_text(
        "split = [['coastpost/harbour.txt', 'inland/fleet.txt']]\n", encoding="utf-8"
    )
    run(archive)
    before = stories(archive)
    assert len(before) == 4
    (archive / "decisions.toml").unlink()
    assert run(archive) == 0
    after = tree(archive / "site")
    assert before == stories(archive)
    (moved,) = [path for path in before if b'http-equiv="refresh"' in after[path]]
    (kept,) = [
        path
        for path in before
        if "fleet" in path or "fishing" in path or "forty" in path
        if path != moved
    ]
    assert kept.rsplit("/", 1)[-1].encode() in after[moved]


def test_a_disk_that_refuses_ends_the_build_with_its_reason(archive, capsys, monkeypatch):
    """A full disk while pages are staged: exit code 1, the reason, and the old site as it was."""
    run(archive)
    before = tree(archive / "site")
    (archive / "seeds/bakery.txt").write_text(
        "Ovens are back\n\nThe ovens of the old town are back, the guild said on Friday.\n",
        encoding="utf-8",
    )

    def full(path, *_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    with monkeypatch.context() as patch:
        patch.setattr("newsgen.output.staging._write", full)
        capsys.readouterr()
        assert run(archive, "-j", "1") == 1
    assert "No space left on device" in capsys.readouterr().err
    assert tree(archive / "site") == before
    assert run(archive) == 0
    assert tree(archive / "site") != before
