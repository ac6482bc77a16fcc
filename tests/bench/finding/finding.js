/* One way to ask each search, and a list that paints what came: a bare page, so that only the searches differ.

   An engine is {start, find}: `start` brings what it needs before the first letter; `find` gives the addresses
   and names of the first results. All run on the page's own thread, which is the one that is slowed down. */
"use strict";
const SHOWN = 10;
const ENGINES = {
  ours: {
    async start() {
      this.engine = new QingdanSearch.Engine();
      await this.find("");
    },
    async find(text) {
      for (;;) {
        const found = this.engine.search(text, { limit: SHOWN });
        if (!found.missing.length) return found.results.map((one) => ({ url: one.url, name: one.name }));
        const brought = await Promise.all(found.missing.map((part) => fetch("search/" + part).then((answer) => answer.text())));
        found.missing.forEach((part, at) => this.engine.put(part, brought[at]));
      }
    },
  },
  /* The theme's worker, unchanged; only that it runs here. */
  theme: {
    async start() {
      const listing = await fetch("theme-worker").then((answer) => answer.text());
      const worker = await fetch("/" + listing).then((answer) => answer.text());
      const index = await fetch("/search/search_index.json").then((answer) => answer.json());
      const base = "/assets/javascripts/workers/";
      const bring = (...scripts) =>
        scripts.forEach((script) => {
          const request = new XMLHttpRequest();
          request.open("GET", new URL(script, new URL(base, location.href)), false);
          request.send();
          (0, eval)(request.responseText);
        });
      const told = (answer) => this.told(answer);
      new Function("addEventListener", "postMessage", "importScripts", worker)((_, ask) => (this.ask = ask), told, bring);
      await this.send({ type: 0, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
    },
    send(message) {
      return new Promise((told) => {
        this.told = told;
        this.ask({ data: message });
      });
    },
    async find(text) {
      const { data } = await this.send({ type: 2, data: text });
      return data.items.slice(0, SHOWN).map((parts) => ({ url: parts[0].location.split("#")[0], name: parts[0].title }));
    },
  },
  pagefind: {
    async start() {
      this.engine = await import("/pagefind/pagefind.js");
      await this.engine.init();
    },
    async find(text) {
      const found = await this.engine.search(text);
      const pages = await Promise.all(found.results.slice(0, SHOWN).map((one) => one.data()));
      return pages.map((page) => ({ url: page.url.replace(/^\//, ""), name: page.meta.title }));
    },
  },
};

let engine = null;
async function start(name) {
  engine = ENGINES[name];
  await engine.start();
}
function paint(found) {
  const list = document.getElementById("results");
  list.textContent = "";
  found.forEach((one) => {
    const link = document.createElement("a");
    link.href = "/" + one.url;
    link.textContent = one.name;
    list.appendChild(document.createElement("li")).appendChild(link);
  });
}
/* After the next frame has been drawn. */
function painted() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
}
/* Type a query letter by letter; the milliseconds from each letter to its painted results. */
async function type(text) {
  const input = document.getElementById("typed");
  const times = [];
  const letters = Array.from(text);
  for (let end = 1; end <= letters.length; end++) {
    await painted();
    const start = performance.now();
    input.value = letters.slice(0, end).join("");
    paint(await engine.find(input.value));
    await painted();
    times.push(performance.now() - start);
  }
  return times;
}
async function ask(texts) {
  const found = [];
  for (const text of texts) found.push((await engine.find(text)).map((one) => one.url));
  return found;
}
