/* Guides, their sheets, undertakings, pointers: what one does with a page. All of it adds to a page that is whole without. */
(function () {
  "use strict";
  function all(selector, within) {
    return [].slice.call((within || document).querySelectorAll(selector));
  }
  function remember(key, value) {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch (error) {
      /* Storage is closed: what is ticked holds as long as the page is open. */
    }
  }
  function remembered(key) {
    try {
      return localStorage.getItem(key) || "";
    } catch (error) {
      return "";
    }
  }

  /* 您是哪一种？ What belongs to another case is put away; paper still shows everything. */
  var choose = document.querySelector(".q-choose");
  if (choose) {
    choose.hidden = false;
    choose.addEventListener("change", function (event) {
      all("[data-cases]").forEach(function (part) {
        var mine = part.getAttribute("data-cases").split(" ").indexOf(event.target.value) >= 0;
        part.classList[event.target.value && !mine ? "add" : "remove"]("q-not-mine");
      });
      if (count) count();
    });
    /* A browser that comes back to the page may have kept the choice, but not what followed from it. */
    choose.querySelector("input").checked = true;
  }

  /* 勾一勾: kept on this device, for this page. Many towns may share one host, so the path is the key. */
  var tally = document.querySelector(".q-tally");
  var count = null;
  if (tally) {
    var key = "qingdan.ticked:" + location.pathname.replace(/index\.html$/, "");
    var boxes = all(".q-papers input");
    var name = function (box) {
      return box.parentNode.textContent.trim();
    };
    count = function () {
      var shown = boxes.filter(function (box) {
        return !box.closest(".q-not-mine");
      });
      var done = shown.filter(function (box) {
        return box.checked;
      }).length;
      var left = shown.length - done;
      tally.querySelector("[role=status]").textContent = left
        ? "一共" + shown.length + "样，勾了" + done + "样，还有" + left + "样。"
        : shown.length + "样都勾上了。";
    };
    var keep = function () {
      var ticked = boxes.filter(function (box) {
        return box.checked;
      });
      remember(key, ticked.length ? JSON.stringify(ticked.map(name)) : "");
      tally.querySelector("button").hidden = !ticked.length;
      count();
    };
    var before = [];
    try {
      before = JSON.parse(remembered(key) || "[]");
    } catch (error) {
      /* Something else wrote there: begin anew. */
    }
    boxes.forEach(function (box) {
      box.checked = before.indexOf(name(box)) >= 0;
      box.addEventListener("change", keep);
    });
    tally.querySelector("button").addEventListener("click", function () {
      boxes.forEach(function (box) {
        box.checked = false;
      });
      keep();
      boxes[0].focus();
    });
    if (boxes.length) {
      tally.hidden = false;
      tally.querySelector("button").hidden = !before.length;
      count();
    }
  }

  /* 打印这一页, on the sheet. */
  all("[data-print]").forEach(function (button) {
    if (!window.print) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      window.print();
    });
  });

  /* 发给家里人: the telephone's own way of sharing; where it has none, name and address are copied. */
  var share = document.querySelector("[data-share]");
  var canShare = typeof navigator.share === "function";
  var canCopy = document.queryCommandSupported && document.queryCommandSupported("copy");
  function copied(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "q-unseen";
    document.body.appendChild(area);
    area.select();
    area.setSelectionRange(0, text.length);
    var done = document.execCommand("copy");
    document.body.removeChild(area);
    return done;
  }
  if (share && (canShare || canCopy)) {
    var said = document.querySelector(".q-acts__said");
    var title = document.querySelector("h1").textContent.trim();
    var address = location.href.split("#")[0];
    var copy = function () {
      var done = canCopy && copied(title + " " + address);
      said.textContent = done ? "名称和网址已经复制，到微信里粘贴，发给家里人。" : "没有复制成，请用浏览器菜单里的“分享”。";
      share.focus();
    };
    share.hidden = false;
    share.addEventListener("click", function () {
      if (!canShare) return copy();
      navigator.share({ title: title, text: title, url: address }).catch(function (error) {
        /* Whoever closes the list of ways to share wants nothing copied. */
        if (error.name !== "AbortError") copy();
      });
    });
  }
})();
