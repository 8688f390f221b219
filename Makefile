# Every target does its own set-up; `make demo` and `make test` are all a new user needs.

SWIFT ?= swift
PACKAGES = libnetcdf-dev libhdf5-dev libudunits2-dev libsqlite3-dev libpng-dev libdeflate-dev pkg-config \
  xtide-coastline hershey-fonts-data

# Backtraces of a crash take minutes on a small machine.
export SWIFT_BACKTRACE ?= enable=no

.PHONY: build demo test lint fuzz benchmark benchmark-qc benchmark-resample fixtures reference packages clean

PIPELINE = Pipelines/yellow-sea-daily.yaml
PRODUCTS = products/yellow-sea-daily
MAP = $(PRODUCTS)/sea_surface_temperature.png

# Installs the Debian packages that are missing, or names them where that is not allowed.
packages:
	@missing=""; \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then sudo=""; \
	  elif sudo -n true 2>/dev/null; then sudo="sudo"; \
	  else echo "Debian packages are missing; install them with: apt-get install$$missing" >&2; exit 69; fi; \
	  echo "installing Debian packages:$$missing"; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi

# One release build serves the command, the demo and the tests.
build: packages
	$(SWIFT) build -c release --build-tests

# Runs the main job on the bundled archive: seven observing networks, 30 days, one dataset.
demo: build
	.build/release/sverdrup run $(PIPELINE)
	@.build/release/sverdrup plot $(PRODUCTS)/*.nc --variable sea_surface_skin_temperature_mean \
	  --points sea_surface_temperature_mean --output $(MAP) \
	  --title "Sea surface temperature: satellite (field) and in situ (points)" >/dev/null
	@echo "products      $(PRODUCTS)/"
	@echo "map           $(MAP)"

test: build
	$(SWIFT) test -c release --skip-build

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

# Writes the bundled archive anew from its seed, and one file in the layout of each network.
fixtures:
	$(SWIFT) build -c release --product FixtureArchive
	rm -rf Fixtures/archive Fixtures/networks
	.build/release/FixtureArchive archive Fixtures/archive
	.build/release/FixtureArchive networks Fixtures/networks

# Writes the pages of the documentation that follow from the network maps.
reference:
	$(SWIFT) build -c release --product FixtureReferencePages
	.build/release/FixtureReferencePages Sources/Sverdrup/Sverdrup.docc

# Builds the fuzzers with the sanitizers and runs each for FUZZ_SECONDS.
FUZZ_SECONDS ?= 20
fuzz: packages
	Tests/Fuzzers/run.sh $(FUZZ_SECONDS)

# Times the reading of files in pairs with other programs, and prints each ratio beside its goal.
# The programs come from $(SVERDRUP_REFERENCE)/peers/io, the Python ones from a virtual environment.
BENCHMARK_DATA ?= .build/benchmark
BENCHMARK_PACKAGES = build-essential libhdf5-dev libnetcdf-dev libdeflate-dev libisal-dev zlib1g-dev \
  python3-venv
benchmark:
	$(MAKE) packages PACKAGES="$(PACKAGES) $(BENCHMARK_PACKAGES)"
	test -x $(BENCHMARK_DATA)/venv/bin/python || python3 -m venv $(BENCHMARK_DATA)/venv
	$(BENCHMARK_DATA)/venv/bin/pip install -q numpy netCDF4 xarray hidefix
	$(BENCHMARK_DATA)/venv/bin/python Tests/Benchmarks/pair.py $(BENCHMARK_DATA) $(BENCHMARK_ARGUMENTS)

# Times the quality tests in pairs with other programs, in the same way.
benchmark-qc:
	$(MAKE) packages PACKAGES="$(PACKAGES) python3-venv"
	test -x $(BENCHMARK_DATA)/venv/bin/python || python3 -m venv $(BENCHMARK_DATA)/venv
	$(BENCHMARK_DATA)/venv/bin/pip install -q numpy pandas numba gsw ioos_qc==3.0.0 cotede==0.23.9 marine_qc==0.4.2
	$(BENCHMARK_DATA)/venv/bin/python Tests/Benchmarks/qc.py $(BENCHMARK_DATA) $(BENCHMARK_ARGUMENTS)

# Times resampling and summarising in pairs with other programs, in the same way.
benchmark-resample: build
	$(MAKE) packages PACKAGES="$(PACKAGES) $(BENCHMARK_PACKAGES) cdo nco time"
	test -x $(BENCHMARK_DATA)/venv/bin/python || python3 -m venv $(BENCHMARK_DATA)/venv
	$(BENCHMARK_DATA)/venv/bin/pip install -q numpy scipy xarray netCDF4 dask numba gsw pandas pyproj \
	  pyresample pykdtree flox healpy fast-barnes-py
	$(BENCHMARK_DATA)/venv/bin/python Tests/Benchmarks/resample.py $(BENCHMARK_DATA)/resample $(BENCHMARK_ARGUMENTS)

clean:
	rm -rf .build
