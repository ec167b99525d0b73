"""The hosts: the only files that know a DCC. Nothing is imported here, so that no host needs another's modules."""
