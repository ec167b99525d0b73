"""Every callback that product code registers, by id, and what happens when one is called or taken back.

When which is called is left to whoever owns the moment: the event loop, playback, views, files."""

from __future__ import annotations

from collections import Counter
from typing import Callable, NamedTuple

Callback = Callable[..., object]
_Key = tuple[str, str]


class Registration(NamedTuple):
    """`kind` is the message ("timeChange"), `about` what it is about ("modelPanel4"), empty for all."""

    identity: int
    kind: str
    about: str
    function: Callback
    client_data: object


class Callbacks:
    """Ids are never reused. `raised` holds what callbacks let through to Maya, which must stay empty."""

    def __init__(self) -> None:
        self.raised: list[BaseException] = []
        self.removed_twice: list[int] = []
        self.current = 0
        self._by_id: dict[int, Registration] = {}
        self._by_key: dict[_Key, dict[int, Registration]] = {}
        self._next = 0x7F00_0000_0000

    def add(self, kind: str, about: str, function: Callback, client_data: object = None) -> int:
        """Gives the id by which it can be taken back. Raises TypeError for what cannot be called."""
        if not callable(function):
            raise TypeError("must be a callable")
        self._next += 0x40
        registration = Registration(self._next, kind, about, function, client_data)
        self._by_id[registration.identity] = registration
        self._by_key.setdefault((kind, about), {})[registration.identity] = registration
        return registration.identity

    def remove(self, identity: int) -> None:
        """Raises RuntimeError, as Maya does, where there is none with this id."""
        registration = self._by_id.pop(identity, None)
        if registration is None:
            self.removed_twice.append(identity)
            raise RuntimeError("(kInvalidParameter): No element at given index")
        del self._by_key[registration.kind, registration.about][identity]

    def forget(self, kind: str, about: str) -> None:
        """Maya drops these by itself."""
        for identity in list(self._by_key.pop((kind, about), ())):
            del self._by_id[identity]

    def has(self, kind: str, about: str = "") -> bool:
        """Whether anybody listens."""
        return bool(self._by_key.get((kind, about)))

    def call(self, kind: str, *arguments: object, about: str = "") -> list[object]:
        """Calls all that are registered now and still when their turn comes; gives what they gave."""
        answers: list[object] = []
        for registration in list(self._by_key.get((kind, about), {}).values()):
            if registration.identity in self._by_id:
                answers.append(self._call(registration, arguments))
        return answers

    def registered(self, kind: str) -> list[Registration]:
        """Those of one kind, whatever they are about."""
        return [registration for registration in self._by_id.values() if registration.kind == kind]

    def call_one(self, registration: Registration, *arguments: object) -> object:
        """Calls one, unless it was taken back meanwhile."""
        return self._call(registration, arguments) if registration.identity in self._by_id else None

    def counted(self) -> dict[str, int]:
        """How many of each kind there are."""
        return dict(Counter(registration.kind for registration in self._by_id.values()))

    def _call(self, registration: Registration, arguments: tuple[object, ...]) -> object:
        before, self.current = self.current, registration.identity
        try:
            return registration.function(*arguments, registration.client_data)
        except Exception as error:  # noqa: BLE001 - what gets here would have reached Maya: it is counted, not hidden
            self.raised.append(error)
            return None
        finally:
            self.current = before
