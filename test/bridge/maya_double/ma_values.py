"""What the setAttr and addAttr statements of a Maya ASCII file say, as values of nodes."""

from __future__ import annotations

from collections.abc import Sequence

from .attribute_names import short_name
from .ma_tokens import Quoted, is_flag, joined
from .node import AddedAttribute, Node, Value

_TRUE, _FALSE = {"yes", "on", "true"}, {"no", "off", "false"}
_WITHOUT_VALUE = {"-ci", "-h", "-r", "-w", "-m", "-im", "-uac", "-uap", "-ca", "-aap", "-q", "-e"}


class Assignment:
    """One setAttr: which plug, of which type, to which words. `is_set` is false where it only sets flags."""

    def __init__(self, words: Sequence[str]) -> None:
        self.plug = ""
        self.kind = ""
        self.flags: dict[str, str] = {}
        self.words: list[str] = []
        words = joined(words)
        at = 1
        while at < len(words):
            word = words[at]
            if not self.plug and is_flag(word) or word in ("-type", "-typ") and not isinstance(word, Quoted):
                value = words[at + 1] if at + 1 < len(words) else ""
                if word in ("-type", "-typ"):
                    self.kind = value
                else:
                    self.flags[word] = value
                at += 2
                # Some flags that Maya writes stand alone.
                if word in ("-av", "-alteredValue", "-c", "-clamp"):
                    at -= 1
            elif not self.plug:
                self.plug = word
                at += 1
            else:
                self.words.append(word)
                at += 1

    @property
    def is_set(self) -> bool:
        return bool(self.words)

    @property
    def value(self) -> Value:
        """What a scalar or a text is; rows of numbers stay words."""
        if len(self.words) == 1:
            return scalar(self.words[0], self.kind)
        return tuple(self.words)


def scalar(word: str, kind: str = "") -> Value:
    """One word as what it means."""
    if kind == "string" or isinstance(word, Quoted):
        return str(word)
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    try:
        return float(word)
    except ValueError:
        return word


def assign(node: Node, assignment: Assignment) -> None:
    """Gives a node its value."""
    plug = assignment.plug.rpartition(".")[2] if assignment.plug.count(".") == 1 else assignment.plug.partition(".")[2]
    if assignment.is_set and plug:
        node.values[short_name(plug)] = assignment.value


def add_attribute(node: Node, words: Sequence[str]) -> None:
    """Adds the attribute that an addAttr statement declares."""
    flags: dict[str, str] = {}
    words = joined(words)
    at = 1
    while at < len(words):
        word = words[at]
        if is_flag(word):
            flags[word] = words[at + 1] if at + 1 < len(words) else ""
            at += 1 if word in _WITHOUT_VALUE and at + 1 < len(words) and is_flag(words[at + 1]) else 2
        else:
            at += 1
    short, long = flags.get("-sn", ""), flags.get("-ln", "")
    if not short and not long:
        return
    kind = flags.get("-dt") or flags.get("-at") or "double"
    node.added[long or short] = AddedAttribute(long or short, short or long, kind, flags.get("-k") in _TRUE)
    if "-dv" in flags:
        node.values.setdefault(short or long, scalar(flags["-dv"]))
