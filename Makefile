# 常用的几件事。Windows 上没有 make 时，照着下面的命令自己敲也一样。
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site test bench lock clean

site: .venv/site ## 装好环境、检查记录、生成 site/
	@$(BIN)/qingdan build

test: .venv/test ## 装好测试要的东西，全部跑一遍
	@$(BIN)/ruff check generator tests
	@$(BIN)/python -m pytest

bench: .venv/test ## 量一量快慢；只打印，不判对错
	@$(BIN)/python -m tests.bench

lock: .venv/bin/python ## 依 pyproject.toml 重做两份锁定文件（要联网）
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade \
		--python-version 3.11 pyproject.toml --group build -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
		--python-version 3.11 --extra test pyproject.toml --group build -c requirements.lock -o tests/requirements.lock

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
