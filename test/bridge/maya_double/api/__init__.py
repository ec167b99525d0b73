"""The classes of maya.api.OpenMaya and its siblings, by subject; modules.py puts them into their modules."""
