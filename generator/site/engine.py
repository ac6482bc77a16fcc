"""The mkdocs adapter: gives mkdocs the record's pages; the only user of mkdocs.

The check runs in `on_config`: mkdocs empties `site_dir` after it, so a record with errors must be
refused before, or the last good site is lost. The record's pages are printed in `on_files`, as soon
as the folder is empty, and mkdocs is told where they lie, so that prose may link to them; `Page`
objects are for prose and for the placeholders from which the frames are cut.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from rjsmin import jsmin

from generator.checked import Checked, read_and_check, today
from generator.search.prose import page as prose_page
from generator.site import prose, shell, starter, target
from generator.site.contents import Build, prepare
from generator.site.press import Press

# Of the theme's files: Material's scripts, style sheets and pictures, which no page loads, and templates no longer used.
_NOT_SERVED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "assets/preview.", "sitemap.xml")
# What is written in parts and served as one file, the parts in the order of their names.
_SHEET = "assets/qingdan.css"
_JOINED = {"assets/style/": _SHEET, "assets/search/": "assets/search.js"}


class BuildFailed(Exception):
    """The site could not be built; the message is for the clerk. The last good site stands."""


class PluginConfig(Config):
    """The plugin's two options."""

    root = Optional(Type(str))  # the folder that holds powers/; that of mkdocs.yml where left out
    as_of = Optional(Type(str))  # the day to check by, as 2026-04-08; today where left out


class RecordFile(File):
    """A page of the record as mkdocs knows it: something to link to, already written."""

    generated_by = "qingdan"

    def __init__(self, url: str, config: MkDocsConfig) -> None:
        super().__init__(f"{url}index.html", None, config.site_dir, True)

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: `Press` has written it."""


class Plugin(BasePlugin[PluginConfig]):
    """Reads and checks the record, then hands each page to mkdocs."""

    build: Build
    press: Press
    checked: Checked | None = None  # given by `run`; otherwise the record is read here
    pages = 0  # how many there are, once mkdocs has its files
    writes_pages = True  # whether the record's pages are written; the preview makes them when asked

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(self.config.root or Path(config.config_file_path or ".").parent)
        if lost := target.endangered(Path(config.site_dir), root):
            raise PluginError(f"“{config.site_dir}”不能放网站：“{lost}”会被换掉或者混进网页。换一个地方。")
        day = date.fromisoformat(self.config.as_of) if self.config.as_of else today()
        checked = self.checked or read_and_check(root, day)
        if not checked.holds:
            raise PluginError(f"记录里有 {checked.errors} 处错误。先运行 qingdan check 看清楚，改好再生成。")
        self.build = prepare(checked, day)
        config.site_name = str(self.build.file.site_name)
        config.extra |= shell.frame_values(self.build.file, self.build.formal) | {"style": _SHEET}
        # Relative links need no address; without one mkdocs leaves absolute links out.
        config.site_url = str(self.build.file.address_of_site or "")
        config.nav = []
        config.theme.static_templates.clear()  # the sitemap and the page for a lost address are our own
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        for file in [file for file in files if file.src_uri.startswith(_NOT_SERVED)]:
            files.remove(file)
        self._serve_assets(files, config)
        env = _escaping(config.theme.get_env())
        self.press = Press(self.build, Path(config.site_dir), lambda url, holes: _frame(url, holes, env, config))
        prose = [file for file in files.documentation_pages() if not file.inclusion.is_excluded()]
        self.build.pages_of_prose = [prose_page(file.url, self._filled(file, files)) for file in prose]
        printed = self.press.print() if self.writes_pages else []
        for page in printed:
            files.append(RecordFile(page.url, config))
        self.pages = len(printed) + len(prose) + 1
        lost = self.build.lost()
        holes = shell.holes(lost, self.build.file, False)
        self.press.write("404.html", _drawn(lost.url, None, self.build.base, holes, env, config).encode())
        return files

    def on_env(self, env: Environment, **_: Any) -> Environment:
        """The theme draws prose too: what it prints of the town is text there as well."""
        return _escaping(env)

    def _serve_assets(self, files: Files, config: MkDocsConfig) -> None:
        """Join what is written in parts; leave the comments of scripts at home."""
        for folder, joined in _JOINED.items():
            parts = sorted((file for file in files if file.src_uri.startswith(folder)), key=lambda file: file.src_uri)
            files.append(File.generated(config, joined, content="\n".join(part.content_string for part in parts)))
            for part in parts:
                files.remove(part)
        for script in [file for file in files if file.src_uri.startswith("assets/") and file.src_uri.endswith(".js")]:
            files.remove(script)
            files.append(File.generated(config, script.src_uri, content=jsmin(script.content_string)))

    def on_page_markdown(self, markdown: str, *, page: Page, files: Files, **_: Any) -> str:
        """Prose may name the town and say what holds for it: {{ town.name }}, {% if formal %}."""
        return self._filled(page.file, files, markdown)

    def _filled(self, file: File, files: Files, markdown: str | None = None) -> str:
        """A page of prose with what it says of the town filled in."""
        template = file.content_string if markdown is None else markdown
        named = prose.names(self.build.town.record, self.build.file, lambda path: _published(files, path))
        try:
            return prose.filled(template, named)
        except prose.Refused as refused:
            raise PluginError(f"{file.src_uri}：{refused}") from refused

    def on_page_context(self, context: Any, *, page: Page, **_: Any) -> Any:
        """Prose wears the same head and path as the record's pages."""
        body = self.build.prose(page.file.url, str(page.title), page.content or "", page.meta.get("description", ""))
        context["frame"] = shell.frame(body.url, shell.holes(body, self.build.file, self.build.formal))
        return context


def _escaping(env: Environment) -> Environment:
    """The theme's templates, printing values as text: mkdocs makes them so that a value is taken for HTML."""
    env.autoescape = True
    return env


def _frame(url: str, holes: Mapping[str, str], env: Environment, config: MkDocsConfig) -> str:
    """What the theme draws for a page of the record, for which a placeholder stands."""
    placeholder = Page("", File.generated(config, f"{url}index.md", content=""), config)
    return _drawn(url, placeholder, "", holes, env, config)


def _drawn(
    url: str,
    page: Page | None,
    base: str,
    holes: Mapping[str, str],
    env: Environment,
    config: MkDocsConfig,
) -> str:
    """What the theme draws for a page's holes. Without a page, links are made from `base`."""
    context = get_context(Navigation([], []), Files([]), config, page, base)
    context["frame"] = shell.frame(url, holes)  # type: ignore[typeddict-unknown-key]
    return env.get_template("main.html").render(context)


class _Said(logging.Handler):
    """What mkdocs complained of, in the clerk's words."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        quoted = re.findall(r"'([^']+)'", record.getMessage())
        page, link = [*quoted, "", ""][:2]
        if link:
            self.sentences.append(f"content/{page}：链接“{link}”指到了没有的地方。改成有的页面，或者删掉。")
        elif page:
            self.sentences.append(f"content/{page}：这一页有问题，看看最近改的地方。")


def _sentence(error: BaseException | None) -> list[str]:
    """What this plugin said; mkdocs raises an `Abort` of its own in the place of it."""
    error = error.__context__ if isinstance(error, Abort) else error
    return [str(error)] if isinstance(error, PluginError) else []


def _published(files: Files, path: str) -> bool:
    file = files.get_file_from_path(path)
    return file is not None and not file.inclusion.is_excluded()


def run(root: Path, built: Path, day: date, checked: Checked | None = None, *, pages: bool = True) -> Plugin:
    """Let mkdocs build a town's site into a folder, with the town's own mkdocs.yml, prose and theme where it has them.

    Raises `BuildFailed` with a sentence where mkdocs gives up.
    """
    packaged = starter.folder()
    own, content, theme = root / "mkdocs.yml", root / "content", root / "overrides"
    said = _Said()
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.addHandler(said)
    config = load_config(
        str(own if own.is_file() else packaged / "mkdocs.yml"),
        docs_dir=str(content if content.is_dir() else packaged / "content"),
        site_dir=str(built),
        strict=True,
        **({} if content.is_dir() else {"exclude_docs": "plan/"}),  # one town's plan is not another's
    )
    if theme.is_dir() and str(theme) not in config.theme.dirs:
        config.theme.dirs.insert(0, str(theme))
    plugin = config.plugins["qingdan"]
    assert isinstance(plugin, Plugin)
    plugin.load_config({"root": str(root), "as_of": day.isoformat()})
    plugin.checked, plugin.writes_pages = checked, pages
    try:
        mkdocs_build(config)
    except (Abort, PluginError) as error:
        raise BuildFailed("\n".join(["说明文字里有错误，网站没有动：", *said.sentences, *_sentence(error)])) from error
    finally:
        logger.removeHandler(said)
    return plugin
