"""A small issue of a newspaper as EPUB: a cover, a table of contents and two articles."""

import io
import zipfile

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/issue.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""

PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>The Example, 5 May 2021</dc:title><dc:publisher>The Example</dc:publisher>
<dc:date>2021-05-05</dc:date><dc:language>en</dc:language>
</metadata>
<manifest>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="talks" href="front%20page/talks.xhtml" media-type="application/xhtml+xml"/>
<item id="ferry" href="ferry.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="talks"/><itemref idref="ferry"/></spine>
</package>"""

TALKS = (
    "Ministers from three coastal countries left a hotel on Wednesday without a fishing pact.",
    "The quota for herring remains as it is until the countries meet again in the autumn.",
)
FERRY = (
    "A ferry with forty passengers drifted for three hours before a tug brought it to the pier.",
    "Nobody was hurt, the harbour office said; the engine is to be looked at on Thursday.",
)


def document(title: str, *paragraphs: str) -> str:
    """A document of the issue."""
    heading = f"<h1>{title}</h1>" if title else ""
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>The Example</title></head><body>{heading}\n{text}</body></html>"
    )


def issue(**others: str) -> bytes:
    """The bytes of the issue; `others` go in the place of its files, by the names without suffix."""
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": others.get("container", CONTAINER),
        "OEBPS/issue.opf": others.get("package", PACKAGE),
        "OEBPS/cover.xhtml": document(""),
        "OEBPS/nav.xhtml": document("Contents", "Fishing talks fail", "Ferry adrift"),
        "OEBPS/front page/talks.xhtml": document("Fishing talks fail &amp; end", *TALKS),
        "OEBPS/ferry.xhtml": others.get("ferry", document("Ferry adrift", *FERRY)),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        for name, text in files.items():
            book.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()
