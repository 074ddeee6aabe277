package terms

import (
	"embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"juyo/listing"
)

//go:embed gazetteer/*.tsv
var gazetteerFiles embed.FS

// spotKind says what a name of the gazetteer names.
type spotKind uint8

const (
	spotCountry spotKind = iota + 1
	spotState            // a state, province or county
	spotCity             // a city or a quarter; in Japan also a prefecture
	spotCode             // a code that counts only behind a comma or a city: ", TX"
)

// spot is what a name of the gazetteer stands for.
type spot struct {
	place listing.Place
	kind  spotKind
}

// gazetteer finds places by name.
type gazetteer struct {
	latin    map[string]spot // words joined by one space, lower case, without dots and commas
	words    int             // most words in a key of latin
	starts   map[string]bool // first words of the keys of latin
	japanese map[string]spot // names with kana, kanji or hangul
	runes    int             // most runes in a key of japanese
	codes    map[string]string
}

// places is the gazetteer, read once from the embedded tables.
var places = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{latin: make(map[string]spot, 2000), starts: make(map[string]bool, 1500), japanese: make(map[string]spot, 1000), codes: map[string]string{}}
	rows := func(name string, row func(cells []string)) {
		b, err := gazetteerFiles.ReadFile("gazetteer/" + name)
		if err != nil {
			panic(err) // embedded: it is there or the program was not built
		}
		for line := range strings.Lines(string(b)) {
			if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
				row(strings.Split(line, "\t"))
			}
		}
	}
	names := func(list string, s spot) {
		for name := range strings.SplitSeq(list, "|") {
			g.add(name, s)
		}
	}
	rows("cities.tsv", func(c []string) { names(c[1], spot{listing.Place{Country: c[0]}, spotCity}) })
	rows("states.tsv", func(c []string) {
		if c[1] != "" {
			g.codes[c[1]] = c[0]
		}
		names(c[2], spot{listing.Place{Country: c[0]}, spotState})
	})
	rows("countries.tsv", func(c []string) {
		if _, taken := g.codes[c[0]]; !taken {
			g.codes[c[0]] = c[0]
		}
		names(c[1], spot{listing.Place{Country: c[0]}, spotCountry})
	})
	for _, p := range listing.Prefectures() {
		s := spot{listing.Place{Country: "JP", Prefecture: p.Code}, spotCity}
		names(p.NameJA+"|"+p.NameEN, s)
		if short := strings.TrimRight(p.NameJA, "都府県"); p.Code != 1 && short != "京" {
			g.add(short, s) // 東京, 神奈川; 北海道 keeps its 道
		}
		g.add(p.NameEN+" Prefecture", s)
	}
	g.add("京都", spot{listing.Place{Country: "JP", Prefecture: 26}, spotCity})
	rows("japan.tsv", func(c []string) {
		code, err := strconv.Atoi(c[0])
		if err != nil {
			panic(err)
		}
		names(c[1], spot{listing.Place{Country: "JP", Prefecture: code}, spotCity})
	})
	return g
})

func (g *gazetteer) add(name string, s spot) {
	if name == "" {
		return
	}
	if name[0] >= 0xE0 { // kana, kanji, hangul
		g.japanese[name] = s
		g.runes = max(g.runes, utf8.RuneCountInString(name))
		return
	}
	key := latinKey(name)
	if old, taken := g.latin[key]; taken && old.kind != spotCity && s.kind != spotCountry {
		return
	}
	g.latin[key] = s
	g.words = max(g.words, 1+strings.Count(key, " "))
	first, _, _ := strings.Cut(key, " ")
	g.starts[first] = true
}

var latinMarks = strings.NewReplacer(".", "", ",", "", "-", " ", "’", "'")

// latinKey folds a name as tokens are folded: lower case, words joined by one
// space, without dots and commas.
func latinKey(name string) string {
	name = latinMarks.Replace(strings.ToLower(name))
	return strings.Join(strings.Fields(name), " ")
}
