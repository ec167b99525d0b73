"""For the first person who runs Rigscope in a host that no test of it reached: which facts it relies on hold there."""
