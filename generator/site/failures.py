"""Why a site could not be built, in sentences for whoever keeps the town's prose, theme and settings.

In: what mkdocs or the template language raised. Out: the sentences: which file, which line, what to do.
"""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from generator.syntax import characters

_SETTINGS_ADVICE = "照程序带的 mkdocs.yml 改；没有自己要改的，删掉它，就用程序带的。"
_DRAWN = re.compile(r'File "([^"]+\.html)", line (\d+)')
_THEME_ADVICE = "照程序带的那份改；删掉它，就用程序带的。"


def unreadable(path: str, content: bytes) -> str:
    """Why a page of prose cannot be read as text; `path` is below content/."""
    _, faults = characters.decode(content)
    fault = next(iter(faults))
    return f"content/{path} 第{fault.span.line}行：{fault.message}。{fault.code.advice}"


def of_settings(file: Path, error: BaseException, sentences: list[str]) -> str:
    """Why mkdocs does not take the town's mkdocs.yml; `sentences` are what it complained of."""
    mark = next((found for one in _causes(error) if (found := getattr(one, "problem_mark", None))), None)
    place = f" 第{mark.line + 1}行" if mark else " "
    return "\n".join([f"{file.name}{place}写得不对，网站没有动。", *sentences, _SETTINGS_ADVICE])


def of_template(error: TemplateError, theme: Path) -> str:
    """Why a template of the theme cannot be drawn; `theme` is the town's own overrides/."""
    file, line = _place(error)
    name = (
        f"overrides/{Path(file).relative_to(theme).as_posix()}" if file and Path(file).is_relative_to(theme) else file
    )
    match error:
        case TemplateNotFound(name=missing):
            why = f"要用的“{missing}”没有"
        case TemplateSyntaxError() if "end of template" in str(error.message):
            why = "有一处 {% … %} 没有关上"
        case TemplateSyntaxError():
            why = "这里的写法读不懂"
        case _:
            unknown = re.match(r"'(\w+)' is undefined", str(error.message))
            why = f"用了没有的名字“{unknown[1]}”" if unknown else "这里画不出来"
    place = (name or "overrides 里的模板") + (f" 第{line}行" if line else "")
    return f"网页的模板写得不对，网站没有动。\n{place}：{why}。{_THEME_ADVICE}"


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _place(error: TemplateError) -> tuple[str, int]:
    """The template's file and line: a syntax error says them; else it is the last template that was being drawn.

    Where another process drew it, only the words of its traceback have come along, as a note.
    """
    if isinstance(error, TemplateSyntaxError):
        return error.filename or "", error.lineno
    drawn = [
        (frame.filename, frame.lineno or 0)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith(".html")
    ]
    elsewhere = _DRAWN.findall("".join(getattr(error, "__notes__", ())))
    return (drawn or [(file, int(line)) for file, line in elsewhere] or [("", 0)])[-1]
