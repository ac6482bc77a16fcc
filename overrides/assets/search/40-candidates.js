/* Which matters share sounds with what was typed, the likeliest first: a rough choice, from the postings alone. */
(function () {
  "use strict";
  var GRADES = [1, 0.75, 0.5];
  var LONG = 4; /* items, from which on a word is a sentence: its rare parts count, wherever they stand */
  var PLAIN = 0.35;
  var TURNED = 0.6; /* slips: neighbours swapped, one typed too much, a character that looks alike, one alone */
  var LIKE = 0.8;
  var ALONE = 0.4;
  var FILES = 2; /* of postings, for what begins alike */

  class Candidates {
    constructor(parts, reader, likeness) {
      this.parts = parts;
      this.reader = reader;
      this.likeness = likeness;
      var all = parts.index.all;
      this.usual = Math.log(1 + all);
      this.sums = new Float32Array(all);
      this.ofReading = new Float32Array(all);
      this.ofWord = new Float32Array(all);
      this.scores = new Float32Array(all);
      this.grade = new Uint8Array(all).fill(GRADES.length);
    }
    /* {matters, synonyms}: numbers, no more than so many of either. As a by-product items learn how rare they are. */
    of(words, slips, matters, synonyms) {
      var touched = new Set();
      words.forEach((readings) => {
        var met = new Set();
        readings.forEach((items) => this._reading(items, slips, met));
        met.forEach((number) => {
          this.scores[number] += this.ofWord[number];
          this.ofWord[number] = 0;
          touched.add(number);
        });
      });
      var numbers = Int32Array.from(touched);
      var scores = this.scores;
      var first = this.parts.index.matters;
      var chosen = {
        matters: best(numbers.filter((number) => number < first), scores, matters),
        synonyms: best(numbers.filter((number) => number >= first), scores, synonyms),
      };
      numbers.forEach((number) => (scores[number] = 0));
      return chosen;
    }
    /* Add up one reading of a word; of several, a matter keeps the best. */
    _reading(items, slips, met) {
      var seen = [];
      this._looks(items, slips).forEach((look) => this._count(look, seen));
      seen.forEach((number) => {
        if (this.sums[number] > this.ofWord[number]) this.ofWord[number] = this.sums[number];
        this.sums[number] = 0;
        met.add(number);
      });
      if (items.length > LONG) items.forEach((item) => (item.w = item.typed * (PLAIN + (1 - PLAIN) * (item.rare || 0))));
    }
    /* Add one look-up: the rarer what it finds, the more it tells; of several keys a matter's best grade counts. */
    _count(look, seen) {
      var found = [];
      look.keys.forEach((key) => {
        this.parts.sound(key).forEach((numbers, grade) => {
          for (var number of numbers) {
            if (this.grade[number] === GRADES.length) found.push(number);
            if (grade < this.grade[number]) this.grade[number] = grade;
          }
        });
      });
      if (!found.length) return;
      var rare = Math.log(1 + this.parts.index.all / found.length);
      look.items.forEach((item) => (item.rare = Math.max(item.rare || 0, rare / this.usual)));
      for (var number of found) {
        if (!this.sums[number]) seen.push(number);
        this.sums[number] += rare * look.weight * GRADES[this.grade[number]] + 1e-6;
        this.grade[number] = GRADES.length;
      }
    }
    /* What to look up: pairs of neighbours; with slips, what they may have been. */
    _looks(items, slips) {
      var looks = [];
      function look(keys, weight, meant) {
        looks.push({ keys: keys, weight: weight, items: meant || [] });
      }
      if (items.length === 1) look(this._single(items[0]), 1);
      items.forEach((item, at) => {
        var next = items[at + 1];
        var after = items[at + 2];
        if (next) look(this._pair(item, next), weight(item, next), [item, next]);
        if (!slips) return;
        if (next) look(this._pair(next, item), TURNED * weight(item, next));
        if (after) look(this._pair(item, after), TURNED * weight(item, after));
        if (items.length > LONG) return;
        var shapes = this._shapes(item);
        look(item.f.concat(shapes), ALONE);
        if (next) look(joined(shapes, next.f), LIKE);
        if (at) look(joined(items[at - 1].f, shapes), LIKE);
      });
      return looks;
    }
    _single(item) {
      if (item.i) return ["=" + item.i];
      if (!item.p) return item.f;
      return this.parts.keysFrom(item.p, FILES).filter((key) => key.indexOf("-") < 0).concat(item.f);
    }
    _pair(left, right) {
      if (left.f.length) {
        var keys = joined(left.f, right.f);
        if (right.i || right.p) left.f.forEach((before) => (keys = keys.concat(this.parts.keysFrom(before + "-" + (right.i || right.p), FILES))));
        return keys;
      }
      var initial = right.i || (right.f[0] || right.p || "")[0];
      return left.i && initial ? ["=" + left.i + initial[0]] : [];
    }
    /* The sounds of characters that look like a typed one. */
    _shapes(item) {
      var folds = [];
      for (var one of (item.c && this.likeness.alike.get(item.c)) || "") {
        (this.parts.readings.get(one) || []).forEach((syllable) => folds.push(this.reader.fold(syllable)));
      }
      return folds;
    }
  }
  function weight(left, right) {
    return Math.sqrt(left.typed * right.typed);
  }
  function joined(before, after) {
    return [].concat.apply([], before.map((one) => after.map((other) => one + "-" + other)));
  }
  /* The numbers with the highest scores; of equals the lower number. */
  function best(numbers, scores, most) {
    if (numbers.length > most) {
      var least = numbers.length - most;
      var limit = Float32Array.from(numbers, (number) => scores[number]).sort()[least];
      numbers = numbers.filter((number) => scores[number] >= limit);
    }
    return Array.from(numbers).sort((a, b) => scores[b] - scores[a] || a - b).slice(0, most);
  }
  QingdanSearch.Candidates = Candidates;
})();
