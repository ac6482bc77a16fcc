# 常用的几件事。Windows 上没有 make 时，照着下面的命令自己敲也一样。
PYTHON ?= python3
BIN := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: site serve test types browser bench others lock clean

site: .venv/site ## 装好环境、检查记录、生成 site/
	@$(BIN)/qingdan build

serve: .venv/site ## 一边改一边看
	@$(BIN)/qingdan serve

test: .venv/test browser types ## 装好测试要的东西，全部跑一遍；说最慢的十个、一共几分钟
	@$(BIN)/ruff check generator tests
	@# A browser waits more than it works: three keep two cores busy. Its tests are the longest and come first.
	@$(BIN)/python -m pytest --durations=10 -n 3 --dist loadscope --no-loadscope-reorder tests/browser tests

types: .venv/test ## 查程序里的类型对不对得上
	@$(BIN)/mypy

browser: ## 装测试要的 Chromium、nginx、Apache、Java、LibreOffice、poppler 和中文字体（系统里没有时）
	@for tool in nginx apache2 java soffice pdftotext; do command -v $$tool >/dev/null || missing=1; done; \
	command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || missing=1; \
	if [ -n "$$missing" ]; then \
		echo "正在装 Chromium、nginx、Apache、Java、LibreOffice、poppler……"; \
		$(SUDO) apt-get update -qq && \
		chromium=$$(apt-cache pkgnames chromium-headless-shell | grep -x chromium-headless-shell || echo chromium) && \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends \
			$$chromium nginx-light apache2 fonts-noto-cjk default-jre-headless poppler-utils \
			libreoffice-calc libreoffice-writer >/dev/null; \
	fi

bench: .venv/test ## 量一量快慢；只打印，不判对错
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/bench/requirements.lock
	@$(BIN)/python -m tests.bench --peers hugo

others: .venv/test browser ## 在 Firefox、WebKit 里打开样例镇，用 pandas、DuckDB、frictionless、LibreOffice 读它的数据；只有敲了才跑
	@for tool in firefox-esr WebKitWebDriver Xvfb; do command -v $$tool >/dev/null || missing=1; done; \
	if [ -n "$$missing" ]; then \
		echo "正在装 Firefox、WebKit……"; \
		$(SUDO) apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends \
			firefox-esr webkit2gtk-driver xvfb >/dev/null; \
	fi
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/others/requirements.lock
	@$(BIN)/python -m tests.others

lock: .venv/bin/python ## 依 pyproject.toml 重做两份锁定文件（要联网）
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade \
		--python-version 3.11 --extra desk pyproject.toml --group build -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
		--python-version 3.11 --extra test pyproject.toml --group build -c requirements.lock -o tests/requirements.lock
	@printf 'hugo\njieba\npagefind[extended]\n' | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade \
		--python-version 3.11 - -o tests/bench/requirements.lock
	@printf 'duckdb\nfrictionless\npandas\nselenium\nwebsocket-client\n' | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade \
		--python-version 3.11 -c requirements.lock -c tests/requirements.lock - -o tests/others/requirements.lock

clean:
	rm -rf .venv site

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/site: requirements.lock pyproject.toml | .venv/bin/python
	@echo "正在准备环境（第一次要几分钟）……"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: tests/requirements.lock .venv/site
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	@touch $@
