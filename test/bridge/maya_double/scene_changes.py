"""The kinds of callbacks that a scene's own changes bring."""

from __future__ import annotations

NODE_ADDED, NODE_REMOVED, CONNECTED, NAME_CHANGED = "nodeAdded", "nodeRemoved", "connection", "nameChanged"
PARENT_ADDED = "parentAdded"
