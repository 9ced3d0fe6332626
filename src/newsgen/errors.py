"""The exceptions of newsgen: what stops a build. A bad article never does; it is a `model.Problem`.

Each class has its exit code (docs/cli.md lists them), so that only `cli` needs to know how to exit.
"""


class NewsgenError(Exception):
    """A build that cannot go on: the message says what, why and what to do. Exit code 1."""

    exit_code = 1


class UsageError(NewsgenError):
    """A wrong command line, configuration, decisions or topics file. Exit code 2."""

    exit_code = 2


class VanishedAddressError(NewsgenError):
    """A published address would have no page and no redirect after this build. Exit code 5."""

    exit_code = 5
