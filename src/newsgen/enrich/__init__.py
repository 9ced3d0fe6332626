"""newsgen.enrich: see docs/architecture.md."""
