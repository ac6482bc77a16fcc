"""given.csv, beside powers/: what the program gave a town, each text as a digest, so that one sees what the town changed.

In: what a file says. Out: its digest; the list as bytes. `qingdan init` writes the list, and whatever takes over newer
texts. What is missing in it counts as changed by the town, and is never replaced unless it is named.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = "given.csv"
_COLUMNS = ("全国编号或者法规", "给的时候的摘要")
_LARGEST = 1024 * 1024  # bytes: two thousand texts have a tenth of it
_ID = "编号"
# What the town alone fills in: it does not count as a change.
OWN = (
    *(_ID, "本镇核对", "出处", "答复", "承办机构", "状态", "停办", "终止", "隐私核对"),
    *("电话", "地址"),  # of a pointer
    *(
        "承诺办结时限",
        "办理地点",
        "办理时间",
        "到办事现场次数",
        "必须现场办理原因",
        "办理形式",
        "网上办理地址",
    ),  # of a guide
    *("移动端办理地址", "网上办理深度", "通办范围", "是否支持预约办理", "是否支持物流快递", "是否支持网上支付"),
    *("数量限制", "村级代办", "咨询电话", "监督投诉电话", "业务办理项编码"),
    *(
        "现行清单名称",
        "生效日期",
        "批后监管",
        "业务指导部门",
        "支持保障",
        "监督电话",
        "运行情况",
        "评估建议",
    ),  # of a power
    *("基本编码", "实施编码", "地方编码"),
)
_REFERRING = ("事项", "对应权力")


def digest(data: Mapping[str, Any], number_of: Mapping[str, str]) -> str:
    """The digest of what a file says but for `OWN`; an id in `number_of` counts as its 全国编号, so that a town may number anew."""
    written = json.dumps(same(data, number_of), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def same(data: Mapping[str, Any], number_of: Mapping[str, str]) -> dict[str, Any]:
    """What counts when two texts are compared."""
    counted = {name: value for name, value in data.items() if name not in OWN and value}
    return {str(name): value for name, value in _numbered(counted, number_of).items()}


def _numbered(value: Any, number_of: Mapping[str, str]) -> Any:
    match value:
        case dict():
            return {
                name: _referring(inner, number_of) if name in _REFERRING else _numbered(inner, number_of)
                for name, inner in value.items()
            }
        case list():
            return [_numbered(item, number_of) for item in value]
    return value


def _referring(value: Any, number_of: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_referring(item, number_of) for item in value]
    return number_of.get(str(value).partition(" ")[0], value)


def read(root: Path) -> dict[str, str]:
    """What was given to a town, by 全国编号 and title of law; nothing where there is no list."""
    file = root / FILE
    try:
        if file.is_symlink() or file.stat().st_size > _LARGEST:
            return {}
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return {}
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return {}
    return {row[0]: row[1] for row in rows[1:] if len(row) == len(_COLUMNS)}


def written(digests: Mapping[str, str]) -> bytes:
    """The bytes of a list."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerows([_COLUMNS, *sorted(digests.items())])
    return out.getvalue().encode()
