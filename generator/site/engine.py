"""The mkdocs adapter, and the only module that knows which engine runs: it has the prose drawn and the frames.

In: a town's folder, or the configuration of an mkdocs that was started by hand. Out: the site in its folder.

The engine is mkdocs, with Material; where mkdocs is not installed it is ProperDocs, which carries mkdocs on and lets its
modules answer to mkdocs' names. Of Material nothing is used but what a town's own prose asks for: without it the
theme is `overrides/` alone. Each way the site is the same, byte for byte (tests/site/test_engines.py).

What is done in which of mkdocs' events has a reason. The check runs in `on_config`: after that mkdocs empties
the folder of the site, so a record with errors has to be refused before, or the last good site is lost. The
record's pages are written in `on_files`, when the folder is empty, and mkdocs is told where they are, so that
prose may link to them. mkdocs makes `Page` objects for prose alone, and for the placeholders of which the
frames are cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, TemplateError

try:
    import mkdocs
except ImportError:
    import properdocs.replacement as mkdocs  # type: ignore[no-redef]  # the name stands for either
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_theme_names

from generator.causes import Told
from generator.checked import Checked, read_and_check, today
from generator.derive import outside, policy
from generator.derive.town import Publication
from generator.pictures import mark
from generator.record import Record
from generator.search.prose import page as prose_page
from generator.site import assets, colours, complaints, failures, links_out, own, prose, shell, starter, target
from generator.site.contents import Build, prepare
from generator.site.plain_markdown import PlainMarkdown
from generator.site.press import Press

_ENGINE = mkdocs.__name__.partition(".")[0]
_THEME = "material"
_ICON = "assets/icon.svg"


class BuildFailed(Told):
    """The site could not be built, and the last good one is untouched; the message is for the clerk."""


class PluginConfig(Config):
    """The options of the plugin, as they may be written in mkdocs.yml."""

    root = Optional(Type(str))  # the folder that holds powers/; that of mkdocs.yml where left out
    as_of = Optional(Type(str))  # the day to check by, as 2026-04-08; today where left out


class RecordFile(File):
    """A page of the record as mkdocs knows it: prose may link to it, and there is nothing left to write."""

    generated_by = "qingdan"

    def __init__(self, url: str, config: MkDocsConfig) -> None:
        super().__init__(f"{url}index.html", None, config.site_dir, True)

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Do nothing: `Press` has written the file."""


class Plugin(BasePlugin[PluginConfig]):
    """Checks the record, writes its pages, and fills in what prose says of the town.

    After a build `build` and `press` are what it was made of, `pages` how many pages the site has, and `addresses`
    where they lie, but for the pages of what is gone.
    """

    build: Build
    press: Press
    checked: Checked | None = None  # set by `run`; where mkdocs was started by hand, the record is read here
    publication: Publication | None = None  # the edition that is made; None for what is made to be looked at
    linked: Sequence[str] = ()  # the hosts that pages lead to
    pages = 0
    addresses: Set[str] = frozenset()
    writes_pages = True  # false for the preview, which makes each page when it is asked for

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the record, and tell mkdocs of the town what mkdocs.yml cannot know. Raises `PluginError`."""
        root = Path(self.config.root or Path(config.config_file_path or ".").parent)
        if lost := target.endangered(Path(config.site_dir), root):
            raise PluginError(f"“{config.site_dir}”不能放网站：“{lost}”会被换掉或者混进网页。换一个地方。")
        if link := links_out.first(root / "overrides"):
            raise PluginError(f"overrides/{link}：这是一个链接，不跟过去。删掉它，把文件本身放进来。")
        day = date.fromisoformat(self.config.as_of) if self.config.as_of else today()
        checked = self.checked or read_and_check(root, day)
        if not checked.holds:
            raise PluginError(f"记录里有 {checked.errors} 处错误。先运行 qingdan check 看清楚，改好再生成。")
        self.build = prepare(checked, day, publication=self.publication)
        config.site_name = str(self.build.file.site_name)
        config.extra |= shell.frame_values(self.build.town, self.build.formal) | {
            "policy": policy.policy(self.build.file)
        }
        # Relative links need no address; without one mkdocs leaves absolute links out.
        config.site_url = str(self.build.file.address_of_site or "")
        config.nav = []
        config.markdown_extensions.append(PlainMarkdown())
        config.theme.static_templates.clear()  # the sitemap and the page for a lost address are our own
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Write the record's pages, and add them to the files that prose may link to."""
        for file in [file for file in files if file.src_uri.startswith(f"{own.FOLDER}/")]:
            files.remove(file)  # they lie at the root of the site, untouched: `on_post_build`
        self._serve_assets(files, config)
        env = _escaping(config.theme.get_env())
        self.press = Press(self.build, Path(config.site_dir), lambda url, holes: _frame(url, holes, env, config))
        prose = [file for file in files.documentation_pages() if not file.inclusion.is_excluded()]
        self.linked = _linked(self.build.town.record, prose)
        self.build.pages_of_prose = [prose_page(file.url, self._filled(file, files)) for file in prose]
        printed = self.press.print() if self.writes_pages else []
        self.addresses = {*(page.url for page in printed), *(_address(file.url) for file in prose)}
        gone = self.press.write_pages(self.build.gone(self.addresses)) if self.writes_pages else []
        for page in (*printed, *gone):
            files.append(RecordFile(page.url, config))
        self.pages = len(printed) + len(prose) + 1
        self.press.write("404.html", self._lost(env, config).encode())
        return files

    def _lost(self, env: Environment, config: MkDocsConfig) -> str:
        """The page that a server shows for an address that does not exist."""
        if self.build.file.address_of_site is None:
            return self.build.lost_alone(config.extra["notice"])
        lost = self.build.lost()
        holes = shell.holes(lost, self.build.file, False, self.build.assets)
        return _drawn(lost.url, None, self.build.base, holes, env, config)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the town's own files at the root of the site."""
        try:
            own.put(Path(config.docs_dir), Path(config.site_dir))
        except own.InTheWay as wrong:
            raise PluginError(str(wrong)) from wrong

    def on_env(self, env: Environment, **_: Any) -> Environment:
        """Have prose drawn as text too: whatever the theme prints of the town."""
        return _escaping(env)

    def _serve_assets(self, files: Files, config: MkDocsConfig) -> None:
        """Take out the theme's files that no page needs, and put those that are made in the place of their parts."""
        texts = {file.src_uri: file.content_string for file in files if assets.rewritten(file.src_uri)}
        for file in [file for file in files if file.src_uri in texts or not assets.served(file.src_uri)]:
            files.remove(file)
        colour = colours.of(self.build.file)
        texts[colours.PART] = colours.style(colour)
        made = assets.made(texts)
        for path, text in made.files.items():
            files.append(File.generated(config, path, content=text))
        if files.get_file_from_path(_ICON) is None:  # a town may bring its own
            drawn = mark.icon(str(self.build.file.division_code or ""), colour.ink, colour.tint)
            files.append(File.generated(config, _ICON, content=drawn))
        self.build.assets = config.extra["assets"] = made.names

    def on_page_markdown(self, markdown: str, *, page: Page, files: Files, **_: Any) -> str:
        """Fill in what a page of prose says of the town: {{ town.name }}, {% if formal %}."""
        return self._filled(page.file, files, markdown)

    def _filled(self, file: File, files: Files, markdown: str | None = None) -> str:
        """The Markdown of a page of prose, filled in. Raises `PluginError` where it asks for what it may not have."""
        template = _text(file) if markdown is None else markdown
        named = prose.names(self.build.town.record, self.build.file, self.linked, lambda path: _published(files, path))
        try:
            return prose.filled(template, named)
        except prose.Refused as refused:
            raise PluginError(f"content/{file.src_uri} {refused}") from refused

    def on_page_context(self, context: Any, *, page: Page, **_: Any) -> Any:
        """Give a page of prose the same head and path as the record's pages have."""
        body = self.build.prose(page.file.url, str(page.title), page.content or "", page.meta.get("description", ""))
        context["frame"] = shell.frame(
            body.url, shell.holes(body, self.build.file, self.build.formal, self.build.assets)
        )
        return context


def _escaping(env: Environment) -> Environment:
    """The theme's environment, set to print values as text: mkdocs sets it to take them for HTML."""
    env.autoescape = True
    return env


def _frame(url: str, holes: Mapping[str, str], env: Environment, config: MkDocsConfig) -> str:
    """What the theme draws for a page of the record: mkdocs is given a placeholder for it."""
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
    """What the theme draws around a page's holes. Where there is no `page`, links begin at `base`."""
    context = get_context(Navigation([], []), Files([]), config, page, base)
    return env.get_template("main.html").render(context, frame=shell.frame(url, holes))


def _own_words(error: BaseException) -> list[str]:
    """What this plugin said, if it was this plugin that failed: mkdocs hides it behind an `Abort` of its own."""
    said = error.__context__ if isinstance(error, Abort) else error
    return [str(said)] if isinstance(said, PluginError) else []


def _linked(record: Record, prose: Sequence[File]) -> list[str]:
    """The hosts that the pages of the record and of the prose lead to."""
    written = (address for file in prose for _, address in outside.in_text(_text(file)))
    return outside.hosts(chain((one.address for one in outside.named(record)), written))


def _text(file: File) -> str:
    """The source of a page of prose. Raises `PluginError` where it is no text."""
    try:
        return file.content_string
    except UnicodeDecodeError as error:
        raise PluginError(failures.unreadable(file.src_uri, error.object)) from error


def _address(url: str) -> str:
    """The address of a page of prose below the root of the site."""
    return "" if url in (".", "./") else unquote(url)


def _published(files: Files, path: str) -> bool:
    """Whether a page of prose is there and part of the site."""
    file = files.get_file_from_path(path)
    return file is not None and not file.inclusion.is_excluded()


def run(
    root: Path,
    built: Path,
    day: date,
    checked: Checked | None = None,
    *,
    publication: Publication | None = None,
    pages: bool = True,
) -> Plugin:
    """Have mkdocs build the site of the town at `root` in the folder `built`; the plugin that did it.

    The town's own mkdocs.yml, content/ and overrides/ are used where it has them. Without `pages` only the prose
    is written. Raises `BuildFailed` with a sentence where mkdocs gives up.
    """
    with complaints.heard(_ENGINE) as sentences:
        try:
            config = _settings(root, built)
        except (ConfigurationError, Abort) as error:
            raise BuildFailed(failures.of_settings(root / "mkdocs.yml", error, sentences)) from error
    plugin = config.plugins.get("qingdan")
    if plugin is None:
        raise BuildFailed(failures.of_settings(root / "mkdocs.yml", KeyError(), ["“plugins”里没有 qingdan。"]))
    assert isinstance(plugin, Plugin)
    plugin.load_config({"root": str(root), "as_of": day.isoformat()})
    plugin.checked, plugin.publication, plugin.writes_pages = checked, publication, pages
    with complaints.heard(_ENGINE) as sentences:
        try:
            mkdocs_build(config)
        except (Abort, PluginError) as error:
            raise BuildFailed("\n".join(["说明文字里有错误，网站没有动：", *sentences, *_own_words(error)])) from error
        except TemplateError as error:
            raise BuildFailed(failures.of_template(error, root / "overrides")) from error
    return plugin


def _settings(root: Path, built: Path) -> MkDocsConfig:
    """mkdocs' configuration for a town: its own, or what the package has for a town without one."""
    packaged = starter.folder()
    settings, content, theme = root / "mkdocs.yml", root / "content", root / "overrides"
    instead: dict[str, Any] = {}
    if not content.is_dir():
        instead["exclude_docs"] = "plan/"  # one town's plan is not another's
    if _THEME not in get_theme_names():
        instead["theme"] = {"name": None, "custom_dir": str(packaged / "overrides")}
    config = load_config(
        str(settings if settings.is_file() else packaged / "mkdocs.yml"),
        docs_dir=str(content if content.is_dir() else packaged / "content"),
        site_dir=str(built),
        strict=True,
        **instead,
    )
    if theme.is_dir() and str(theme) not in config.theme.dirs:
        config.theme.dirs.insert(0, str(theme))
    return config
