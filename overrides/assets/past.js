/* 某一天的清单: draws the lists as they stood on the chosen day, from timeline.json. The day stands in the address,
   so that it can be passed on. From a disk nothing can be fetched: the lists after each adjustment are there. */
(function () {
  "use strict";
  const { make, put, asked, readdress } = window.QingdanKit;
  const form = document.querySelector("[data-past]");
  if (!form || location.protocol === "file:") return;
  const box = form.querySelector("input");
  const said = document.querySelector(".q-past__said");
  const area = document.querySelector(".q-past__lists");
  const root = form.getAttribute("data-root");
  const TITLES = { powers: "权力清单", guides: "办事指南", responsibilities: "职责清单" };
  const HEADS = { powers: "类型、方式", guides: "多久办好", responsibilities: "类别" };
  const ORDINARY = "在用";
  let rows = null;

  /* How an entry stood on a day: the last step that had begun by then. */
  function stood(row, day) {
    return row["经过"].filter((step) => step["从哪天起"] <= day).pop();
  }
  function line(row, step) {
    const then = step["当时"] || {};
    const values = Object.keys(row["现在"]).map((name) => (name in then ? then[name] : row["现在"][name]));
    const link = make("a", "", then["名称"] || row["名称"]);
    link.href = root + row["本站网址"];
    const head = put(make("th"), [link]);
    head.scope = "row";
    const state = step["状态"] === ORDINARY ? "" : step["状态"];
    return put(make("tr"), [head, make("td", "", values.join("，")), make("td", "", state), make("td", "q-id", row["编号"])]);
  }
  function header(list) {
    const cells = ["名称", HEADS[list], "状态", "编号"].map((name) => {
      const cell = make("th", "", name);
      cell.scope = "col";
      return cell;
    });
    return put(make("thead"), [put(make("tr"), cells)]);
  }
  function draw(day) {
    area.textContent = "";
    const counts = [];
    Object.keys(TITLES).forEach((name) => {
      const found = rows.filter((row) => row["清单"] === name && stood(row, day));
      if (!found.length) return;
      counts.push(TITLES[name] + " " + found.length + " 项");
      const body = put(make("tbody"), found.map((row) => line(row, stood(row, day))));
      area.appendChild(make("h2", "", day + " 的" + TITLES[name]));
      area.appendChild(put(make("table", "q-list q-list--2 q-list--long"), [header(name), body]));
    });
    said.textContent = counts.length ? day + "：" + counts.join("，") + "。" : day + "：没有登记那天的清单。";
  }
  function show(day) {
    if (rows) return draw(day);
    said.textContent = "正在取……";
    const request = new XMLHttpRequest();
    request.open("GET", form.getAttribute("data-past"));
    request.onload = function () {
      try {
        rows = JSON.parse(request.responseText);
      } catch (error) {
        said.textContent = "没有取到。刷新这一页再试，或者看下面每次调整以后的清单。";
        return;
      }
      draw(day);
    };
    request.onerror = function () {
      said.textContent = "没有取到。看看网络，或者看下面每次调整以后的清单。";
    };
    request.send();
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    readdress(location.pathname + "?on=" + box.value);
    show(box.value);
  });
  const wanted = asked(location.search).on;
  if (/^\d{4}-\d{2}-\d{2}$/.test(wanted || "")) {
    box.value = wanted;
    show(wanted);
  }
})();
