/* How alike what was typed and a word of the record are, and which characters of the word were meant. */
(function () {
  "use strict";
  /* How well a typed item stands for a character. */
  var SAME = 1; /* it is the character */
  var SOUND = 0.78; /* another character that sounds the same, … */
  var NEAR = 0.68; /* … nearly the same: zh for z, … */
  var SHAPE = 0.72; /* … or looks alike */
  var TYPED = 0.96; /* its syllable */
  var SURELY = 0.95; /* with more it is the character itself, or its syllable */
  var FIRST = 0.72; /* its first letter, … */
  var FIRST_NEAR = 0.6; /* … or one that is taken for it: n for l */
  /* What a run of matches loses. */
  var GAP = 0.16; /* for characters of the word that were not typed, and … */
  var STEP = 0.03; /* … for each further one of them */
  var SKIPPED = 0.3; /* for an item that is not in the word, and … */
  var LEFT_OUT = 0.04; /* … for each further one of them */
  var SWAPPED = 0.8; /* two swapped neighbours count for this much of what they would have */
  var KEPT = 20000; /* words of the record that are remembered taken apart */
  var UNASKED = 255; /* in a table of likes: not compared yet */
  var WIDEST = 80; /* characters of a word that are compared */
  /* One table for all comparisons, which are many and short; one row for each item, one column for each character. */
  var CELLS = 64 * WIDEST;
  var matches = new Float32Array(CELLS);
  var value = new Float32Array(CELLS);
  var held = new Float32Array(CELLS);
  var from = new Int16Array(CELLS);
  var begin = new Int16Array(CELLS);
  var over = new Float32Array(WIDEST); /* for each column the best of the rows above the last one, less what that loses */
  var overFrom = new Int16Array(WIDEST);

  class Likeness {
    constructor(parts, fold) {
      this.readings = parts.readings;
      this.fold = fold;
      this.characters = []; /* every character met so far: itself, its readings, their folds */
      this.numbers = new Map(); /* character → its number in `characters` */
      this.plains = new Map(); /* a character as it is written → the numbers of those it is compared as */
      this.words = new Map();
      this.room = 4096;
      this.items = new Map(); /* what an item is known by → how well it stands for each character, by number */
      this.alike = new Map();
      parts.index.alike.forEach((group) => {
        for (var one of group) this.alike.set(one, (this.alike.get(one) || "") + group);
      });
    }
    /* A word of the record taken apart: the numbers of its characters, and where each begins and ends in the text. */
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
    /* The table of an item: how well it stands for each character, in hundredths, or UNASKED. */
    _likes(item) {
      if (this.characters.length > this.room) {
        this.room *= 2;
        this.items.clear();
      }
      var name = item.c || item.s + "|" + item.l + "|" + item.i + "|" + item.p;
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
      if (item.i) {
        if (character.s.some((syllable) => syllable.slice(0, item.l.length) === item.l)) return FIRST;
        return character.f.some((fold) => fold[0] === item.i[0]) ? FIRST_NEAR : 0;
      }
      if (meet(item.s, character.s)) return TYPED;
      if (meet(item.f, character.f)) return TYPED - 0.1;
      return item.p && character.f.some((fold) => fold.slice(0, item.p.length) === item.p) ? TYPED - 0.08 : 0;
    }
    /* Fill `matches` for some items and a word; the number of its columns, or 0 where no item stands for any character. */
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
    /* How alike some items and a word are, 0 to 1: by the best run of matches, how much of the word it is, and whether
       it is at the beginning. */
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
    /* {exact, places} of the best run of matches: whether all of it is as typed, and where each character is in the text. */
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
    /* For each item how well it and a neighbour of its stand in one of some words; one item has no neighbour. */
    stands(items, texts) {
      var stands = items.map(() => 0);
      texts.forEach((text) => {
        var m = this._match(items, this.word(text));
        for (var i = 0; items.length === 1 && i < m; i++) stands[0] = Math.max(stands[0], matches[i]);
        for (i = 0; i + 1 < items.length; i++) {
          for (var j = 0; j + 1 < m; j++) {
            var both = matches[i * m + j] * matches[(i + 1) * m + j + 1];
            if (both > stands[i]) stands[i] = both;
            if (both > stands[i + 1]) stands[i + 1] = both;
          }
        }
      });
      return stands;
    }
    /* Where a word stands in some items, whole and character for character (or in full syllables); -1 if nowhere. */
    wholeAt(items, text) {
      var m = this._match(items, this.word(text));
      var last = this.word(text).numbers.length > m ? -1 : items.length - m;
      for (var at = 0; m && at <= last; at++) {
        var j = 0;
        while (j < m && matches[(at + j) * m + j] > SURELY) j++;
        if (j === m) return at;
      }
      return -1;
    }
    /* Whether letters are the first ones of a stretch of a word: zjd of 宅基地. `anywhere`: not at its beginning alone. */
    abbreviates(letters, text, anywhere) {
      var syllables = this.word(text).numbers.map((number) => this.characters[number].s);
      for (var at = 0; at < (anywhere ? syllables.length : 1); at++) if (beginsSo(letters, syllables, at)) return true;
      return false;
    }
    /* Of the best run of matches: the share of the items, by weight, that it holds, how many stand for just their
       character, and over how many characters of the word it goes. */
    run(items, text) {
      var m = this._match(items, this.word(text));
      var run = { share: 0, same: 0, span: 0 };
      if (!m) return run;
      var end = stretch(items, m);
      run.share = value[end] / items.reduce((sum, item) => sum + item.w, 0);
      run.span = (end % m) - begin[end] + 1;
      for (var at = end; at >= 0; at = from[at]) if (matches[at] > SURELY) run.same++;
      return run;
    }
    /* The share of some items, by weight, that stand beside a neighbour of theirs in one of some words. */
    covered(items, texts) {
      var stands = this.stands(items, texts);
      var sum = 0;
      var weight = 0;
      items.forEach((item, place) => {
        sum += item.w * stands[place];
        weight += item.w;
      });
      return sum / weight;
    }
  }
  /* Find the best run of matches in a table of `m` columns, and give the place where it ends. A run goes down and to the
     right; it may leave out characters and items, and swap two neighbours. For the run that ends at a place, `value` is
     the sum of its matches by the weights of the items, `held` the sum without weights, `begin` its first column, and
     `from` the place before. */
  function stretch(items, m) {
    var best = 0;
    var end = 0;
    for (var k = 0; k < m; k++) over[k] = -9;
    for (var i = 0; i < items.length; i++) {
      var row = i * m;
      var weight = items[i].w;
      var gap = -9; /* the best value of the row above, less what the characters left out since then lose */
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
          /* The item above stands for the character to the left, but is quite another one. */
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
      /* `over` is for the next row: the row above this one joins it, where it is better. */
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
  /* Whether letters are the first ones, or zh, ch and sh, of the syllables from a place on. */
  function beginsSo(letters, syllables, at) {
    if (!letters) return true;
    if (at === syllables.length) return false;
    return syllables[at].some(function (syllable) {
      return [1, 2].some(function (length) {
        if (length === 2 && !/^[zcs]h/.test(syllable)) return false;
        var first = syllable.slice(0, length);
        return letters.slice(0, length) === first && beginsSo(letters.slice(length), syllables, at + 1);
      });
    });
  }
  function meet(some, others) {
    for (var one of some) if (others.indexOf(one) >= 0) return true;
    return false;
  }
  QingdanSearch.Likeness = Likeness;
})();
