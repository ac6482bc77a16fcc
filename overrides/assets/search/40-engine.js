/* The search: from what was typed to a list, best first. It fetches nothing and touches no page.

   var engine = new QingdanSearch.Engine();
   var found = engine.search("户外gg");
   while (found.missing.length) { … engine.put(path, text) for each path below search/ …; found = engine.search("户外gg"); }

   found.results: {id, list, url, name, note, score, why, marks} - `marks` are the stretches of the name
   that were meant, `why` says what led there where the name does not show it.
   found.meant: what was probably meant, where a character was wrong; "" else. */
(function () {
  "use strict";
  var SHOWN = 24; /* candidates that are looked at closely */
  var CARD_FILES = 9;
  var SYNONYMS = 6;
  var GRADES = [1, 0.75, 0.5];
  var KINDS = { 名称: 1, 俗称: 0.985, 现行清单名称: 0.97, 编号: 0.96, 子项: 0.9, 步骤: 0.72, 说法: 1 };
  var LISTS = { 办事指南: 1, 不归镇里办的事: 0.985, 一件事: 0.985, 机构: 0.97, 主题: 0.84, 法规依据: 0.92, 文件: 0.9, 执法决定: 0.86 };
  var OTHER_LISTS = 0.94;
  var BY_SYNONYM = 0.93;
  var ENDED = 0.72;
  var EXAMPLE = 0.9;
  /* What a resident needs first stands first among what fits equally well. */
  var FIRST = { 办事指南: 0, 不归镇里办的事: 1, 一件事: 1, 权力清单: 2 };
  var STRONG = 0.62; /* nothing below it: look again, with slips allowed for */
  var LEAST = 0.11;
  var SURE = 0.28; /* what fits so well is always shown */
  var NEXT = 0.5; /* of the best: what fits less is not shown */
  var LONG = 4; /* items, from which on a word is a sentence: its rare parts count, wherever they stand */
  var PLAIN = 0.35;
  var COVERED = 0.72;
  var TIERS = [0.93, 0.62];

  class Engine {
    constructor() {
      this.parts = new QingdanSearch.Parts();
      this.reader = null;
    }
    put(path, text) {
      this.parts.put(path, text);
      if (path === "index.json") {
        this.reader = new QingdanSearch.Reader(this.parts);
        this.likeness = new QingdanSearch.Likeness(this.parts, this.reader.fold);
      }
    }
    /* options: {texts: whether to look through whole pages too, limit}. */
    search(query, options) {
      var wanted = options || {};
      if (!this.parts.ready()) return this._answer([], "", wanted);
      var typed = this.reader.read(query);
      if (!typed.words.length) return this._answer([], "", wanted);
      var found = this._found(typed, false);
      if (!this.parts.missing.size && best(found) < STRONG) found = this._merged(found, this._found(typed, true));
      if (wanted.texts || (!this.parts.missing.size && best(found) < SURE)) this._addTexts(typed, found);
      return this._answer(this._ordered(found, typed), this._meant(found, typed), wanted);
    }
    _answer(results, meant, wanted) {
      return {
        missing: Array.from(this.parts.missing),
        total: results.length,
        results: results.slice(0, wanted.limit || results.length),
        meant: meant,
      };
    }
    /* Number of a matter → how well it fits, and why. */
    _found(typed, slips) {
      var numbers = this._candidates(typed.words, slips);
      var first = this.parts.index.matters;
      var found = new Map();
      typed.codes.forEach((code) => this._byCode(code, found));
      var matters = this._near(numbers, (number) => number < first, SHOWN, CARD_FILES);
      var synonyms = this._near(numbers, (number) => number >= first, SYNONYMS, 3);
      matters.forEach((number) => this._judge(number, typed.words, found, 1, ""));
      synonyms.forEach((number) => this._bySynonym(number, typed.words, found));
      return found;
    }
    /* What shares sounds with the words, the likeliest first. */
    _candidates(words, slips) {
      var scores = new Map();
      words.forEach((readings) => {
        var ofWord = new Map();
        readings.forEach((items) => {
          var sums = new Map();
          this._looked(items, slips).forEach((look) => this._count(look, sums));
          if (items.length > LONG) items.forEach((item) => (item.w = item.typed * (PLAIN + (1 - PLAIN) * (item.rare || 0))));
          sums.forEach((score, number) => {
            if (score > (ofWord.get(number) || 0)) ofWord.set(number, score);
          });
        });
        ofWord.forEach((score, number) => scores.set(number, (scores.get(number) || 0) + score));
      });
      return Array.from(scores.keys()).sort((a, b) => scores.get(b) - scores.get(a) || a - b);
    }
    _count(look, sums) {
      var seen = new Map();
      look.keys.forEach((key) => {
        this.parts.sound(key).forEach((numbers, grade) => {
          numbers.forEach((number) => {
            if (!(seen.get(number) <= grade)) seen.set(number, grade);
          });
        });
      });
      if (!seen.size) return;
      var all = this.parts.index.matters + 500;
      var rare = Math.log(1 + all / seen.size);
      (look.items || []).forEach((item) => (item.rare = Math.max(item.rare || 0, rare / Math.log(1 + all))));
      seen.forEach((grade, number) => sums.set(number, (sums.get(number) || 0) + rare * look.weight * GRADES[grade]));
    }
    /* The keys to look up for a reading: pairs of neighbours; with slips, also pairs across one, turned, and single. */
    _looked(items, slips) {
      var looks = [];
      if (items.length === 1) looks.push({ keys: this._single(items[0]), weight: 1 });
      for (var at = 0; at + 1 < items.length; at++) {
        looks.push(this._pair(items[at], items[at + 1]));
        if (!slips) continue;
        looks.push(this._pair(items[at + 1], items[at], 0.6));
        if (at + 2 < items.length) looks.push(this._pair(items[at], items[at + 2], 0.6));
      }
      if (slips && items.length < 5) {
        items.forEach((item) => looks.push({ keys: item.f.concat(this._shapes(item)), weight: 0.4 }));
        for (at = 0; at + 1 < items.length; at++) {
          this._shapes(items[at]).forEach((fold) => looks.push({ keys: items[at + 1].f.map((after) => fold + "-" + after), weight: 0.8 }));
          this._shapes(items[at + 1]).forEach((fold) => looks.push({ keys: items[at].f.map((before) => before + "-" + fold), weight: 0.8 }));
        }
      }
      return looks;
    }
    _single(item) {
      if (item.i) return ["=" + item.i];
      if (!item.p) return item.f;
      return this.parts.keysFrom(item.p, 2).filter((key) => key.indexOf("-") < 0).concat(item.f);
    }
    _pair(left, right, factor) {
      var weight = (factor || 1) * Math.sqrt(left.w * right.w);
      var keys = [];
      if (left.f.length) {
        left.f.forEach((before) => {
          right.f.forEach((after) => keys.push(before + "-" + after));
          if (right.i || right.p) keys = keys.concat(this.parts.keysFrom(before + "-" + (right.i || right.p), 2));
        });
      } else if (left.i) {
        var initial = right.i || (right.f[0] || right.p || "")[0];
        if (initial) keys.push("=" + left.i + initial[0]);
      }
      return { keys: keys, weight: weight, items: factor ? null : [left, right] };
    }
    /* The sounds of characters that look like a typed one. */
    _shapes(item) {
      var folds = [];
      for (var one of (item.c && this.likeness.alike.get(item.c)) || "") {
        (this.parts.readings.get(one) || []).forEach((syllable) => folds.push(this.reader.fold(syllable)));
      }
      return folds;
    }
    /* The best of one sort, from no more files of cards than `files`. */
    _near(numbers, fits, most, files) {
      var near = [];
      var used = new Set();
      for (var number of numbers) {
        if (!fits(number)) continue;
        var file = this.parts.cardFile(number);
        if (!used.has(file) && used.size === files) continue;
        used.add(file);
        near.push(number);
        if (near.length === most) break;
      }
      return near;
    }
    /* Compare a matter's words with what was typed; keep it where it fits better than before. */
    _judge(number, words, found, factor, synonym) {
      var card = this.parts.card(number);
      if (!card) return;
      var others = card[4];
      var total = 0;
      var weights = 0;
      var strongest = null;
      words.forEach((readings) => {
        var best = this._best(readings, card, others);
        if (best) this._cover(readings, card, others, best);
        var weight = Math.max.apply(null, readings.map((items) => items.reduce((sum, item) => sum + item.w, 0)));
        weights += weight;
        if (!best) return;
        total += weight * best.likeness;
        if (!strongest || weight * best.likeness > strongest.weighted) {
          best.weighted = weight * best.likeness;
          strongest = best;
        }
      });
      if (!strongest) return;
      var entry = this._entry(number, card, (total / weights) * factor, strongest, synonym);
      var known = found.get(number);
      if (!known || known.score < entry.score) found.set(number, entry);
    }
    _best(readings, card, others) {
      var best = null;
      var said = this.parts.index.said;
      for (var items of readings) {
        for (var at = -2; at < others.length; at += 2) {
          var kind = at < 0 ? "名称" : said[others[at]];
          var word = at < 0 ? card[2] : others[at + 1];
          var like = this.likeness.of(items, word);
          if (!like) continue;
          like.likeness *= KINDS[kind];
          if (best && best.likeness >= like.likeness) continue;
          best = like;
          best.kind = kind;
          best.word = word;
          best.items = items;
        }
      }
      return best;
    }
    /* A sentence may meet several words of a matter: how much of it any of them holds. */
    _cover(readings, card, others, best) {
      if (best.items.length < LONG) return;
      var words = [card[2]].concat(others.filter((_, at) => at % 2));
      var covered = COVERED * Math.pow(this.likeness.covered(best.items, words), 1.3);
      if (covered > best.likeness) best.likeness = covered;
    }
    /* Matters that bear a code, or one that begins so. */
    _byCode(code, found) {
      var step = this.parts.index.codes.filter((length) => length < code.length).pop();
      var numbers = [].concat.apply([], this.parts.sound("#" + code));
      if (step) numbers = numbers.concat.apply(numbers, this.parts.sound("#" + code.slice(0, step)));
      numbers = numbers.slice(0, SHOWN);
      numbers.forEach((number) => {
        var card = this.parts.card(number);
        if (!card) return;
        var said = this.parts.index.said;
        for (var at = 0; at < card[4].length; at += 2) {
          if (said[card[4][at]] !== "编号") continue;
          var whole = Array.from(QingdanSearch.plain(card[4][at + 1])).filter(QingdanSearch.isWord).join("");
          if (whole.slice(0, code.length) !== code) continue;
          var best = { likeness: 1, exact: true, places: [], kind: "编号", word: card[4][at + 1], items: [] };
          found.set(number, this._entry(number, card, whole.length === code.length ? 1.1 : 0.9, best, ""));
        }
      });
    }
    _entry(number, card, score, best, synonym) {
      var list = this.parts.index.lists[card[0]];
      var prior = (LISTS[list] || OTHER_LISTS) * (number >= this.parts.index.ended ? ENDED : 1) * (/（示例）$/.test(card[2]) ? EXAMPLE : 1);
      return { number: number, card: card, list: list, score: score * prior, best: best, synonym: synonym };
    }
    /* An everyday word that fits leads to the official one; the rest of what was typed counts as before. */
    _bySynonym(number, words, found) {
      var card = this.parts.card(number);
      if (!card) return;
      words.forEach((readings, place) => {
        var best = this._best(readings, ["", "", "", "", []], card[4]);
        if (!best || best.likeness < 0.3) return;
        var instead = this.reader.read(card[2]).words;
        var others = words.slice(0, place).concat(instead, words.slice(place + 1));
        this._near(this._candidates(instead, false), (matter) => matter < this.parts.index.matters, 10, 5).forEach((matter) => {
          this._judge(matter, others, found, BY_SYNONYM * Math.min(1, best.likeness), best.word);
        });
      });
    }
    _merged(one, other) {
      other.forEach((entry, number) => {
        if (!one.has(number) || one.get(number).score < entry.score) one.set(number, entry);
      });
      return one;
    }
    /* Matters whose whole page holds every pair of characters that was typed. */
    _addTexts(typed, found) {
      var counts = new Map();
      var pairs = 0;
      typed.words.forEach((readings) => {
        var items = readings[0];
        for (var at = 0; at + 1 < items.length; at++) {
          if (!items[at].c || !items[at + 1].c || items[at].w < 1 || items[at + 1].w < 1) continue;
          pairs++;
          this.parts.text(items[at].c + items[at + 1].c).forEach((numbers) => {
            numbers.forEach((number) => counts.set(number, (counts.get(number) || 0) + 1));
          });
        }
      });
      if (!pairs) return;
      var numbers = Array.from(counts.keys()).filter((number) => counts.get(number) === pairs && !found.has(number));
      this._near(numbers.sort((a, b) => a - b), () => true, 60, 12).forEach((number) => {
        var card = this.parts.card(number);
        if (!card) return;
        var list = this.parts.index.lists[card[0]];
        found.set(number, { number: number, card: card, list: list, score: SURE - (number >= this.parts.index.ended ? 0.01 : 0), best: null, synonym: "" });
      });
    }
    /* By how well they fit, in three tiers; within a tier guides first, then by fit. */
    _ordered(found, typed) {
      var top = best(found);
      var entries = Array.from(found.values()).filter((entry) => entry.score >= Math.max(LEAST, Math.min(SURE, top * NEXT)));
      var order = this.parts.index.lists;
      var ended = this.parts.index.ended;
      function first(entry) {
        return tier(entry) ? 0 : entry.list in FIRST ? FIRST[entry.list] : 3;
      }
      function tier(entry) {
        if (entry.number >= ended) return 3;
        if (entry.score >= top * TIERS[0]) return 0;
        return entry.score >= top * TIERS[1] ? 1 : 2;
      }
      entries.sort((a, b) => tier(a) - tier(b) || first(a) - first(b) || b.score - a.score || order.indexOf(a.list) - order.indexOf(b.list) || a.number - b.number);
      return entries.map((entry) => this._result(entry, typed));
    }
    _result(entry, typed) {
      var card = entry.card;
      var name = entry.best && entry.best.word === card[2] ? entry.best : entry.best && !entry.synonym && this.likeness.of(entry.best.items, card[2]);
      return {
        id: (/\/([a-z]\d+)\/$/.exec(card[1]) || [])[1] || "",
        list: entry.list,
        url: card[1] + (typed.article && entry.list === "法规依据" ? "#article-" + typed.article : ""),
        name: card[2],
        note: card[3],
        score: Math.round(entry.score * 1000) / 1000,
        why: this._why(entry),
        marks: name && name.likeness > 0.4 ? joined(name.places) : [],
      };
    }
    /* What led here, in a few words; "" where the name shows it. */
    _why(entry) {
      var best = entry.best;
      if (!best) return "正文里有";
      if (entry.synonym) return "近义：" + entry.synonym;
      if (best.word !== entry.card[2]) return best.kind + "：" + best.word;
      if (best.exact) return "";
      if (best.items.every((item) => !item.c || /[a-z0-9]/.test(item.c))) return "拼音";
      return best.items.every((item) => item.c) ? "读音或字形相近" : "拼音";
    }
    /* The word of the record that a slip stands for. */
    _meant(found, typed) {
      var top = null;
      found.forEach((entry) => {
        if (!top || entry.score > top.score) top = entry;
      });
      var best = top && top.best;
      if (!best || best.exact || top.synonym || typed.words.length > 1) return "";
      if (!best.items.every((item) => item.c) || best.likeness < 0.4 || best.places.length < 2) return "";
      var last = best.places[best.places.length - 1];
      return best.word.slice(best.places[0][0], last[1]);
    }
  }
  function best(found) {
    var score = 0;
    found.forEach((entry) => (score = Math.max(score, entry.score)));
    return score;
  }
  /* Stretches that touch, as one. */
  function joined(places) {
    var out = [];
    places.forEach(function (place) {
      var before = out[out.length - 1];
      if (before && before[1] >= place[0]) before[1] = Math.max(before[1], place[1]);
      else out.push(place.slice());
    });
    return out;
  }
  QingdanSearch.Engine = Engine;
})();
