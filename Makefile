.PHONY: setup test check docs bench lock
N = 10000

setup: ; python3 tools/start.py setup
test:  ; python3 tools/start.py test
check: setup ; .venv/bin/python tools/check.py
docs:  setup ; .venv/bin/cog -r -I tools docs/*.md README.md
bench: setup ; .venv/bin/python bench/all.py $(N)
lock:  ; .venv/bin/python tools/lock.py
