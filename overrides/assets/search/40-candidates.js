/* Which matters may be meant: those whose words share sounds with what was typed, the likeliest first. The choice is
   rough: it looks at the postings alone, and `Engine` compares what is chosen in full. */
(function () {
  "use strict";
  /* What a posting counts for, where the key is not much but … */
  const SOME = 0.75; /* … some … */
  const LITTLE = 0.5; /* … or little of the word */
  const GRADES = [1, SOME, LITTLE];
  const LONG = 4; /* items: a longer word is a sentence, and its rare items weigh more */
  const PLAIN = 0.35; /* the least that an item of a sentence weighs, however common it is */
  /* What slips count for. */
  const TURNED = 0.6; /* two neighbours swapped, or an item too many between them */
  const LIKE = 0.8; /* a character that looks like the one that was meant */
  const ALONE = 0.4; /* an item by itself, its neighbours being wrong */
  const ANY = 1e-6; /* for being met at all: a sum of nothing means not met */
  const BINS = 256; /* by which scores are counted to find the upper ones without sorting all */
  const FILES = 2; /* files of postings that are fetched for sounds that begin with what was typed */

  class Candidates {
    constructor(parts, reader, likeness) {
      this.parts = parts;
      this.reader = reader;
      this.likeness = likeness;
      const all = parts.index.all;
      this.usual = Math.log(1 + all);
      this.sums = new Float32Array(all);
      this.ofReading = new Float32Array(all);
      this.ofWord = new Float32Array(all);
      this.scores = new Float32Array(all);
      this.found = new Int32Array(all);
      this.grade = new Uint8Array(all).fill(GRADES.length);
    }
    /* {matters, synonyms}: numbers, at most so many of each. Sets `rare` of the items, and with it their weight. */
    of(words, slips, matters, synonyms) {
      const touched = [];
      words.forEach((readings) => {
        const met = [];
        readings.forEach((items) => this._reading(items, slips, met));
        for (const number of met) {
          if (!this.scores[number]) touched.push(number);
          this.scores[number] += this.ofWord[number];
          this.ofWord[number] = 0;
        }
      });
      const first = this.parts.index.matters;
      const chosen = {
        matters: best(touched, this.scores, 0, first, matters),
        synonyms: best(touched, this.scores, first, this.parts.index.all, synonyms),
      };
      for (const number of touched) this.scores[number] = 0;
      return chosen;
    }
    /* Add up one reading of a word. A matter keeps the sum of its best reading; `met` gets the matters that have any. */
    _reading(items, slips, met) {
      const seen = [];
      this._looks(items, slips).forEach((look) => this._count(look, seen));
      for (const number of seen) {
        if (!this.ofWord[number]) met.push(number);
        if (this.sums[number] > this.ofWord[number]) this.ofWord[number] = this.sums[number];
        this.sums[number] = 0;
      }
      if (items.length > LONG) items.forEach((item) => (item.w = item.typed * (PLAIN + (1 - PLAIN) * (item.rare || 0))));
    }
    /* Add one look-up to the sums: the fewer matters it finds, the more each gets; a matter's best grade counts. */
    _count(look, seen) {
      const found = this.found;
      let count = 0;
      for (const key of look.keys) {
        const grades = this.parts.sound(key);
        for (let grade = 0; grade < grades.length; grade++) {
          for (const number of grades[grade]) {
            if (this.grade[number] === GRADES.length) found[count++] = number;
            if (grade < this.grade[number]) this.grade[number] = grade;
          }
        }
      }
      if (!count) return;
      const rare = Math.log(1 + this.parts.index.all / count);
      for (const item of look.items) item.rare = Math.max(item.rare || 0, rare / this.usual);
      for (let at = 0; at < count; at++) {
        const number = found[at];
        if (!this.sums[number]) seen.push(number);
        this.sums[number] += rare * look.weight * GRADES[this.grade[number]] + ANY;
        this.grade[number] = GRADES.length;
      }
    }
    /* The look-ups for a reading: its pairs of neighbours, and with `slips` the pairs that may have been meant. */
    _looks(items, slips) {
      const looks = [];
      function look(keys, weight, meant) {
        looks.push({ keys, weight, items: meant || [] });
      }
      if (items.length === 1) look(this._single(items[0]), 1);
      items.forEach((item, at) => {
        const next = items[at + 1];
        const after = items[at + 2];
        if (next) look(this._pair(item, next), weight(item, next), [item, next]);
        if (!slips) return;
        if (next) look(this._pair(next, item), TURNED * weight(item, next));
        if (after) look(this._pair(item, after), TURNED * weight(item, after));
        if (items.length > LONG) return;
        const shapes = this._shapes(item);
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
        let keys = joined(left.f, right.f);
        const open = right.i || right.p;
        if (open) left.f.forEach((before) => (keys = keys.concat(this.parts.keysFrom(before + "-" + open, FILES))));
        return keys;
      }
      const initial = right.i || (right.f[0] || right.p || "")[0];
      return left.i && initial ? ["=" + left.i + initial[0]] : [];
    }
    /* The sounds of characters that look like a typed one. */
    _shapes(item) {
      const folds = [];
      for (const one of (item.c && this.likeness.alike.get(item.c)) || "") {
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
  /* The numbers from `low` up to `high` with the highest scores, at most `most`; of equal ones the lower number. */
  function best(numbers, scores, low, high, most) {
    let top = 0;
    let chosen = [];
    for (const number of numbers) {
      if (number < low || number >= high) continue;
      chosen.push(number);
      if (scores[number] > top) top = scores[number];
    }
    if (chosen.length > 2 * most) {
      /* Sorting thousands to keep a few is slow: the scores are counted in bins, and only the upper bins are sorted. */
      const bins = new Int32Array(BINS + 1);
      for (const number of chosen) bins[((scores[number] / top) * BINS) | 0]++;
      let bin = BINS;
      for (let held = bins[bin]; held < most; held += bins[bin]) bin--;
      chosen = chosen.filter((one) => (((scores[one] / top) * BINS) | 0) >= bin);
    }
    return chosen.sort((a, b) => scores[b] - scores[a] || a - b).slice(0, most);
  }
  QingdanSearch.Candidates = Candidates;
})();
