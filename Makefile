.PHONY: setup test check docs picture bench lock
N = 10000
STORY = $(firstword $(wildcard site/2021/05/05/*-s?????????????.html))

setup: ; python3 tools/start.py setup
test:  ; python3 tools/start.py test
check: setup ; .venv/bin/python tools/check.py
docs:  setup ; .venv/bin/cog -r -I tools README.md docs/cli.md docs/config.md
picture: ; chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1100 --screenshot=docs/story.png $(STORY)
bench: setup ; .venv/bin/python bench/all.py $(N)
lock:  ; .venv/bin/python tools/lock.py
