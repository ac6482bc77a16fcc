/* Guides, their sheets, undertakings, pointers: what one does with a page. All of it adds to a page that is whole without. */
(function () {
  "use strict";
  const { all, make, stored, store } = window.QingdanKit;

  /* 勾一勾: kept on this device, for this page. Many towns may share one host, so the path is the key. */
  const tally = document.querySelector(".q-tally");
  const boxes = all(".q-papers input");
  const KEY = "qingdan.ticked:" + location.pathname.replace(/index\.html$/, "");
  function name(box) {
    return box.parentNode.textContent.trim();
  }
  function count() {
    const shown = boxes.filter((box) => !box.closest(".q-not-mine"));
    const done = shown.filter((box) => box.checked).length;
    const left = shown.length - done;
    tally.querySelector("[role=status]").textContent = left
      ? "一共" + shown.length + "样，勾了" + done + "样，还有" + left + "样。"
      : shown.length + "样都勾上了。";
  }
  function keep() {
    const ticked = boxes.filter((box) => box.checked).map(name);
    store(KEY, ticked.length ? ticked : null);
    tally.querySelector("button").hidden = !ticked.length;
    count();
  }
  if (tally && boxes.length) {
    const before = stored(KEY);
    boxes.forEach((box) => {
      box.checked = Array.isArray(before) && before.indexOf(name(box)) >= 0;
      box.addEventListener("change", keep);
    });
    tally.querySelector("button").addEventListener("click", () => {
      boxes.forEach((box) => (box.checked = false));
      keep();
      boxes[0].focus();
    });
    tally.hidden = false;
    tally.querySelector("button").hidden = !Array.isArray(before) || !before.length;
    count();
  }

  /* 您是哪一种？ What belongs to another case is put away; paper still shows everything. */
  const choose = document.querySelector(".q-choose");
  if (choose) {
    choose.hidden = false;
    choose.addEventListener("change", (event) => {
      const mine = event.target.value;
      all("[data-cases]").forEach((part) => {
        part.classList.toggle("q-not-mine", mine !== "" && part.getAttribute("data-cases").split(" ").indexOf(mine) < 0);
      });
      all(".q-manner").forEach((one) => (one.open = one.getAttribute("data-cases") === mine));
      if (tally) count();
    });
    /* A browser that comes back to the page may have kept the choice, but not what followed from it. */
    choose.querySelector("input").checked = true;
  }

  /* 打印这一页, on the sheet. */
  all("[data-print]").forEach((button) => {
    if (!window.print) return;
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  /* 发给家里人: the telephone's own way of sharing; where it has none, name and address are copied. */
  const share = document.querySelector("[data-share]");
  const canShare = typeof navigator.share === "function";
  const canCopy = document.queryCommandSupported && document.queryCommandSupported("copy");
  function copied(text) {
    const area = make("textarea", "q-unseen");
    area.value = text;
    area.setAttribute("readonly", "");
    document.body.appendChild(area);
    area.select();
    area.setSelectionRange(0, text.length);
    const done = document.execCommand("copy");
    document.body.removeChild(area);
    return done;
  }
  if (share && (canShare || canCopy)) {
    const said = document.querySelector(".q-acts__said");
    const title = document.querySelector("h1").textContent.trim();
    const address = location.href.split("#")[0];
    const copy = () => {
      const done = canCopy && copied(title + " " + address);
      said.textContent = done ? "名称和网址已经复制，到微信里粘贴，发给家里人。" : "没有复制成，请用浏览器菜单里的“分享”。";
      share.focus();
    };
    share.hidden = false;
    share.addEventListener("click", () => {
      if (!canShare) return copy();
      navigator.share({ title, text: title, url: address }).catch((error) => {
        /* Whoever closes the list of ways to share wants nothing copied. */
        if (error.name !== "AbortError") copy();
      });
    });
  }
})();
