"""The command line: thin; each command has a file that is imported only when it runs."""

from detente.cli.main import main

__all__ = ["main"]
