# Diligencia. Two commands matter: `make run` opens the application, `make test` checks everything.
#
# Both say what they install on a machine that only has Rust, Node, Python and a C compiler, and do
# nothing twice: the system packages are looked up, npm's folder and the built pages are files with
# a date, and cargo knows its own.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := ayuda

DESTINO := $(or $(CARGO_TARGET_DIR),target)
NPM := npm --no-fund --no-audit --loglevel=error
# The same selection of packages everywhere: another one would give other features to shared
# dependencies, and cargo would build them again.
CARGO_TODO := --workspace --locked

# What the page is made of; a change in any of it builds the page again.
PAGINA := $(shell find ui/src ui/public ui/index.html ui/ejemplos.html ui/vite.config.ts ui/tsconfig.json ui/package.json -type f 2>/dev/null)
UI_LISTA := ui/node_modules/.package-lock.json
E2E_LISTA := tests/e2e/node_modules/.package-lock.json

.PHONY: ayuda run test test-estilo test-nucleo test-largo test-ui test-e2e test-ventana bench tipos formato pagina \
        binarios preparar preparar-pruebas pantalla instalador limpiar

ayuda: ## Muestra esta lista
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1|/' | column -t -s '|'

# ------------------------------------------------------------------ run

# Release: what people will use. `panic`, `lto` and the rest stay as cargo has them, because a
# second of speed is not worth ten minutes of the first build.
run: pantalla preparar pagina ## Prepara, compila y abre la aplicación
	@echo 'Compilando Diligencia (la primera vez toma varios minutos)…'
	@cargo build --locked --release --package diligencia
	@echo 'Abriendo Diligencia.'
	@exec $(DESTINO)/release/diligencia

# Before the long build, not after it.
pantalla:
	@.ci/preparar pantalla

preparar: ## Instala lo que falta para compilar la ventana
	@.ci/preparar ventana

preparar-pruebas:
	@.ci/preparar pruebas

$(UI_LISTA): ui/package-lock.json
	@echo 'Instalando las dependencias de la página (npm ci en ui/)…'
	@$(NPM) ci --prefix ui
	@touch $@

$(E2E_LISTA): tests/e2e/package-lock.json
	@echo 'Instalando las dependencias de las pruebas (npm ci en tests/e2e/)…'
	@$(NPM) ci --omit=optional --prefix tests/e2e
	@touch $@

pagina: ui/dist/index.html ## Construye la página que va dentro de la ventana

ui/dist/index.html: $(UI_LISTA) $(PAGINA)
	@$(NPM) run --silent --prefix ui build
	@touch $@

ui/dist-pruebas/index.html: $(UI_LISTA) $(PAGINA)
	@$(NPM) run --silent --prefix ui build:pruebas
	@touch $@

ui/dist-ejemplos/ejemplos.html: $(UI_LISTA) $(PAGINA)
	@$(NPM) run --silent --prefix ui build:ejemplos
	@touch $@

# ------------------------------------------------------------------ test

ETAPAS := test-estilo test-nucleo test-ui test-e2e test-ventana

test: ## Comprueba todo: estilo, núcleo, página, navegador y ventana
	@.ci/etapas $(ETAPAS)

test-estilo: preparar $(UI_LISTA) pagina ## Formato y avisos de Rust y de la página
	cargo fmt --all --check
	cargo clippy $(CARGO_TODO) --all-targets --quiet -- --deny warnings
	@if cargo deny --version >/dev/null 2>&1; then cargo deny check --config .ci/deny.toml bans licenses sources; fi
	@$(NPM) run --silent --prefix ui format:check
	@$(NPM) run --silent --prefix ui lint
	@$(NPM) run --silent --prefix ui tipos:check

# With the tests, because their dependencies ask for more features: without them cargo would build
# Tauri twice, once for the programs and once for the tests.
binarios: preparar pagina
	@cargo build $(CARGO_TODO) --all-targets

test-nucleo: preparar-pruebas binarios $(E2E_LISTA) ## Pruebas de Rust: crates, arquitectura, consola, flujo completo
	@if cargo nextest --version >/dev/null 2>&1; then \
	   cargo nextest run $(CARGO_TODO) --no-fail-fast; \
	 else \
	   echo 'cargo-nextest no está instalado: se usa cargo test.'; \
	   cargo test $(CARGO_TODO) --lib --bins --tests --no-fail-fast --quiet; \
	 fi
	cargo test $(CARGO_TODO) --doc --quiet

# The same proofs of durability, convergence and hostile bytes with many more cases: hours, not minutes.
test-largo: preparar-pruebas binarios ## Las pruebas de durabilidad y convergencia, en su versión larga (horas)
	@if cargo nextest --version >/dev/null 2>&1; then \
	   DILIGENCIA_LARGO=1 cargo nextest run --locked --no-fail-fast --package bitacora --package almacen --package pruebas; \
	 else \
	   DILIGENCIA_LARGO=1 cargo test --locked --no-fail-fast --package bitacora --package almacen --package pruebas --quiet; \
	 fi

test-ui: $(UI_LISTA) ## Pruebas de los componentes de la página
	@$(NPM) run --silent --prefix ui test

test-e2e: preparar-pruebas binarios $(E2E_LISTA) ui/dist-pruebas/index.html ui/dist-ejemplos/ejemplos.html ## Pantallas en Chromium, con axe
	@$(NPM) run --silent --prefix tests/e2e navegador

test-ventana: preparar-pruebas binarios $(E2E_LISTA) ## La ventana real, solo con el teclado
	@$(NPM) run --silent --prefix tests/e2e humo

bench: preparar-pruebas pagina $(E2E_LISTA) ui/dist-pruebas/index.html ## Mide arranque, guardado, búsqueda, memoria, importación, métodos, intercambio, diagrama, tablero, papel e informe consolidado
	@cargo build --locked --release --package diligencia --package consola --bins --examples
	@cargo bench --locked --package pruebas --bench banco && nucleo=0 || nucleo=1; \
	 cargo bench --locked --package pruebas --bench importar || nucleo=1; \
	 cargo bench --locked --package pruebas --bench hojas || nucleo=1; \
	 cargo bench --locked --package pruebas --bench metodos || nucleo=1; \
	 cargo bench --locked --package pruebas --bench intercambio || nucleo=1; \
	 cargo bench --locked --package pruebas --bench diagrama || nucleo=1; \
	 cargo bench --locked --package pruebas --bench papel || nucleo=1; \
	 cargo bench --locked --package pruebas --bench tablero || nucleo=1; \
	 cargo bench --locked --package pruebas --bench consolidado || nucleo=1; \
	 $(NPM) run --silent --prefix tests/e2e banco && exit $$nucleo

# ------------------------------------------------------------------ upkeep

tipos: ## Vuelve a generar los tipos de TypeScript y la lista de comandos
	@DILIGENCIA_REGENERAR=1 cargo test --locked --package casos --quiet
	@DILIGENCIA_REGENERAR=1 cargo test --locked --package pruebas --test capacidades --quiet

formato: $(UI_LISTA) ## Da formato a todo
	@cargo fmt --all
	@$(NPM) run --silent --prefix ui format

instalador: preparar pagina ## Crea el paquete .deb en target/instalador
	@.ci/instalador

limpiar: ## Borra lo construido
	@cargo clean --quiet
	@rm -rf ui/dist ui/dist-pruebas ui/dist-ejemplos tests/e2e/resultados
