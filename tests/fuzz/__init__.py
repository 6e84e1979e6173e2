"""Damaged case files, made from good ones: the reader refuses or reads them, and never does anything else."""
