/* Under “报告本页有误” and “报告有误”: the report, ready to be copied. Without this the link leads to what to write. */
(function () {
  "use strict";
  var mail = document.currentScript.getAttribute("data-mail");

  function text(selector) {
    var found = document.querySelector(selector);
    return found ? found.textContent.trim() : "";
  }
  function prepared() {
    var id = text(".q-head [data-field='编号']");
    return [
      "报告一处错误",
      "页面：" + (id ? id + " " : "") + text("h1"),
      "网址：" + location.href.split("#")[0],
      "哪一句不对：",
      "对的是什么，凭哪份文件、哪一条：",
    ].join("\n");
  }
  function make(name, words, kind) {
    var made = document.createElement(name);
    if (words) made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }
  function copy(area, status) {
    function said(done) {
      status.textContent = done ? "复制好了。" : "这里不能自动复制：长按上面的字，自己复制。";
    }
    area.select();
    try {
      if (document.execCommand("copy")) return said(true);
    } catch (error) {
      /* Forbidden here: the newer way is tried. */
    }
    if (!navigator.clipboard) return said(false);
    navigator.clipboard.writeText(area.value).then(
      function () {
        said(true);
      },
      function () {
        said(false);
      }
    );
  }
  function panel(link, id) {
    var made = make("div", "", "q-report");
    var label = make("label", "添上哪里不对");
    var area = make("textarea");
    var tools = make("p", "", "q-tools");
    var button = make("button", "复制", "q-button");
    var status = make("p", "", "q-report__said");
    var how = make("a", mail ? "报告要写什么" : "报告寄到哪里");
    made.id = id;
    made.hidden = true;
    area.id = label.htmlFor = id + "-text";
    area.rows = 7;
    area.value = prepared();
    button.type = "button";
    button.addEventListener("click", function () {
      copy(area, status);
    });
    status.setAttribute("role", "status");
    how.href = link.href;
    tools.appendChild(button);
    if (mail) {
      var send = make("a", "发邮件到 " + mail);
      send.href = "mailto:" + mail;
      send.addEventListener("click", function () {
        send.href =
          "mailto:" + mail + "?subject=" + encodeURIComponent("报告有误：" + text("h1")) +
          "&body=" + encodeURIComponent(area.value.replace(/\n/g, "\r\n"));
      });
      tools.appendChild(send);
    }
    tools.appendChild(how);
    [
      make("p", mail ? "写好的话在下面，不用写您的姓名、电话。" : "本站还没有公布纠错邮箱，收不到您的报告。这段话可以先复制留着；要办事的，打12345问准。"),
      label, area, tools, status,
    ].forEach(function (part) {
      made.appendChild(part);
    });
    return made;
  }
  [].forEach.call(document.querySelectorAll(".q-tools a[href$='#report-error'], .q-footer__links a[href$='#report-error']"), function (link, number) {
    if (link.pathname === location.pathname) return;
    var button = make("button", link.textContent, "q-as-link");
    var id = "report-" + number;
    var opened = panel(link, id);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", id);
    button.addEventListener("click", function () {
      opened.hidden = !opened.hidden;
      button.setAttribute("aria-expanded", String(!opened.hidden));
    });
    var row = link.closest("p, ul");
    link.parentNode.replaceChild(button, link);
    row.parentNode.insertBefore(opened, row.nextSibling);
  });
})();
