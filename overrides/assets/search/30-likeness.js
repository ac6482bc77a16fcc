/* How alike what was typed is to a word of the record, and which of its characters were meant. */
(function () {
  "use strict";
  var SAME = 1;
  var SOUND = 0.78; /* another character that sounds the same */
  var NEAR = 0.68; /* … nearly the same: zh for z */
  var SHAPE = 0.72; /* … or looks alike */
  var TYPED = 0.96; /* typed by its sound */
  var FIRST = 0.72; /* typed by its first letter */
  var GAP = 0.16;
  var STEP = 0.03;
  var SKIPPED = 0.3;
  var LEFT_OUT = 0.04; /* each further character that was typed between */
  var SWAPPED = 0.8;

  class Likeness {
    constructor(parts, fold) {
      this.readings = parts.readings;
      this.fold = fold;
      this.words = new Map();
      this.alike = new Map();
      parts.index.alike.forEach((group) => {
        for (var one of group) this.alike.set(one, (this.alike.get(one) || "") + group);
      });
    }
    /* A word of the record, character by character: what it is, how it reads, where it stands. */
    word(text) {
      var known = this.words.get(text);
      if (known) return known;
      var ones = [];
      var at = 0;
      for (var one of text) {
        var plain = QingdanSearch.plain(one);
        for (var part of plain) {
          if (QingdanSearch.isWord(part)) {
            var readings = this.readings.get(part) || [part];
            ones.push({ c: part, s: readings, f: readings.map(this.fold), at: at, length: one.length });
          }
        }
        at += one.length;
      }
      if (this.words.size > 20000) this.words.clear();
      this.words.set(text, ones);
      return ones;
    }
    /* How well one typed item stands for one character, 0 to 1. */
    one(item, character) {
      if (item.c) {
        if (item.c === character.c) return SAME;
        if (meet(item.s, character.s)) return SOUND;
        if ((this.alike.get(item.c) || "").indexOf(character.c) >= 0) return SHAPE;
        return meet(item.f, character.f) ? NEAR : 0;
      }
      if (item.i) return character.f.some((fold) => fold[0] === item.i) ? FIRST : 0;
      if (meet(item.s, character.s)) return TYPED;
      if (meet(item.f, character.f)) return TYPED - 0.1;
      return item.p && character.f.some((fold) => fold.slice(0, item.p.length) === item.p) ? TYPED - 0.08 : 0;
    }
    /* The best stretch of a word for what was typed: {likeness, exact, places}; null where nothing fits. */
    of(items, text) {
      var word = this.word(text);
      if (!word.length) return null;
      var best = this._stretch(items, word);
      if (!best) return null;
      var weight = 0;
      for (var item of items) weight += item.w;
      var typed = best.value / weight;
      var whole = best.held / word.length;
      var start = best.places[0] === 0 ? 1 : 0;
      var likeness = Math.pow(Math.min(1, typed), 1.6) * (0.74 + 0.18 * Math.min(1, whole) + 0.08 * start);
      if (word.length > 1 && whole > 0.6) {
        likeness = Math.max(likeness, 0.86 * Math.pow(Math.min(1, whole), 3) * (0.45 + 0.55 * Math.min(1, typed)));
      }
      return {
        likeness: likeness,
        exact: best.exact,
        places: best.places.map((place) => [word[place].at, word[place].at + word[place].length]),
      };
    }
    /* Which share of what was typed stands, two neighbours at least, in one or another of some words. */
    covered(items, texts) {
      var held = new Float64Array(items.length);
      texts.forEach((text) => {
        var word = this.word(text);
        for (var i = 0; i + 1 < items.length; i++) {
          for (var j = 0; j + 1 < word.length; j++) {
            var one = this.one(items[i], word[j]);
            var both = one && one * this.one(items[i + 1], word[j + 1]);
            if (both > held[i]) held[i] = both;
            if (both > held[i + 1]) held[i + 1] = both;
          }
        }
      });
      var sum = 0;
      var weight = 0;
      items.forEach((item, place) => {
        sum += item.w * held[place];
        weight += item.w;
      });
      return sum / weight;
    }
    /* The weightiest run of matches, in order, with gaps, a slip or a swap between. */
    _stretch(items, word) {
      var n = items.length;
      var m = word.length;
      var value = [];
      var from = [];
      var match = [];
      var best = 0;
      var end = null;
      var over = new Float64Array(m).fill(-9); /* the best of earlier rows, with what was typed between left out */
      var overFrom = new Int32Array(m).fill(-1);
      for (var i = 0; i < n; i++) {
        for (var k = 0; i > 1 && k < m; k++) {
          over[k] -= LEFT_OUT * items[i - 1].w;
          if (value[i - 2][k] - SKIPPED * items[i - 1].w > over[k]) {
            over[k] = value[i - 2][k] - SKIPPED * items[i - 1].w;
            overFrom[k] = (i - 2) * m + k;
          }
        }
        value.push(new Float64Array(m));
        from.push(new Int32Array(m).fill(-1));
        match.push(new Float64Array(m));
        var gap = 0;
        var gapFrom = -1;
        for (var j = 0; j < m; j++) {
          var like = this.one(items[i], word[j]);
          match[i][j] = like;
          if (i && j > 1) {
            /* From the row before, with characters of the word left out between. */
            var open = value[i - 1][j - 2] - GAP;
            gap -= STEP;
            if (open > gap) {
              gap = open;
              gapFrom = (i - 1) * m + j - 2;
            }
          }
          if (!like) continue;
          var before = 0;
          var came = -1;
          if (i && j && value[i - 1][j - 1] > before) {
            before = value[i - 1][j - 1];
            came = (i - 1) * m + j - 1;
          }
          if (gap > before) {
            before = gap;
            came = gapFrom;
          }
          if (i > 1 && j && over[j - 1] > before) {
            before = over[j - 1];
            came = overFrom[j - 1];
          }
          if (i > 1 && j > 1 && value[i - 2][j - 2] - SKIPPED > before) {
            /* One character quite wrong. */
            before = value[i - 2][j - 2] - SKIPPED;
            came = (i - 2) * m + j - 2;
          }
          var total = before + like * items[i].w;
          if (i && j && match[i - 1][j] && match[i][j - 1]) {
            var swapped = SWAPPED * (match[i - 1][j] * items[i - 1].w + match[i][j - 1] * items[i].w);
            var earlier = i > 1 && j > 1 ? value[i - 2][j - 2] : 0;
            if (earlier + swapped > total) {
              total = earlier + swapped;
              came = earlier ? (i - 2) * m + j - 2 : -1;
            }
          }
          value[i][j] = total;
          from[i][j] = came;
          if (total > best) {
            best = total;
            end = [i, j];
          }
        }
      }
      return end && this._traced(items, word, from, match, end, best);
    }
    _traced(items, word, from, match, end, best) {
      var m = word.length;
      var places = [];
      var exact = true;
      var held = 0;
      for (var at = end[0] * m + end[1]; at >= 0; at = from[(at / m) | 0][at % m]) {
        places.unshift(at % m);
        var like = match[(at / m) | 0][at % m];
        if (like < SAME) exact = false;
        held += like;
        if (places.length > 1 && places[1] - places[0] > 1) held -= GAP;
        if (from[(at / m) | 0][at % m] >= 0 && ((at / m) | 0) - ((from[(at / m) | 0][at % m] / m) | 0) > 1) held -= GAP;
      }
      return { value: best, held: held, places: places, exact: exact };
    }
  }
  function meet(some, others) {
    for (var one of some) if (others.indexOf(one) >= 0) return true;
    return false;
  }
  QingdanSearch.Likeness = Likeness;
})();
