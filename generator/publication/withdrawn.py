"""What stands where a published file was, once it has ended: small, of the same kind, and it says so.

In: the path of a file that ended. Out: bytes, the same for the same path whatever the site has become. A copy of
the site that is unpacked over the old folder deletes nothing, so whatever ended is overwritten.
"""

from __future__ import annotations

from generator import urls

_MARK = "\ufeff"  # Excel and Notepad know UTF-8 by it
# It needs no other file of the site: whatever becomes of that, this page stays as it is.
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>这一页撤下了</title>
</head>
<body>
<h1>这一页撤下了</h1>
<p>这个网址发布过，现在不用了。</p>
{links}
</body>
</html>
"""
# By the end of the name.
_SAID = {
    ".json": '{"状态":"已撤下"}\n',
    ".jsonld": '{"状态":"已撤下"}\n',
    ".csv": f"{_MARK}状态\r\n已撤下\r\n",
    ".js": "/* 已撤下 */\n",
    ".css": "/* 已撤下 */\n",
    ".svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>已撤下</title></svg>\n',
    ".xml": "<已撤下/>\n",
}
_ELSE = f"{_MARK}这个文件已经撤下，不再公布。\r\n"


def content(path: str) -> bytes:
    """What stands at the path of a file that ended."""
    if path.endswith(".html"):
        return _page(path).encode()
    if path.startswith(urls.SEARCH):  # no JSON: a page that was opened before and asks for it begins anew
        return _ELSE.encode()
    return next((said for end, said in _SAID.items() if path.endswith(end)), _ELSE).encode()


def _page(path: str) -> str:
    links = [(urls.relative("", path), "回首页找")]
    if path.count("/") > 1:
        links.append((urls.relative(f"{path.partition('/')[0]}/", path), "看这一栏现在有什么"))
    return _PAGE.format(links="\n".join(f'<p><a href="{href}">{said}</a></p>' for href, said in links))
