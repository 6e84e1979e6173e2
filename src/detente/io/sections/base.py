"""What all sections share: faults with a remedy, described fields, and models that speak in our words."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, ClassVar, Self, TypeVar, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from detente.checks.finding import Finding, Path
from detente.checks.words import did_you_mean, listed, meant, quoted
from detente.io.nodes import Nothing, as_list, as_mapping

__all__ = ["MAX_FAULTS", "Faults", "Section", "as_list", "as_mapping", "described", "fail", "findings", "form", "named"]


def form(value: object) -> str:
    """Return what a value of the file is, in words."""
    if value is None:
        return "an empty value"
    if isinstance(value, str):
        return quoted(value) if value.strip() else "an empty text"
    kind = "list" if isinstance(value, list) else "mapping"
    return f"a {kind}" if value else f"an empty {kind}"


_T = TypeVar("_T")

MAX_FAULTS = 600
"""Faults of one value after which its further entries are not looked at: more than anyone is shown."""


class _Below:
    """Collects the faults of a part at a path, and goes on after it."""

    def __init__(self, faults: Faults, path: Path) -> None:
        self.faults = faults
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, ValidationError):
            self.faults.extend(error, *self.path)
        return error is None or isinstance(error, ValidationError)


class Faults:
    """Collects the faults of one value, each with the path below that value, and raises them together."""

    def __init__(self) -> None:
        self.details: list[InitErrorDetails] = []

    def add(self, code: str, message: str, remedy: str, *path: str | int, key: bool = False) -> None:
        """Add one fault; `key` says that the name at the end of the path is wrong, not its value."""
        context = {"code": code, "message": message, "remedy": remedy, "at": "key" if key else "value"}
        error = PydanticCustomError("detente", "{message}", context)
        self.details.append(InitErrorDetails(type=error, loc=path, input=None))

    def each(self, items: Iterable[_T]) -> Iterator[_T]:
        """Yield entries until there are more faults than anyone is shown."""
        return itertools.takewhile(lambda _: len(self.details) < MAX_FAULTS, items)

    def extend(self, error: ValidationError, *path: str | int) -> None:
        """Add all faults of a part that stands at a path below this value."""
        for found in findings(error):
            self.add(found.code, found.message, found.remedy, *path, *found.path, key=found.at == "key")

    def below(self, *path: str | int) -> _Below:
        """Return a context that collects the faults of a part at a path below this value."""
        return _Below(self, path)

    def error(self) -> ValidationError:
        """Return what was added, to be raised."""
        return ValidationError.from_exception_data("case", self.details)

    def check(self) -> None:
        """Raise what was added, if anything."""
        if self.details:
            raise self.error()


def fail(code: str, message: str, remedy: str) -> ValidationError:
    """Return a single fault of a value, to be raised."""
    faults = Faults()
    faults.add(code, message, remedy)
    return faults.error()


def findings(error: ValidationError, path: Path = ()) -> list[Finding]:
    """Return the faults that a validation raised, with `path` in front of each."""
    found: list[Finding] = []
    for detail in error.errors(include_url=False, include_input=False):
        context = detail.get("ctx", {})  # every fault comes from `Faults`, which always gives it
        loc = tuple(step for step in detail["loc"] if step != "[key]")
        at = "key" if detail["loc"][-1:] == ("[key]",) else context["at"]
        found.append(Finding(context["code"], (*path, *loc), context["message"], context["remedy"], "error", at))
    return found


def described(description: str, unit: str, example: object, *, default: object = ..., alias: str | None = None) -> Any:
    """Return a field with its meaning, unit and example; required unless it has a default."""
    about = cast("Any", {"description": description, "examples": [example], "json_schema_extra": {"unit": unit}})
    return Field(default, alias=alias, **about)


def named(model: str) -> WithJsonSchema:
    """Return the JSON Schema of a mapping of names to a model."""
    return WithJsonSchema({"type": "object", "additionalProperties": {"x-ref": model}})


def _written(example: object) -> str:
    """Return an example as one writes it in the file."""
    if isinstance(example, Mapping):
        pairs = cast("Mapping[object, object]", example)
        return "{" + ", ".join(f"{key}: {_written(value)}" for key, value in pairs.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(map(_written, cast("list[object]", example))) + "]"
    # YAML reads a plain text that starts like this as something else.
    return f'"{example}"' if str(example).startswith(("%", "@", "&", "*", "!", "|", ">", "`")) else str(example)


class Section(BaseModel):
    """A mapping with known names; every complaint names a remedy.

    Empty optional entries (``note:``) count as absent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    also_called: ClassVar[dict[str, str]] = {}
    """Other names, in small letters, that the field uses for entries, each with the name in the file."""

    @classmethod
    def names(cls) -> dict[str, str]:
        """Return the names as written in the file, each with its field; the model's own before inherited ones."""
        levels = [getattr(level, "model_fields", {}) for level in cls.__mro__]
        own = [name for level, above in itertools.pairwise(levels) for name in level if name not in above]
        return {cls.model_fields[name].alias or name: name for name in own}

    @classmethod
    def example(cls, name: str) -> str:
        """Return an example of an entry as one writes it."""
        field = cls.model_fields[cls.names()[name]]
        return f"{name}: {_written((field.examples or [''])[0])}"

    @classmethod
    def _keep(cls, name: str, value: object, faults: Faults) -> bool:
        """Return whether an entry is worth validating, having reported it where not."""
        field = cls.names().get(name)
        if field is None:
            if name.casefold() in cls.also_called:
                remedy = f"Here it is called {quoted(cls.also_called[name.casefold()])}."
                faults.add("unknown-key", f"{quoted(name)} is not known here.", remedy, name, key=True)
            else:
                remedy = did_you_mean(name, cls.names(), f"Remove it, or write one of {listed(cls.names())}.")
                faults.add("unknown-key", f"{quoted(name)} is not known here.", remedy, name, key=True)
            return False
        if not cls.model_fields[field].is_required():
            return value is not None and not isinstance(value, Nothing)
        if value is None:
            remedy = f"Write it out, for example `{cls.example(name)}`."
            faults.add("empty", f"{quoted(name)} is empty.", remedy, name)
            return False
        return True

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        faults = Faults()
        entries = as_mapping(data)
        if entries is None:
            message = f"A mapping with {listed(cls.names(), 'and')} is expected here, not {form(data)}."
            required = [name for name, field in cls.names().items() if cls.model_fields[field].is_required()]
            examples = ", ".join(cls.example(name) for name in required or list(cls.names())[:1])
            faults.add("not-a-mapping", message, f"Write for example `{{{examples}}}`.")
            raise faults.error()
        kept = {name: value for name, value in faults.each(entries.items()) if cls._keep(name, value, faults)}
        try:
            section = handler(kept)
        except ValidationError as error:
            cls._translate(error, entries, faults)
        else:
            if not faults.details:
                return section
        raise faults.error()

    @classmethod
    def _translate(cls, error: ValidationError, entries: dict[str, object], faults: Faults) -> None:
        """Turn pydantic's own complaints into ours: what is missing, and what has the wrong form."""
        misspelt = meant(entries, cls.names()) | {cls.also_called.get(name.casefold()) for name in entries}
        for detail in faults.each(error.errors(include_url=False)):
            kind, loc = detail["type"], detail["loc"]
            if kind == "detente":
                context = detail.get("ctx", {})
                key = loc[-1:] == ("[key]",) or context["at"] == "key"
                path = tuple(step for step in loc if step != "[key]")
                faults.add(context["code"], context["message"], context["remedy"], *path, key=key)
                continue
            name = str(loc[0])
            example = cls.example(name)
            if kind == "missing":
                if name not in entries and name not in misspelt:
                    faults.add("missing-key", f"{quoted(name)} is missing.", f"Add it, for example `{example}`.")
                continue
            wanted = {"dict_type": "mapping", "list_type": "list"}[kind]
            message = f"A {wanted} is expected here, not {form(detail['input'])}."
            faults.add(f"not-a-{wanted}", message, f"Write for example `{example}`.", *loc)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the model's schema; entries that may be absent may be empty too."""
        model = handler(schema)
        described_model = handler.resolve_ref_schema(model)
        required = described_model.get("required", [])
        for name, entry in described_model.get("properties", {}).items():
            if name in required:
                continue
            if {"type": "null"} in entry.get("anyOf", []):
                entry.pop("default", None)
                continue
            about = {
                key: entry.pop(key) for key in ("title", "description", "examples", "unit", "default") if key in entry
            }
            about.pop("default", None)
            described_model["properties"][name] = {**about, "anyOf": [entry, {"type": "null"}]}
        return model
