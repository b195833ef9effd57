# The only commands a newcomer needs. Each installs what is missing first and says so.
#   make run     builds ybz, makes an office folder from the fixtures and runs a pass over it
#   make test    lint, every test, what they wrote in other programs, and the fuzzers for a quarter of a minute each
#   make build   the release program alone
#   make bench   what Benchmarks/ measures

OFFICE ?= 办公室
# What tests and fixtures write, for other people's programs to read.
WORKBOOKS = .build/workbooks
YBZ = .build/release/ybz
# Nobody links to the program: without names for others it starts a millisecond sooner.
RELEASE = -c release --static-swift-stdlib -Xlinker --no-export-dynamic

.PHONY: run test build bench setup setup-tests lint

run: build
	@Fixtures/make-office $(YBZ) Fixtures/quarter-2022Q2 '$(OFFICE)'
	@$(YBZ) run '$(OFFICE)'

build: setup
	swift build $(RELEASE) --product ybz

bench: build
	swift build $(RELEASE) --product read-cells
	swift build $(RELEASE) --product write-cells

test: setup setup-tests lint
	swift build --build-tests
	@rm -rf $(WORKBOOKS)
	YBZ_PYTHON=$(CURDIR)/.venv/bin/python YBZ_WORKBOOKS=$(CURDIR)/$(WORKBOOKS) swift test --skip-build
	@Fixtures/make-office .build/debug/ybz Fixtures/quarter-2022Q2 $(WORKBOOKS)/办公室
	@.build/debug/ybz run $(WORKBOOKS)/办公室 > /dev/null
	.venv/bin/python Tests/Peers/agree.py $(WORKBOOKS)/*.xlsx $(WORKBOOKS)/办公室/空白表 $(WORKBOOKS)/办公室/报告 \
	  $(WORKBOOKS)/办公室/汇总 $(WORKBOOKS)/办公室/单位名册.xlsx
	Fuzz/run all 15

lint:
	swift format lint --strict --recursive Sources Tests Benchmarks Fuzz Package.swift

setup:
	@./install-packages pkg-config libzip-dev libxml2-dev libisal-dev libdeflate-dev zlib1g-dev libgmime-3.0-dev libmimalloc-dev libsqlite3-dev

# Programs that read our workbooks back; the suites that use them say so when they are not there.
setup-tests: .venv/complete
	@./install-packages libreoffice-calc-nogui fonts-noto-cjk

.venv/complete: Tests/requirements.txt
	@./install-packages python3-venv
	@echo "installing into .venv: $$(tr '\n' ' ' < Tests/requirements.txt)"
	@python3 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	@touch $@
