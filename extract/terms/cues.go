package terms

import (
	_ "embed"
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
	readers
)

var readerNames = map[string]reader{
	"employment": readEmployment, "remote": readRemote, "entry": readEntry, "region": readRegion,
	"employer_type": readEmployerType, "role": readRole, "kind": readKind, "seniority": readSeniority,
}

// masked is the value of a phrase that is no evidence.
const masked = "-"

// cue is what a phrase says to one reader.
type cue struct {
	reader reader
	value  string
}

// cues is the automaton of all tables, with what each of its phrases says.
var cues = sync.OnceValues(func() (*automaton, [][]cue) {
	var phrases []phrase
	var says [][]cue
	index := map[phrase]int{}
	for _, table := range []string{cueTable, roleTable} {
		for line := range strings.Lines(table) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			cells := strings.SplitN(line, "\t", 3)
			c := cue{readerNames[cells[0]], cells[1]}
			for words := range strings.SplitSeq(cells[2], ";") {
				p := newPhrase(words)
				n, known := index[p]
				if !known {
					n = len(phrases)
					index[p] = n
					phrases, says = append(phrases, p), append(says, nil)
				}
				says[n] = append(says[n], c)
			}
		}
	}
	return newAutomaton(phrases), says
})
