package demand

import (
	"fmt"
	"slices"
	"strings"

	"juyo/listing"
)

// AskBits says which languages a listing asks its reader for. "Asked" is at any
// level: required, preferred, or only said to be spoken at work.
type AskBits uint8

// The bits, two a language: asked at all, and required.
const (
	AsksJA AskBits = 1 << iota
	RequiresJA
	AsksEN
	RequiresEN

	allAsks = AsksJA | RequiresJA | AsksEN | RequiresEN
)

// LanguagesAsked lists what Scope.LanguageAsked can be, in the order of the bits.
func LanguagesAsked() []string { return []string{"ja", "ja:required", "en", "en:required"} }

var askBitsBy = map[string]AskBits{"ja": AsksJA, "ja:required": RequiresJA, "en": AsksEN, "en:required": RequiresEN}

// AskBitsOf returns the bits of what a listing asks for; languages other than
// Japanese and English have none.
func AskBitsOf(asked []listing.LanguageAsk) AskBits {
	var set AskBits
	for _, l := range asked {
		set |= askBitsBy[l.Language]
		if l.Level == listing.LevelRequired {
			set |= askBitsBy[l.Language+":required"]
		}
	}
	return set
}

// validateTerms reports the first of the fields that narrow a scope with a value
// it cannot have.
func (s Scope) validateTerms() error {
	if all := listing.Industries(); s.Industry != "" && !slices.Contains(all, s.Industry) {
		return fmt.Errorf("industry %q: want one of %s", s.Industry, joined(all))
	}
	if all := listing.Stages(); !slices.Contains(all, s.Stage) {
		return fmt.Errorf("stage %q: want one of %s", s.Stage, joined(all[1:]))
	}
	if all := LanguagesAsked(); s.LanguageAsked != "" && !slices.Contains(all, s.LanguageAsked) {
		return fmt.Errorf("language asked %q: want one of %s", s.LanguageAsked, joined(all))
	}
	return nil
}

func joined[T ~string](words []T) string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = string(w)
	}
	return strings.Join(plain, ", ")
}

// wide returns the scope without what narrows it.
func (s Scope) wide() Scope {
	s.Industry, s.Stage, s.LanguageAsked = "", "", ""
	return s
}

// silent counts, in the scope without its narrowing, the unique listings that say
// nothing about one of the things it is narrowed to, and all of them; 0, 0 for a
// scope that is not narrowed.
func (m *Market) silent(a *asked) (silent, of int) {
	in := a.Scope.gate()
	if !in.narrow {
		return 0, 0
	}
	t := &m.table
	for u := range m.unique(a.Scope.wide(), a.month, a.month) {
		of++
		var industries uint32
		var stage uint8
		var asks AskBits
		for _, r := range u.rows {
			industries, stage, asks = industries|t.industries[r], stage|t.stage[r], asks|t.asks[r]
		}
		if in.industry != 0 && industries == 0 || in.stage != 0 && stage == 0 || in.asks != 0 && asks == 0 {
			silent++
		}
	}
	return silent, of
}
