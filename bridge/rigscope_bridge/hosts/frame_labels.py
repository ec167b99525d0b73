"""The labels that a frame carries, as indices of schema.json's lists, and the bits of its marks. Which of them holds is
left to each host; test/bridge/contract holds the numbers against the file.
"""

from __future__ import annotations

IDLE, PLAYBACK, SCRUB, STEP, MANIPULATION, PLAYBLAST, CAPTURE = 0, 1, 2, 3, 4, 5, 6
SPEED_UNKNOWN, SPEED_FREE, SPEED_REAL_TIME, SPEED_CAPPED = 0, 1, 2, 3
CACHED_UNKNOWN, CACHED_NO, CACHED_YES = 0, 1, 2
MODE_UNKNOWN, MODE_DG, MODE_SERIAL, MODE_PARALLEL, MODE_DEPSGRAPH = 0, 1, 2, 3, 4
SOURCE_UNKNOWN, SOURCE_BRACKET, SOURCE_INSIDE_DRAW = 0, 1, 2
LOOP_WRAP, WARM_UP, SIMULATION_START, SAMPLED, FIRST_AFTER_PAUSE = 1, 2, 4, 16, 32
