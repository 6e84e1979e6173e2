"""The case file as models, one small module per group of sections; the only place that knows pydantic.

Each model describes its fields (meaning, unit, example) for the JSON Schema and the case reference, and each module
turns its models into the domain objects of `detente.case`.
"""
