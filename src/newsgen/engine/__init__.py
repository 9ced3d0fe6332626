"""newsgen.engine: see docs/architecture.md."""
