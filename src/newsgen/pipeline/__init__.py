"""newsgen.pipeline: see docs/architecture.md."""
