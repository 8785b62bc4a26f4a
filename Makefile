.DEFAULT_GOAL := help
MVN := mvn -B -ntp

.PHONY: help
help: ## What one can do here
	@echo "make TARGET, with TARGET one of:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: verify
verify: ## Everything that has to hold: all tests, all gates (mvn verify)
	$(MVN) verify

.PHONY: ci
ci: ## The same on JDK 17 and on JDK 25, with totals
	.ci/run

.PHONY: quick
quick: ## Compile with all warnings, and the tests that are not tagged slow; MODULE=core for one module
	$(MVN) -q test -DexcludedGroups=slow $(if $(MODULE),-pl hooklatch-$(MODULE) -am)

.PHONY: oracles
oracles: ## The catalogue against the providers' own libraries; SEED=... for other requests
	$(MVN) -q test -pl hooklatch-oracles -am -Dtest='OraclesTest' -Dsurefire.failIfNoSpecifiedTests=false \
	  $(if $(SEED),-Dtest.jvm.args=-Doracles.seed=$(SEED))

.PHONY: fuzz
fuzz: ## Look for input that makes a reader throw, loop or eat memory; FUZZ_SECONDS=60 for each target, ONLY=SignatureFuzz
	.ci/fuzz $(ONLY)

.PHONY: crash
crash: ## Kill the inbox while it works and compare the ledgers; CYCLES=500, SEED=... to repeat a run
	$(MVN) -q test -pl hooklatch-gateway -am -Dtest='*CrashTest' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dcrash.cycles=$(or $(CYCLES),100) $(if $(SEED),-Dcrash.seed=$(SEED))

.PHONY: crash-postgres
crash-postgres: ## Three gateways on one PostgreSQL, one killed at a time; CYCLES=100, SEED=...
	$(MVN) -q test -pl hooklatch-gateway -am -Dtest='PostgresCrashTest' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dcrash.cycles=$(or $(CYCLES),100) $(if $(SEED),-Dcrash.seed=$(SEED))

.PHONY: format
format: ## Bring every source file into shape
	$(MVN) -q spotless:apply

.PHONY: new-provider
new-provider: ## Begin a provider of the catalogue, with fixtures that hold: NAME=acme; see docs/new-provider.md
	./hooklatch providers new $(NAME)

.PHONY: providers-doc
providers-doc: ## Make docs/providers.md of the catalogue
	./hooklatch providers doc docs/providers.md

.PHONY: jar
jar: ## The gateway as one executable jar: hooklatch-gateway/target/hooklatch.jar
	$(MVN) -q package -Dmaven.test.skip=true -pl hooklatch-gateway -am

.PHONY: reproducible
reproducible: ## Build twice in two places and compare the jars byte for byte
	.ci/reproducible

.PHONY: bench-receive bench-http bench-work bench-growth bench-start bench-catalogue bench-postgres bench-retention bench-jmh
bench-receive: ## Receipts per second in-process, beside the database's ceiling; 2 min; ARGS="--callers 64"
bench-http: ## Receipts per second of the gateway over HTTP, beside two other servers; 5 min
bench-work: ## Events handled per second, alone and while more come in; 2 min
bench-growth: ## The same inbox with 0, 1 and 5 million events; 7 min, 12 GB of disk
bench-start: ## Process start to first receipt, jar size, memory; 2 min
bench-catalogue: ## Load every recipe in a fresh process: time and memory; 1 min
bench-postgres: ## The inbox in PostgreSQL beside SQLite and the ceiling, and shared by nodes; 3 min
bench-retention: ## A day removed from PostgreSQL while receipts come: batches beside partitions; 15 min
bench-jmh: ## Time and allocation of verification, by recipe; 2 min
bench-receive bench-http bench-work bench-growth bench-start bench-catalogue bench-postgres bench-retention bench-jmh:
	hooklatch-bench/run $(patsubst bench-%,%,$@) $(ARGS)

.PHONY: clean
clean: ## Remove what was built
	$(MVN) -q clean
