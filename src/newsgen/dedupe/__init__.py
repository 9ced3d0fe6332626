"""newsgen.dedupe: see docs/architecture.md."""
