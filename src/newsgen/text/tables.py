"""Rule tables that ship with the package: text files beside the code that reads them, one rule a
line; `#` begins a comment line."""

from importlib.resources import files


def rows(package: str, name: str) -> list[str]:
    """The lines of the table `rules/<name>` of `package`, without comments and empty lines.

    >>> rows("newsgen.clean", "scripts.tsv")[0].split()
    ['0370', '03ff', 'el']
    """
    text = files(package).joinpath(f"rules/{name}").read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
