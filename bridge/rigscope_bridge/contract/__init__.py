"""What every host must keep, as cases that run inside it: for the tests of each host, and for the self-test of a host
that no test reaches."""
