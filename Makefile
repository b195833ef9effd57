# The only commands a newcomer needs. Each installs what is missing first and says so.
#   make run     builds ybz, makes an office folder from the fixtures and runs a pass over it
#   make test    lint, every test, and the fuzzers for a quarter of a minute each
#   make build   the release program alone

OFFICE ?= 办公室
YBZ = .build/release/ybz
RELEASE = -c release --static-swift-stdlib --product ybz

.PHONY: run test build setup setup-tests lint

run: build
	@Fixtures/make-office $(YBZ) Fixtures/quarter-2022Q2 '$(OFFICE)'
	@$(YBZ) run '$(OFFICE)'

build: setup
	swift build $(RELEASE)

test: setup setup-tests lint
	swift build --build-tests
	YBZ_PYTHON=$(CURDIR)/.venv/bin/python swift test --skip-build
	Fuzz/run all 15

lint:
	swift format lint --strict --recursive Sources Tests Benchmarks Fuzz Package.swift

setup:
	@./install-packages pkg-config libzip-dev libxml2-dev libisal-dev zlib1g-dev libgmime-3.0-dev libsqlite3-dev

# Programs that read our workbooks back; the suites that use them say so when they are not there.
setup-tests: .venv/complete
	@./install-packages libreoffice-calc-nogui fonts-noto-cjk

.venv/complete: Tests/requirements.txt
	@./install-packages python3-venv
	@echo "installing into .venv: $$(tr '\n' ' ' < Tests/requirements.txt)"
	@python3 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	@touch $@
