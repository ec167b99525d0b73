"""A double of the part of Maya that a bridge uses, over a scene read from real .ma text. It is no Maya: what it says of
times is invented, what it refuses is what matters.

    app = MayaApp(version=2025)
    undo = install(app)         # now `import maya.cmds`, `maya.api.OpenMaya` and so on mean this app
    app.files.open("walk_rig.ma")
    app.playback.play()
    app.turn()                  # one pass of Maya's main loop: a frame while it plays, else events, timers, idle
    app.artist.select("hips")   # what somebody does by hand; app.troubles is what goes wrong on request
    assert app.harm == []       # undeclared calls, exceptions that reached Maya, callbacks taken back twice
    undo()

harness.py is the host contract's Maya over it, process.py a program with the real bridge in it for a real hub:
`PYTHONPATH=bridge:test/bridge python -m maya_double.process scene.ma --play`.

Every command, flag, method and constant goes through gate.py: neither a set of declarations nor supplement.json having
it is a refusal (Undeclared), and so is what Maya has and the double does not do yet (NotInDouble)."""

from __future__ import annotations

from .app import MayaApp
from .gate import Breach, NotInDouble, Undeclared, WrongThread
from .installing import install

__all__ = ["Breach", "MayaApp", "NotInDouble", "Undeclared", "WrongThread", "install"]
