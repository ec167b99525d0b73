"""What `start`, `stop` and `status` are in a Python that is too old for the bridge: one clear line, and nothing raised.

Written so that every Python that a host has ever had can read it."""

import sys

SENTENCE = (
    "Rigscope needs Python 3.9 or later (Maya 2023, Blender 3.4), and this host runs Python "
    + ".".join(str(number) for number in sys.version_info[:2])
    + ". It goes on without Rigscope."
)


class Status:
    """What the bridge is doing: nothing."""

    kind = "refused"
    sentence = SENTENCE
    session = None
    port = None
    clients = 0
    own_cost = None


def start(*_, **__):  # type: ignore[no-untyped-def]
    """Says why nothing starts."""
    print(SENTENCE)
    return Status()


def stop(*_, **__):  # type: ignore[no-untyped-def]
    """Nothing runs."""
    return Status()


def status():  # type: ignore[no-untyped-def]
    """Why nothing runs."""
    return Status()


def selftest(*_, **__):  # type: ignore[no-untyped-def]
    """Says why nothing begins."""
    print(SENTENCE)
