"""Messages in the user's language: Chinese as written in the code, English from a catalogue.

``tr("共 {n} 份", n=3)`` returns the Chinese template filled in, or its English version when English
was chosen and the catalogue has it.  What a document or a rule says is never translated.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")
_language: ContextVar[str] = ContextVar("gouji_language", default="zh")


def use_language(language: str) -> None:
    """Choose ``zh`` or ``en`` for messages from here on.

    Raises:
        ValueError: For any other language.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _language.set(language)


def language() -> str:
    """Return the language in use."""
    return _language.get()


@cache
def _catalogue(name: str) -> dict[str, str]:
    import tomllib  # Chinese, the language of the templates, has no catalogue

    text = files("gouji").joinpath("locale", f"{name}.toml").read_text(encoding="utf-8")
    return {str(k): str(v) for k, v in tomllib.loads(text)["messages"].items()}


def tr(template: str, **values: object) -> str:
    """Return the message for ``template`` in the language in use, filled with ``values``."""
    if _language.get() != "zh":
        template = _catalogue(_language.get()).get(template, template)
    return template.format(**values) if values else template
