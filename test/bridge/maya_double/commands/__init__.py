"""The commands of maya.cmds that the double does, a file a subject. How one is called is in calling.py."""
