# A thin door to dev.py; `make test ARGS="-k zopa"` passes arguments on, `make import-check DIR=...` a folder.
PYTHON ?= python3

help demo test check bench fuzz import-check docs shots:
	@$(PYTHON) dev.py $@ $(if $(DIR),"$(DIR)") $(ARGS)

.PHONY: help demo test check bench fuzz import-check docs shots
.DEFAULT_GOAL := help
