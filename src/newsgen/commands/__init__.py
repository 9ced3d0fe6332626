"""newsgen.commands: see docs/architecture.md."""
