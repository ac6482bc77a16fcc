"""The mkdocs adapter: gives mkdocs the record's pages; with `build` the only user of mkdocs.

The check runs in `on_config`: mkdocs empties `site_dir` after it, so a record with errors must be
refused before, or the last good site is lost.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import site
from generator.pages.body import Body
from generator.pages.lists import SECTIONS


class PluginConfig(Config):
    """The plugin's two options."""

    root = Optional(Type(str))  # the folder that holds powers/; that of mkdocs.yml where left out
    as_of = Optional(Type(str))  # the day to check by, as 2026-04-08; today where left out


class Plugin(BasePlugin[PluginConfig]):
    """Reads and checks the record, then hands each page's body to mkdocs."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(self.config.root or Path(config.config_file_path or ".").parent)
        checked = site.read_and_check(
            root, date.fromisoformat(self.config.as_of) if self.config.as_of else site.today()
        )
        if not checked.holds:
            count = sum(problem.severity == "错误" for problem in checked.problems)
            raise PluginError(f"记录里有 {count} 处错误，先运行 qingdan check 看清楚，改好再生成。")
        assert checked.record.town
        self.bodies = {body.url: body for body in site.bodies(checked.record)}
        config.site_name = str(checked.record.town.site_name)
        config.nav = _navigation(Path(config.docs_dir))
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        for url in self.bodies:
            files.append(File.generated(config, f"{url}index.md", content=""))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        if body := self._body(page):
            page.meta |= {"title": body.title, "description": body.description}
            if not body.indexed:
                page.meta["robots"] = "noindex"
        return markdown

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        body = self._body(page)
        return body.html if body else html

    def _body(self, page: Page) -> Body | None:
        return self.bodies.get("" if page.file.url in (".", "./") else page.file.url)


def _navigation(prose: Path) -> list[Any]:
    sections = [{section.title: f"{section.url}index.md"} for section in SECTIONS]
    pages = sorted(path.relative_to(prose).as_posix() for path in prose.rglob("*.md"))
    return [
        {"首页": "index.md"},
        *sections,
        {"执法公开": "enforcement/index.md"},
        {"说明": [*pages, {"还差什么": "completeness/index.md"}]},
    ]


def build(root: Path, target: Path, today: date) -> int:
    """Build a town's site aside, then put it in place; how many pages there are.

    The town's own mkdocs.yml, content and theme are used where it has them.
    """
    starter, built = site.starter(), site.aside(target)
    own = root / "mkdocs.yml"
    prose = root / "content"
    config = load_config(
        str(own if own.is_file() else starter / "mkdocs.yml"),
        docs_dir=str(prose if prose.is_dir() else starter / "content"),
        site_dir=str(built),
        strict=True,
    )
    config.plugins["qingdan"].load_config({"root": str(root), "as_of": today.isoformat()})
    try:
        mkdocs_build(config)
        site.swap(built, target)
    finally:
        shutil.rmtree(built, ignore_errors=True)
    return sum(1 for _ in target.rglob("index.html"))
