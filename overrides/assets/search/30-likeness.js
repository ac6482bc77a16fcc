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
  var KEPT = 20000; /* words of the record kept ready */

  class Likeness {
    constructor(parts, fold) {
      this.readings = parts.readings;
      this.fold = fold;
      this.characters = []; /* every character met: what it is, how it reads */
      this.numbers = new Map(); /* character → its number in `characters` */
      this.plains = new Map(); /* a character as written → the numbers it is compared by */
      this.words = new Map();
      this.items = new Map(); /* what an item is told by → how well it stands for each character */
      this.alike = new Map();
      parts.index.alike.forEach((group) => {
        for (var one of group) this.alike.set(one, (this.alike.get(one) || "") + group);
      });
    }
    /* A word of the record: the numbers of its characters, where each begins and ends. */
    word(text) {
      var known = this.words.get(text);
      if (known) return known;
      var word = { numbers: [], at: [], end: [] };
      var at = 0;
      for (var one of text) {
        this._plain(one).forEach((number) => {
          word.numbers.push(number);
          word.at.push(at);
          word.end.push(at + one.length);
        });
        at += one.length;
      }
      if (this.words.size > KEPT) this.words.clear();
      this.words.set(text, word);
      return word;
    }
    _plain(one) {
      var known = this.plains.get(one);
      if (!known) {
        known = Array.from(QingdanSearch.plain(one)).filter(QingdanSearch.isWord).map((part) => this._number(part));
        this.plains.set(one, known);
      }
      return known;
    }
    _number(character) {
      var number = this.numbers.get(character);
      if (number === undefined) {
        var readings = this.readings.get(character) || [character];
        number = this.characters.push({ c: character, s: readings, f: readings.map(this.fold) }) - 1;
        this.numbers.set(character, number);
      }
      return number;
    }
    /* How well an item stands for each character, by the characters' numbers; -1 where nobody has asked yet. */
    _likes(item) {
      var name = item.c || item.s + "|" + item.i + "|" + item.p;
      var likes = this.items.get(name);
      if (!likes || likes.length < this.characters.length) {
        likes = new Float32Array(this.characters.length + 512).fill(-1);
        if (this.items.size > 500) this.items.clear();
        this.items.set(name, likes);
      }
      return likes;
    }
    /* How well one typed item stands for one character, 0 to 1. */
    _one(item, character) {
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
    /* The likes of each item for each character of a word, row by row; null where no two meet. */
    _matches(items, word) {
      var m = word.numbers.length;
      var matches = new Float32Array(items.length * m);
      var any = false;
      for (var i = 0; i < items.length; i++) {
        var likes = this._likes(items[i]);
        for (var j = 0; j < m; j++) {
          var number = word.numbers[j];
          var like = likes[number];
          if (like < 0) like = likes[number] = this._one(items[i], this.characters[number]);
          if (like) {
            matches[i * m + j] = like;
            any = true;
          }
        }
      }
      return any ? matches : null;
    }
    /* The best stretch of a word for what was typed: {likeness, exact, places}; null where nothing fits. */
    of(items, text) {
      var word = this.word(text);
      var length = word.numbers.length;
      var matches = length && this._matches(items, word);
      if (!matches) return null;
      var best = stretch(items, matches, length);
      var weight = 0;
      for (var item of items) weight += item.w;
      var typed = best.value / weight;
      var whole = best.held / length;
      var start = best.places[0] === 0 ? 1 : 0;
      var likeness = Math.pow(Math.min(1, typed), 1.6) * (0.74 + 0.18 * Math.min(1, whole) + 0.08 * start);
      if (length > 1 && whole > 0.6) {
        likeness = Math.max(likeness, 0.86 * Math.pow(Math.min(1, whole), 3) * (0.45 + 0.55 * Math.min(1, typed)));
      }
      return {
        likeness: likeness,
        exact: best.exact,
        places: best.places.map((place) => [word.at[place], word.end[place]]),
      };
    }
    /* Which share of what was typed stands, two neighbours at least, in one or another of some words. */
    covered(items, texts) {
      var held = new Float64Array(items.length);
      texts.forEach((text) => {
        var word = this.word(text);
        var m = word.numbers.length;
        var matches = m > 1 && this._matches(items, word);
        if (!matches) return;
        for (var i = 0; i + 1 < items.length; i++) {
          for (var j = 0; j + 1 < m; j++) {
            var both = matches[i * m + j] * matches[(i + 1) * m + j + 1];
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
  }
  /* The weightiest run of matches in a table of `m` columns, in order, with gaps, a slip or a swap between:
     {value, held, places, exact}. `value` counts by the items' weights, `held` each match once. */
  function stretch(items, matches, m) {
    var value = new Float32Array(matches.length);
    var from = new Int16Array(matches.length).fill(-1);
    var over = new Float32Array(m).fill(-9); /* the best of earlier rows, what was typed between left out */
    var overFrom = new Int16Array(m).fill(-1);
    var best = 0;
    var end = -1;
    for (var i = 0; i < items.length; i++) {
      var row = i * m;
      var weight = items[i].w;
      var gap = -9; /* the best of the row before, characters of the word left out between */
      var gapFrom = -1;
      for (var j = 0; j < m; j++) {
        var here = row + j;
        if (i && j > 1) {
          gap -= STEP;
          if (value[here - m - 2] - GAP > gap) {
            gap = value[here - m - 2] - GAP;
            gapFrom = here - m - 2;
          }
        }
        var like = matches[here];
        if (!like) continue;
        var before = 0;
        var came = -1;
        if (i && j) {
          if (value[here - m - 1] > before) {
            before = value[here - m - 1];
            came = here - m - 1;
          }
          if (gap > before) {
            before = gap;
            came = gapFrom;
          }
          if (over[j - 1] > before) {
            before = over[j - 1];
            came = overFrom[j - 1];
          }
          /* One character quite wrong. */
          if (i > 1 && j > 1 && value[here - 2 * m - 2] - SKIPPED > before) {
            before = value[here - 2 * m - 2] - SKIPPED;
            came = here - 2 * m - 2;
          }
        }
        var total = before + like * weight;
        if (i && j && matches[here - m] && matches[here - 1]) {
          var swapped = SWAPPED * (matches[here - m] * items[i - 1].w + matches[here - 1] * weight);
          var earlier = i > 1 && j > 1 ? value[here - 2 * m - 2] : 0;
          if (earlier + swapped > total) {
            total = earlier + swapped;
            came = earlier ? here - 2 * m - 2 : -1;
          }
        }
        value[here] = total;
        from[here] = came;
        if (total > best) {
          best = total;
          end = here;
        }
      }
      /* For the row after next: this row's predecessor, or what was better still. */
      for (var k = 0; i && k < m; k++) {
        over[k] -= LEFT_OUT * weight;
        if (value[row - m + k] - SKIPPED * weight > over[k]) {
          over[k] = value[row - m + k] - SKIPPED * weight;
          overFrom[k] = row - m + k;
        }
      }
    }
    return traced(matches, from, m, end, best);
  }
  function traced(matches, from, m, end, best) {
    var places = [];
    var exact = true;
    var held = 0;
    for (var at = end; at >= 0; at = from[at]) {
      var place = at % m;
      if (places.length && places[0] - place > 1) held -= GAP;
      if (from[at] >= 0 && ((at / m) | 0) - ((from[at] / m) | 0) > 1) held -= GAP;
      places.unshift(place);
      if (matches[at] < SAME) exact = false;
      held += matches[at];
    }
    return { value: best, held: held, places: places, exact: exact };
  }
  function meet(some, others) {
    for (var one of some) if (others.indexOf(one) >= 0) return true;
    return false;
  }
  QingdanSearch.Likeness = Likeness;
})();
