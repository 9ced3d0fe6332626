"""newsgen.text: see docs/architecture.md."""
