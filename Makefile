# juyo's targets; `make help` lists them. Nothing here has logic that is only here.

GO            ?= go
GOLANGCI      := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
TOOLS         := $(CURDIR)/.tools
VERSION       ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS       := -s -w -X main.version=$(VERSION)
FUZZTIME      ?= 10000x

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: build
build: ## build the static binary ./juyo
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "$(LDFLAGS)" -o juyo ./cmd/juyo

.PHONY: test
test: deps tidy lint unit race fuzz binary ## everything: installs what it needs (Debian), lint, tests, race, fuzz, browser, binary

.PHONY: deps
deps: ## install what the tests use: chromium, fonts, sqlite3 (Debian; says what is skipped elsewhere)
	@sh .ci/deps

.PHONY: tidy
tidy: ## go.mod and go.sum are as `go mod tidy` leaves them
	$(GO) mod tidy -diff
	$(GO) mod verify

.PHONY: lint
lint: $(TOOLS)/golangci-lint ## golangci-lint, with the arrows of docs/design.md
	$(TOOLS)/golangci-lint run

$(TOOLS)/golangci-lint: Makefile
	GOBIN=$(TOOLS) $(GO) install $(GOLANGCI)
	@touch $@

.PHONY: fmt
fmt: $(TOOLS)/golangci-lint ## format the code
	$(TOOLS)/golangci-lint fmt

.PHONY: unit
unit: ## all tests
	$(GO) test -shuffle=on ./...

.PHONY: race
race: ## the tests of what runs at once, under the race detector (needs a C compiler)
	@if $(GO) env CGO_ENABLED | grep -q 1 && command -v cc >/dev/null; then \
		$(GO) test -race -short ./collector/... ./store/... ./internal/... ./extract/... ./cmd/...; \
	else echo "race: skipped, no C compiler"; fi

.PHONY: fuzz
fuzz: ## every fuzz target, FUZZTIME inputs each (a count: with a time Go may fail at the deadline)
	@set -e; for pkg in $$($(GO) list ./...); do \
		dir=$$($(GO) list -f '{{.Dir}}' $$pkg); \
		for f in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]+' $$dir/*_test.go 2>/dev/null | sed 's/func //'); do \
			$(GO) test $$pkg -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME); \
		done; done

.PHONY: bench
bench: ## the benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

.PHONY: binary
binary: build ## the binary alone: static, small, runs in an empty root
	@sh .ci/binary ./juyo

.PHONY: soak
soak: build ## long tests: kill -9 at random moments of import and collect, a simulated year
	JUYO_TEST_SOAK=1 $(GO) test -count=1 -timeout 60m -run 'Soak|Kill' -v ./cmd/juyo ./store ./internal/daemon

.PHONY: demo
demo: ## the whole road on a fictional market
	$(GO) run ./cmd/juyo demo

.PHONY: dist
dist: ## release binaries for linux, macOS and windows
	@mkdir -p dist; for t in linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64; do \
		ext=; case $$t in windows/*) ext=.exe;; esac; \
		echo "$$t"; CGO_ENABLED=0 GOOS=$${t%/*} GOARCH=$${t#*/} $(GO) build -trimpath -ldflags "$(LDFLAGS)" -o dist/juyo-$${t%/*}-$${t#*/}$$ext ./cmd/juyo || exit 1; \
	done; cd dist && sha256sum juyo-* > SHA256SUMS

.PHONY: clean
clean: ## remove what was built
	rm -rf juyo dist .tools juyo-demo
