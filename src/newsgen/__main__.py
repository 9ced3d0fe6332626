"""Runs the command line as `python -m newsgen`."""

from newsgen.cli import run

if __name__ == "__main__":
    run()
