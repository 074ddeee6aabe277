package terms

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed cues.tsv
var cueTable string

// reader is one of those that look for cues.
type reader uint8

const (
	readEmployment reader = iota
	readRemote
	readEntry
	readRegion
	readEmployerType
	readRole
	readKind
	readSeniority
	readIndustry
	readStage
	readLanguage
	readCraft
	readers
)

var readerNames = map[string]reader{
	"employment": readEmployment, "remote": readRemote, "entry": readEntry, "region": readRegion,
	"employer_type": readEmployerType, "role": readRole, "kind": readKind, "seniority": readSeniority,
	"industry": readIndustry, "stage": readStage, "language": readLanguage, "craft": readCraft,
}

// masked is the value of a phrase that is no evidence.
const masked = "-"

// cue is what a phrase says to one reader.
type cue struct {
	reader reader
	value  string
}

// namesOne reports whether words are English for one person of a role, who may be
// sought more than once.
func namesOne(words string) bool {
	for _, noun := range []string{"engineer", "developer", "programmer", "scientist", "analyst", "architect", "designer", "administrator", "manager", "tester", "researcher", "consultant", "specialist", "technician", "sre", "sdet", "lead", "director"} {
		if strings.HasSuffix(words, noun) {
			return true
		}
	}
	return false
}

// cues is the automaton of all tables, with what each of its phrases says.
var cues = sync.OnceValues(func() (*automaton, [][]cue) {
	var phrases []phrase
	var says [][]cue
	index := map[phrase]int{}
	for _, table := range []string{cueTable, roleTable, fieldTable} {
		for line := range strings.Lines(table) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			cells := strings.SplitN(line, "\t", 3)
			c := cue{readerNames[cells[0]], cells[1]}
			add := func(words string) {
				p := newPhrase(words)
				n, known := index[p]
				if !known {
					n = len(phrases)
					index[p] = n
					phrases, says = append(phrases, p), append(says, nil)
				}
				if !slices.Contains(says[n], c) {
					says[n] = append(says[n], c)
				}
			}
			for words := range strings.SplitSeq(cells[2], ";") {
				if add(words); c.reader == readRole && namesOne(words) {
					add(words + "s")
				}
			}
		}
	}
	return newAutomaton(phrases), says
})
