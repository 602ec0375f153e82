"""Messages in the user's language: Chinese as written in the code, English from a catalogue.

``tr("共 {n} 份", n=3)`` returns the Chinese template filled in, or its English version when English
was chosen and the catalogue has it; ``say`` does the same for sentences that are already filled in.  What a
document or a rule says is never translated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextvars import ContextVar
from functools import cache

from gouji.installed import data_of

LANGUAGES = ("zh", "en")
_DEEPEST = 2
"""How deep sentences stand in the gaps of others."""
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


def say(text: str) -> str:
    """Return a sentence the engine has written into a result in the language in use, as far as the catalogue knows it.

    A finding is made before anybody has said in which language it will be read; its sentences are Chinese, recognised
    here by their form.  Names, words and figures of documents in them stay as they are.
    """
    return text if _language.get() == "zh" else _said(text, 0)


def _said(text: str, depth: int) -> str:
    """Translate a sentence; what fills its gaps may be one, no deeper than sentences of the engine go."""
    forms = _forms(_language.get())
    whole = _recognised(text, forms, depth)
    if whole is not None:
        return whole
    clauses = _clauses(text)
    known = [_recognised(c, forms, depth) for c in clauses] if len(clauses) > 1 else []
    return "; ".join(k or c for k, c in zip(known, clauses, strict=True)) if any(known) else text


def _recognised(text: str, forms: Sequence[Form], depth: int) -> str | None:
    for form in forms:
        found = form.values(text)
        if found is not None:
            inner = {k: _said(v, depth + 1) if depth < _DEEPEST else v for k, v in found.items()}
            return form.target.format(**inner)
    return None


def _clauses(text: str) -> list[str]:
    """Split a sentence at "；", but not within quotation marks or brackets: there a document speaks."""
    clauses, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in "“（") - (char in "”）")
        if char == "；" and depth <= 0:
            clauses.append(text[start:at])
            start = at + 1
    return [*clauses, text[start:]]


class Form:
    """A form of a sentence: fixed words with named gaps.

    Args:
        source: As written, gaps as ``{name}``; ``{n}`` takes a number.
        target: The same in the other language.
    """

    def __init__(self, source: str, target: str) -> None:
        pieces = re.split(r"\{(\w+)\}", source)
        self.target = target
        self._fixed, self._names = pieces[::2], pieces[1::2]
        self.weight = sum(map(len, self._fixed))

    def values(self, text: str) -> dict[str, str] | None:
        """Return what fills the gaps, each as short as can be; ``None`` if the text is of another form.

        In time proportional to the text, whatever a document has put into it.
        """
        first, *rest = self._fixed
        if not text.startswith(first) or (not rest and text != first):
            return None
        at, found = len(first), {}
        for number, (name, fixed) in enumerate(zip(self._names, rest, strict=True), 1):
            last = number == len(rest)
            if last and not text.endswith(fixed):
                return None
            end = len(text) - len(fixed) if last else text.find(fixed, at + 1)
            value = text[at:end]
            if end <= at or (name == "n" and not value.replace(",", "").isdecimal()):
                return None
            found[name], at = value, end + len(fixed)
        return found


@cache
def _forms(name: str) -> tuple[Form, ...]:
    """Return the forms of sentences, the more definite ones first."""
    forms = [Form(str(source), str(target)) for source, target in _file(name)["sentences"].items()]
    return tuple(sorted(forms, key=lambda f: -f.weight))


@cache
def _file(name: str) -> dict[str, dict[str, str]]:
    import tomllib  # Chinese, the language of the templates, has no catalogue

    text = data_of("gouji").joinpath("locale", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _catalogue(name: str) -> dict[str, str]:
    return {str(k): str(v) for k, v in _file(name)["messages"].items()}


def tr(template: str, **values: object) -> str:
    """Return the message for ``template`` in the language in use, filled with ``values``."""
    if _language.get() != "zh":
        template = _catalogue(_language.get()).get(template, template)
    return template.format(**values) if values else template
