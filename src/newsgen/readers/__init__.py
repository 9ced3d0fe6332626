"""newsgen.readers: see docs/architecture.md."""
