/* 核对这个网站: works out the SHA-256 of edition.json as this browser gets it, where it can; the commands on
   the page stand for those where it cannot. */
(function () {
  "use strict";
  const { make } = window.QingdanKit;
  document.addEventListener("DOMContentLoaded", () => {
    const row = document.querySelector("[data-verify]");
    /* Browsers work out digests on https and on this machine alone. */
    if (!row || !window.crypto || !crypto.subtle || !window.Uint8Array || location.protocol === "file:") return;
    const digest = row.querySelector(".q-digest");
    const status = row.querySelector("[role=status]");

    function show(hex, said) {
      hex.match(/.{8}/g).forEach((group) => digest.appendChild(make("span", "", group)));
      status.textContent = said;
      row.hidden = false;
    }
    function hexOf(bytes) {
      return [].map.call(new Uint8Array(bytes), (byte) => (byte < 16 ? "0" : "") + byte.toString(16)).join("");
    }
    /* The page may be of another edition than the file: it was opened before, or a cache keeps it. */
    function said(text) {
      const sequence = Number(row.getAttribute("data-sequence"));
      let other = null;
      try {
        other = JSON.parse(text)["序号"];
      } catch (error) {
        return "取到的不像 edition.json。刷新这一页再看。";
      }
      return other === sequence ? "" : "这一页是第 " + sequence + " 版，取到的是第 " + other + " 版。刷新这一页再看。";
    }
    const request = new XMLHttpRequest();
    request.open("GET", row.getAttribute("data-verify"));
    request.responseType = "arraybuffer";
    request.onload = function () {
      if (request.status !== 200) return;
      const bytes = request.response;
      crypto.subtle.digest("SHA-256", bytes).then((found) => {
        const text = window.TextDecoder ? new TextDecoder().decode(bytes) : "";
        show(hexOf(found), text ? said(text) : "");
      });
    };
    request.send();
  });
})();
