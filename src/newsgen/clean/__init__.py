"""newsgen.clean: see docs/architecture.md."""
