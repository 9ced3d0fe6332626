"""A site that tests of output publish, with its cache folder."""

import pytest

from newsgen import output


class Archive:
    """A folder with a site and a cache, to which pages are published as a build does it."""

    def __init__(self, folder):
        self.site = folder / "site"
        self.cache = folder / ".newsgen"
        self.cache.mkdir(parents=True)

    def stage(self, path, text):
        """Stage one page."""
        return output.stage(str(self.site), str(self.cache), path, text.encode())

    def publish(self, pages):
        """Stage and publish pages (path → text); how many files were written and removed."""
        published = output.manifest(self.site)
        written = {path: self.stage(path, text) for path, text in pages.items()}
        return output.publish(self.site, self.cache, published, written)

    def finish_interrupted(self):
        """Finish a publication that was killed; whether there was one."""
        return output.finish_interrupted(self.site, self.cache)

    def files(self):
        """The published files: path → text."""
        return {
            path.relative_to(self.site).as_posix(): path.read_text("utf-8")
            for path in sorted(self.site.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def archive(tmp_path):
    """An archive of which nothing is published yet."""
    return Archive(tmp_path)
