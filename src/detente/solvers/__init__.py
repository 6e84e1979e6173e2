"""Algorithms on arrays: one file each, no knowledge of cases."""
