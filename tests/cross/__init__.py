"""What other programs' files say, read a second time by code that shares nothing with the importers."""
