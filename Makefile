# The two commands a newcomer needs are `make run` and `make test`; `make help` lists the rest.
#
#   PHP, PHP_CONFIG   the PHP to build for and run with, when it is not `php` on the PATH
#   EXT               another build of the extension to test (`make phpt stubs EXT=/path/to/swoole.so`)

EXAMPLE ?= examples/tcp_server.php
PEER ?=
BENCH ?=
IPC ?=
T ?= phpt

target := $(or $(CARGO_TARGET_DIR),target)
built := $(target)/release/swoole.so
EXT ?= $(built)
# An extension by its path alone, and nothing of the machine's own php.ini.
php_with_ext = $(PHP) $$(tests/php-options) -d extension=$(abspath $(EXT))

# ext-php-rs and the scripts of tests/ read these two from the environment, and ext-php-rs wants paths. Where they are not
# given they stay out of it, so that a plain `cargo build` beside this makes nothing be built again.
ifdef PHP
override PHP := $(or $(shell command -v $(PHP)),$(PHP))
export PHP
else
PHP := php
endif
ifdef PHP_CONFIG
override PHP_CONFIG := $(or $(shell command -v $(PHP_CONFIG)),$(PHP_CONFIG))
export PHP_CONFIG
else
PHP_CONFIG := php-config
endif

# rustup's own installer puts cargo here, and a shell that was open before does not know it yet.
export PATH := $(PATH):$(HOME)/.cargo/bin

.PHONY: help deps ext run test test-browser check phpt phpt-jit phpt-xdebug stubs soak valgrind peers bench install clean
.DEFAULT_GOAL := help

help:
	@echo 'make run       build, and serve $(EXAMPLE)'
	@echo 'make test      every check and test; the last line is the count'
	@echo 'make test-browser   a headless Chromium, installed if need be, uses examples/http_server.php'
	@echo 'make check     formatting and clippy only'
	@echo 'make ext       build $(built)'
	@echo 'make phpt      PHP tests only; T=phpt/swoole_timer for some of them'
	@echo 'make phpt-jit  the same under opcache with its JIT; make phpt-xdebug under Xdebug; installed if need be'
	@echo 'make stubs     compare php-stubs/ with the built extension'
	@echo 'make soak      hours of hardship in minutes: kills, fatal errors, reloads, bad clients; SOAK=reload for one'
	@echo 'make valgrind  a short form of one of them, coroutines, under valgrind'
	@echo 'make peers     100,000 streams of HTTP requests: where they end, to us and to two other parsers'
	@echo 'make bench     CPU per request; PEER=/path/to/swoole.so to compare with another build'
	@echo 'make install   copy the extension to where php looks for it'
	@echo 'make clean     remove what was built'

deps:
	@docker/install-deps

# cargo decides whether there is anything to do. PHP wants the file named after the module.
ext: deps
	cargo build --release
	@ln -sf libswoole.so $(built)

# Only what is to be tested is built: with EXT= it is somebody else's.
ifeq ($(EXT),$(built))
$(EXT): ext
endif

run: $(EXT)
	@echo
	@echo 'Serving $(EXAMPLE). From another terminal, try one of'
	@echo '    nc 127.0.0.1 9501'
	@echo '    telnet 127.0.0.1 9501'
	@echo '    bash -c '\''exec 3<>/dev/tcp/127.0.0.1/9501; echo hello >&3; head -n 1 <&3'\'
	@echo 'and Ctrl-C here to stop.'
	@echo
	@exec $(php_with_ext) $(EXAMPLE)

# Tests have PHP's curl extension wait in coroutines; without it those are skipped.
test: deps
	@docker/install-deps --curl || echo 'test: no curl extension could be installed'
	@EXT=$(filter-out $(built),$(EXT)) tests/run

# What it needs and cannot install is a failure like any other, so that the count stays the last line.
test-browser: $(EXT)
	@docker/install-deps --browser || echo 'test-browser: no browser could be installed'
	@EXT=$(EXT) tests/run browser

check: deps
	@tests/run fmt clippy

phpt: $(EXT)
	@docker/install-deps --curl || echo 'phpt: no curl extension could be installed'
	@EXT=$(EXT) T='$(T)' tests/run phpt

# The suite has the same result there: coroutines switch under the eyes of a debugger and of compiled code. What cannot be installed is a failure.
phpt-jit phpt-xdebug: phpt-%: $(EXT)
	@docker/install-deps --$* || echo 'phpt-$*: not installed'
	@EXT=$(EXT) T='$(T)' LIMIT=$${LIMIT:-1800} tests/run phpt-$*

stubs: $(EXT)
	@$(php_with_ext) php-stubs/check.php

# Each run prints its figures; a line that says FAILED is one that does not hold.
SOAK ?= kill_worker kill_task_worker kill_pool_worker kill_master reload full_table slow_clients fatal_errors kill_holders table_rows coroutines slow_http http_reload http_turnover http_kill_worker
soak: $(EXT)
	@for run in $(SOAK); do echo "== $$run"; $(php_with_ext) tests/soak/$$run.php | tee $(target)/soak.log; \
	    ! grep -q FAILED $(target)/soak.log || exit 1; done

# A step from one coroutine's stack to another is told from a large frame by its size. What pcre compiles reads ahead on purpose. A process that
# makes an error exits with 99, which the run finds in those that it starts.
valgrind: $(EXT)
	@docker/install-deps --valgrind
	@USE_ZEND_ALLOC=0 valgrind -q --error-exitcode=99 --num-callers=40 --max-stackframe=1000000 \
	    $(php_with_ext) -d pcre.jit=0 tests/soak/coroutines.php $(or $(ROUNDS),20) >$(target)/soak.log; status=$$?; \
	    cat $(target)/soak.log; [ $$status -eq 0 ] && ! grep -q FAILED $(target)/soak.log

# PEERS='200000 7' for that many streams of another seed.
peers: deps
	cargo run --release --manifest-path tests/peers/Cargo.toml -- $(PEERS)

# BENCH passes options on: BENCH='--rounds 5 --only 128B'; IPC does for the messages between processes. PEER is an extension file to compare with.
bench: $(EXT)
	cargo build --release -p swoole-bench
	$(target)/release/swoole-bench --php $(PHP) --options "$$(tests/php-options)" --ext $(EXT) $(if $(PEER),--peer $(PEER)) $(BENCH)
	cargo bench --no-default-features --bench ipc -- --php $(PHP) --options "$$(tests/php-options)" --ext $(EXT) $(if $(PEER),--peer $(PEER)) $(IPC)

install: ext
	install -m 644 $(built) "$$($(PHP_CONFIG) --extension-dir)/swoole.so"
	@echo 'Installed. PHP loads it once a php.ini says `extension=swoole`; on Debian:'
	@echo '    echo extension=swoole >/etc/php/8.2/mods-available/swoole.ini && phpenmod -v 8.2 swoole'

clean:
	cargo clean
