# Everything from a bare Debian 12 with Python 3.11: `make run` and `make test` install what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
APT := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint requirements.lock
UI := $(shell find web/ui -type f -not -path '*/node_modules/*' 2>/dev/null)
TEST_SERVERS := dovecot:dovecot-imapd dovecot-lmtpd:dovecot-lmtpd postfix:postfix postgres:postgresql redis-server:redis-server \
	chromium:chromium swaks:swaks

.PHONY: run demo test test-scaled check servers bench bench-mood chaos screens lock format clean

run: $(VENV)/installed
	$(BIN)/hilo serve

demo: $(VENV)/installed
	HILO_DATA=var/demo $(BIN)/hilo serve --demo

# The whole suite: style, types, import walls, then every test against real servers. A file's tests share what they start.
test: $(VENV)/tested servers check
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

# The same on PostgreSQL and Redis, as many processes use them. ONLY: folders or files of tests.
test-scaled: $(VENV)/tested servers
	HILO_TEST_DATABASE=postgresql HILO_TEST_REDIS=1 $(BIN)/python -m pytest --timeout 600 -n auto --maxprocesses 4 --dist loadfile $(ONLY)

check: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python web/ui/hatch_build.py --check

# One table of ratios with their gates, taken in one run.
bench: $(VENV)/tested servers
	$(BIN)/python tests/bench/table.py

# How well moods are heard, and what that is worth in the queue. Labelled messages lie beside the repository.
bench-mood: $(VENV)/tested
	$(BIN)/python tests/bench/mood.py
	$(BIN)/python tests/bench/routing.py
	$(BIN)/python tests/bench/drain.py
	$(BIN)/python tests/bench/impressions.py

chaos: $(VENV)/tested servers
	$(BIN)/python tests/chaos/kill.py --kills 200
	$(BIN)/python tests/chaos/storm.py --hooks 10000
	$(BIN)/python tests/chaos/fleet.py

# The pictures of every screen under docs/.
screens: $(VENV)/tested servers
	$(BIN)/python tests/screens.py

$(VENV)/installed: $(VENV)/pyvenv.cfg pyproject.toml requirements.lock $(UI)
	$(PIP) --editable .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(PIP) --editable '.[test]'
	touch $@

# Debian keeps venv in a package of its own.
$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV) || { $(APT) update -q && $(APT) install -qy python3-venv && $(PYTHON) -m venv --clear $(VENV); }

# The real servers that the tests talk to, from the system's packages, where they are missing.
servers:
	@missing=$$(PATH="$$PATH:/usr/sbin:/usr/lib/dovecot"; for pair in $(TEST_SERVERS); do \
		case $${pair%%:*} in dovecot-lmtpd) test -e /usr/lib/dovecot/lmtp;; \
		postgres) ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1;; *) command -v $${pair%%:*} >/dev/null;; esac \
		|| echo $${pair##*:}; done); \
	if [ -n "$$missing" ]; then \
		$(APT) update -q && $(APT) install -qy --no-install-recommends $$missing; fi

lock:
	$(PYTHON) -m venv --clear $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --editable '.[test]'
	{ echo "# Made by \`make lock\`."; $(VENV)-lock/bin/python -m pip freeze --exclude-editable; } > requirements.lock
	rm -rf $(VENV)-lock

format:
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) web/static web/ui/node_modules dist .mypy_cache .ruff_cache .pytest_cache
