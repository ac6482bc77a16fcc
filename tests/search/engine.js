/* The real engine of overrides/assets/search/ in Node, for many queries in one process.

   A line in:  {"folder": a folder that holds search/, "queries": [text, …], "fresh": bool, "limit": n, "texts": bool}
   A line out: [{"results": […], "near": […], "texts": […], "sure": bool, "danger": null, "meant": "", "total": n, "ms": milliseconds, "cpu": of its own, "rounds": n, "parts": [paths brought]}, …]
   or, for a query at which the engine threw, {"error": what it threw, "ms": …, "parts": […]}.
   `fresh` begins each query with an engine that holds nothing; otherwise one engine a folder is kept, as in an open page.
   The first argument moves numbers of the engine: {"50-engine.js": {"NEXT": 0.4}}. */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const readline = require("readline");

const SCRIPTS = path.join(__dirname, "../../overrides/assets/search");
const MOST_ROUNDS = 20; /* bring what is missing, ask again: more often than this it would never end */

const moved = JSON.parse(process.argv[2] || "{}");
function script(file) {
  let source = fs.readFileSync(path.join(SCRIPTS, file), "utf8");
  Object.entries(moved[file] || {}).forEach(([name, value]) => {
    const parts = source.split(new RegExp("(?<=^  const " + name + " = )[0-9.]+(?=;)", "m"));
    if (parts.length !== 2) throw new Error("no number " + name + " in " + file);
    source = parts.join(value);
  });
  return source;
}
const source = fs
  .readdirSync(SCRIPTS)
  .filter((file) => file.endsWith(".js"))
  .sort()
  .map(script)
  .join("\n");
const QingdanSearch = vm.runInThisContext(source + "\n;QingdanSearch", { filename: "search.js" });

const engines = new Map();
const texts = new Map();

function text(folder, part) {
  const file = path.join(folder, "search", part);
  if (!texts.has(file)) texts.set(file, fs.readFileSync(file, "utf8"));
  return texts.get(file);
}

function asked(engine, folder, query, options) {
  const parts = [];
  const start = process.hrtime.bigint();
  const used = process.cpuUsage();
  const answer = {};
  try {
    for (let rounds = 1; ; rounds++) {
      const found = engine.search(query, options);
      if (!found.missing.length) {
        Object.assign(answer, { results: found.results, near: found.near, texts: found.texts, sure: found.sure, danger: found.danger, meant: found.meant, total: found.total, rounds: rounds });
        break;
      }
      if (rounds === MOST_ROUNDS) throw new Error("still missing after " + rounds + " rounds: " + found.missing);
      found.missing.forEach((part) => {
        if (parts.includes(part)) throw new Error("asked for again: " + part);
        parts.push(part);
        engine.put(part, text(folder, part));
      });
    }
  } catch (error) {
    answer.error = String((error && error.stack) || error);
  }
  answer.ms = Number(process.hrtime.bigint() - start) / 1e6;
  const own = process.cpuUsage(used);
  answer.cpu = (own.user + own.system) / 1e3;
  answer.parts = parts;
  return answer;
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(line);
  const options = { limit: request.limit, texts: request.texts };
  if (!engines.has(request.folder)) engines.set(request.folder, new QingdanSearch.Engine());
  const answers = request.queries.map((query) => {
    const engine = request.fresh ? new QingdanSearch.Engine() : engines.get(request.folder);
    return asked(engine, request.folder, query, options);
  });
  process.stdout.write(JSON.stringify(answers) + "\n");
});
