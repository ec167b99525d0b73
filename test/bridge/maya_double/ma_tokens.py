"""Takes the text of a Maya ASCII file apart into statements of words. What they mean is left to ma_file.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_WORD = re.compile(
    r'"(?P<quoted>[^"\\]*(?:\\.[^"\\]*)*)"'
    r"|//(?P<comment>[^\n]*)"
    r"|/\*(?P<block>.*?)\*/"
    r'|(?P<bare>[^\s";]+)'
    r"|(?P<end>;)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class Quoted(str):
    """A word that stood in quotation marks, without them and with its escapes undone."""

    __slots__ = ()


def statements(text: str) -> Iterator[list[str]]:
    """Every statement as its words, of which the quoted are Quoted. What the end of the text cuts off is left out."""
    words: list[str] = []
    for match in _WORD.finditer(text):
        kind = match.lastgroup
        if kind == "bare":
            words.append(match.group())
        elif kind == "quoted":
            words.append(Quoted(unescape(match.group("quoted"))))
        elif kind == "end":
            if words:
                yield words
            words = []


def unescape(text: str) -> str:
    """Undoes what `escape` does."""
    return text if "\\" not in text else _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)


def escape(text: str) -> str:
    """A text as it stands between quotation marks in a Maya ASCII file."""
    for plain, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(plain, written)
    return text


def is_flag(word: str) -> bool:
    """Whether a word is a flag, and neither a text nor a negative number."""
    return not isinstance(word, Quoted) and len(word) > 1 and word[0] == "-" and word[1].isalpha()


def joined(words: Sequence[str]) -> list[str]:
    """The words with texts that are put together of several, `("a" + "b")`, made one."""
    if "(" not in words:
        return list(words)
    found: list[str] = []
    inside: list[str] | None = None
    for word in words:
        quoted = isinstance(word, Quoted)
        if word == "(" and not quoted:
            inside = []
        elif word == ")" and not quoted and inside is not None:
            found.append(Quoted("".join(inside)))
            inside = None
        elif inside is None:
            found.append(word)
        elif quoted:
            inside.append(word)
    return found
