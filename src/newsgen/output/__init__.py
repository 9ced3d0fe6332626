"""newsgen.output: see docs/architecture.md."""
