package store

import (
	"context"
	"database/sql"

	"juyo/listing"
)

// word is a name of a number in a column, for the plain views.
type word struct {
	kind string
	n    int
	word string
}

// allWords lists the words of every numbered column, in the fixed orders that
// package listing gives.
func allWords() []word {
	var ws []word
	add := func(kind string, n int, w string) { ws = append(ws, word{kind, n, w}) }
	for i, v := range listing.Roles() {
		add("role", i, string(v))
	}
	for i, v := range listing.Employments() {
		add("employment", i, string(v))
	}
	for i, v := range listing.Remotes() {
		add("remote", i, string(v))
	}
	for i, v := range listing.Seniorities() {
		add("seniority", i, string(v))
	}
	for i, v := range listing.EmployerTypes() {
		add("employer_type", i, string(v))
	}
	for i, v := range listing.Industries() {
		add("industry", i, string(v))
	}
	for i, v := range listing.Stages() {
		add("stage", i, string(v))
	}
	for i, v := range listing.Populations() {
		add("population", i, string(v))
	}
	for i, v := range listing.Periods() {
		add("period", i, string(v))
	}
	for _, v := range []listing.Level{listing.LevelUsed, listing.LevelPreferred, listing.LevelRequired} {
		add("level", int(v), v.String())
	}
	return ws
}

// wordsMissing returns the words the database does not have yet.
func wordsMissing(ctx context.Context, q querier) ([]word, error) {
	have := map[word]bool{}
	err := each(ctx, q, func(r *sql.Rows) error {
		var w word
		if err := r.Scan(&w.kind, &w.n, &w.word); err != nil {
			return err
		}
		have[w] = true
		return nil
	}, `select kind, n, word from words`)
	if err != nil {
		return nil, err
	}
	var missing []word
	for _, w := range allWords() {
		if !have[w] {
			missing = append(missing, w)
		}
	}
	return missing, nil
}
