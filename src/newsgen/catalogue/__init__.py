"""newsgen.catalogue: see docs/architecture.md."""
