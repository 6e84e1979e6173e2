# A thin door to dev.py; `make test ARGS="-k zopa"` passes arguments on.
PYTHON ?= python3

help demo test check bench fuzz docs shots:
	@$(PYTHON) dev.py $@ $(ARGS)

.PHONY: help demo test check bench fuzz docs shots
.DEFAULT_GOAL := help
