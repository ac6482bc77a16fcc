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
  var UNASKED = 255;
  var WIDEST = 80; /* characters of a word that are compared */
  /* One table serves all comparisons: they are many, and each is short. */
  var CELLS = 64 * WIDEST;
  var matches = new Float32Array(CELLS);
  var value = new Float32Array(CELLS);
  var held = new Float32Array(CELLS);
  var from = new Int16Array(CELLS);
  var begin = new Int16Array(CELLS);
  var over = new Float32Array(WIDEST); /* per column the best of earlier rows, what was typed between left out */
  var overFrom = new Int16Array(WIDEST);

  class Likeness {
    constructor(parts, fold) {
      this.readings = parts.readings;
      this.fold = fold;
      this.characters = []; /* every character met: what it is, how it reads */
      this.numbers = new Map(); /* character → its number in `characters` */
      this.plains = new Map(); /* a character as written → the numbers it is compared by */
      this.words = new Map();
      this.room = 4096;
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
    /* How well an item stands for each character, in hundredths, by the characters' numbers; UNASKED where nobody has asked. */
    _likes(item) {
      if (this.characters.length > this.room) {
        this.room *= 2;
        this.items.clear();
      }
      var name = item.c || item.s + "|" + item.i + "|" + item.p;
      var likes = this.items.get(name);
      if (!likes) {
        likes = new Uint8Array(this.room).fill(UNASKED);
        if (this.items.size > 400) this.items.clear();
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
    /* The likes of each item for each character of a word, row by row, into `matches`: how many columns; 0 where no two meet. */
    _match(items, word) {
      var m = Math.min(word.numbers.length, WIDEST);
      var any = 0;
      for (var i = 0; i < items.length; i++) {
        var likes = this._likes(items[i]);
        for (var j = 0; j < m; j++) {
          var number = word.numbers[j];
          var like = likes[number];
          if (like === UNASKED) like = likes[number] = Math.round(100 * this._one(items[i], this.characters[number]));
          matches[i * m + j] = like / 100;
          any |= like;
        }
      }
      return any ? m : 0;
    }
    /* How alike the best stretch of a word is to what was typed, 0 to 1. */
    of(items, text) {
      var word = this.word(text);
      var m = this._match(items, word);
      if (!m) return 0;
      var weight = 0;
      for (var item of items) weight += item.w;
      var end = stretch(items, m);
      var typed = Math.min(1, value[end] / weight);
      var whole = Math.min(1, held[end] / word.numbers.length);
      var start = begin[end] ? 0 : 1;
      var likeness = Math.pow(typed, 1.6) * (0.74 + 0.18 * whole + 0.08 * start);
      if (word.numbers.length > 1 && whole > 0.6) likeness = Math.max(likeness, 0.86 * Math.pow(whole, 3) * (0.45 + 0.55 * typed));
      return likeness;
    }
    /* What the best stretch of a word consists of: {exact, places}, each place from where to where in the text. */
    places(items, text) {
      var word = this.word(text);
      var m = this._match(items, word);
      var found = { exact: true, places: [] };
      for (var at = m ? stretch(items, m) : -1; at >= 0; at = from[at]) {
        found.places.unshift([word.at[at % m], word.end[at % m]]);
        if (matches[at] < SAME) found.exact = false;
      }
      return found;
    }
    /* Which share of what was typed stands, two neighbours at least, in one or another of some words. */
    covered(items, texts) {
      var stands = items.map(() => 0);
      texts.forEach((text) => {
        var m = this._match(items, this.word(text));
        for (var i = 0; i + 1 < items.length; i++) {
          for (var j = 0; j + 1 < m; j++) {
            var both = matches[i * m + j] * matches[(i + 1) * m + j + 1];
            if (both > stands[i]) stands[i] = both;
            if (both > stands[i + 1]) stands[i + 1] = both;
          }
        }
      });
      var sum = 0;
      var weight = 0;
      items.forEach((item, place) => {
        sum += item.w * stands[place];
        weight += item.w;
      });
      return sum / weight;
    }
  }
  /* The weightiest run of matches in a table of `m` columns, in order, with gaps, a slip or a swap between:
     where it ends. `value` counts by the items' weights, `held` each match once, `begin` says in which column it began. */
  function stretch(items, m) {
    var best = 0;
    var end = 0;
    for (var k = 0; k < m; k++) over[k] = -9;
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
        value[here] = 0;
        if (!like) continue;
        var before = 0;
        var came = -1;
        var lost = 0;
        if (i && j) {
          if (value[here - m - 1] > before) {
            before = value[here - m - 1];
            came = here - m - 1;
          }
          if (gap > before) {
            before = gap;
            came = gapFrom;
            lost = GAP;
          }
          if (over[j - 1] > before) {
            before = over[j - 1];
            came = overFrom[j - 1];
            lost = GAP;
          }
          /* One character quite wrong. */
          if (i > 1 && j > 1 && value[here - 2 * m - 2] - SKIPPED > before) {
            before = value[here - 2 * m - 2] - SKIPPED;
            came = here - 2 * m - 2;
            lost = 2 * GAP;
          }
        }
        var total = before + like * weight;
        if (i && j && matches[here - m] && matches[here - 1]) {
          var swapped = SWAPPED * (matches[here - m] * items[i - 1].w + matches[here - 1] * weight);
          var earlier = i > 1 && j > 1 ? value[here - 2 * m - 2] : 0;
          if (earlier + swapped > total) {
            total = earlier + swapped;
            came = earlier ? here - 2 * m - 2 : -1;
            lost = -SWAPPED;
          }
        }
        value[here] = total;
        from[here] = came;
        held[here] = like - lost + (came < 0 ? 0 : held[came]);
        begin[here] = came < 0 ? j : begin[came];
        if (total > best) {
          best = total;
          end = here;
        }
      }
      /* For the row after next: the row before this one, or what was better still. */
      for (k = 0; i && k < m; k++) {
        over[k] -= LEFT_OUT * weight;
        if (value[row - m + k] - SKIPPED * weight > over[k]) {
          over[k] = value[row - m + k] - SKIPPED * weight;
          overFrom[k] = row - m + k;
        }
      }
    }
    return end;
  }
  function meet(some, others) {
    for (var one of some) if (others.indexOf(one) >= 0) return true;
    return false;
  }
  QingdanSearch.Likeness = Likeness;
})();
