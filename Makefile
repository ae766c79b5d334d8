# The commands of the house. `make run` and `make test` start from a bare Debian 12 with make and git.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
MAKEFLAGS += --no-print-directory

CASE ?= cases/minusma-2021
BRIEFING ?= build/briefing/$(notdir $(CASE)).html
PENHOLDER := build/release/bin/penholder
PREFIX ?= /usr/local
SOURCES = $(wildcard src/*/*.h src/*/*.cc tests/*/*.h tests/*/*.cc bench/*.h bench/*.cc docs/examples/*.cc)
CLANG_FORMAT ?= clang-format-19
CLANG_TIDY ?= run-clang-tidy-19

# Tests on published data read it from here; without it they say SKIPPED.
ifneq ($(wildcard ../shared/README.md),)
export PENHOLDER_SHARED ?= $(abspath ../shared)
endif

.PHONY: help run test build bench lint format asan tsan audit coverage fuzz-smoke deb install \
        install-packages clean

help:  ## this list
	@grep -hE '^[a-z -]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

run: build  ## install what is missing, build, write the briefing of $(CASE)
	@mkdir -p $(dir $(BRIEFING))
	$(PENHOLDER) note $(CASE) --output $(BRIEFING)

build: web/node_modules/.package-lock.json  ## the program, as build/release/bin/penholder
	@cmake --preset release
	@cmake --build --preset release --target penholder

test: PACKAGES = test
test: web/node_modules/.package-lock.json  ## all tests; those of the readers under sanitizers, too
	@cmake --preset release
	@cmake --build --preset release
	@cmake --preset asan
	@cmake --build --preset asan --target penholder_reader_tests
	@echo "== tests of the readers under AddressSanitizer and UndefinedBehaviorSanitizer"
	@ctest --preset readers
	@echo "== all tests"
	@[[ -n "$${PENHOLDER_SHARED:-}" ]] || echo "SKIPPED: tests on shared data (PENHOLDER_SHARED is not set)"
	@ctest --preset release

# Any preset's tests, all of them: make asan, make tsan, make audit.
asan tsan audit: PACKAGES = test
asan tsan audit: web/node_modules/.package-lock.json  ## the tests with the preset of that name
	@cmake --preset $@
	@cmake --build --preset $@
	@ctest --preset $@

coverage: PACKAGES = dev
coverage: web/node_modules/.package-lock.json  ## which lines the tests run: build/coverage/report/
	@cmake --preset coverage
	@cmake --build --preset coverage
	@ctest --preset coverage
	@mkdir -p build/coverage/report
	@gcovr --root . --filter src/ --print-summary --html-details build/coverage/report/index.html \
	  build/coverage

bench: PACKAGES = dev
bench: web/node_modules/.package-lock.json  ## build and run the benchmarks
	@cmake --preset release
	@cmake --build --preset release --target bench
	@for program in build/release/bench/*_bench; do "$$program"; done

fuzz-smoke: PACKAGES = dev
fuzz-smoke: web/node_modules/.package-lock.json  ## each fuzz target for 20 seconds
	@cmake --preset fuzz
	@cmake --build --preset fuzz
	@ctest --preset fuzz

lint: PACKAGES = dev
lint: web/node_modules/.package-lock.json  ## clang-format check, then clang-tidy
	@$(CLANG_FORMAT) --dry-run --Werror $(SOURCES)
	@cmake --preset dev
	@cmake --build --preset dev --target penholder_generated
	@$(CLANG_TIDY) -quiet -p build/dev '$(CURDIR)/(src|tests|bench|docs)/'

format:  ## lay out all sources
	@tools/packages.sh dev
	@$(CLANG_FORMAT) -i $(SOURCES)

deb: PACKAGES = dev
deb: build  ## a Debian package in build/release/
	@cd build/release && cpack -G DEB

install: build  ## to $(PREFIX) (make install PREFIX=/usr)
	@cmake --install build/release --prefix $(PREFIX)

install-packages:  ## everything in packages.txt
	@tools/packages.sh dev

clean:  ## drop build/ and web/node_modules/
	@rm -rf build web/node_modules

# Packages first, since npm may be among them. PACKAGES: run, test or dev (see packages.txt).
PACKAGES = run
web/node_modules/.package-lock.json: web/package-lock.json packages
	@if [[ ! -e $@ || web/package-lock.json -nt $@ ]]; then \
	  cd web && npm ci --no-fund --no-audit && touch node_modules/.package-lock.json; fi

.PHONY: packages
packages:
	@tools/packages.sh $(PACKAGES)
