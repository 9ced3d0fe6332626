"""newsgen.render: see docs/architecture.md."""
