# A thin door to dev.py; `make test ARGS="-k zopa"` passes arguments on.
PYTHON ?= python3

help demo test check bench fuzz docs:
	@$(PYTHON) dev.py $@ $(ARGS)

.PHONY: help demo test check bench fuzz docs
.DEFAULT_GOAL := help
