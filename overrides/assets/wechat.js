/* WeChat's browser neither downloads nor prints, and says nothing: here it is said what to do instead. */
(function () {
  "use strict";
  if (!/MicroMessenger/i.test(navigator.userAgent)) return;
  var box = null;
  var before = null;

  function close() {
    if (!box) return;
    document.body.removeChild(box);
    box = null;
    if (before && before.focus) before.focus();
  }
  function explain(what) {
    close();
    before = document.activeElement;
    box = document.createElement("div");
    box.className = "q-wechat";
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-labelledby", "wechat-said");
    var said = document.createElement("p");
    said.id = "wechat-said";
    said.textContent = "微信里不能" + what + "。点右上角“…”，选“用浏览器打开”，再" + what + "。";
    var button = document.createElement("button");
    button.type = "button";
    button.className = "q-button";
    button.textContent = "知道了";
    button.addEventListener("click", close);
    box.appendChild(said);
    box.appendChild(button);
    document.body.appendChild(box);
    button.focus();
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") close();
  });
  window.print = function () {
    explain("打印");
  };
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href]") : null;
    if (!link) return;
    if (link.hasAttribute("download") || /\.(csv|json|xlsx?|docx?|pdf|zip|ics|txt|wps)$/i.test(link.pathname)) {
      event.preventDefault();
      explain("下载");
    }
  });
})();
