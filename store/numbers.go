package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"juyo/listing"
)

// numbers remembers which number a name has. Names keep their number for ever,
// so what was read once stays right, whoever else writes; only numbers given out
// in a transaction that failed must be forgotten.
type numbers struct {
	sources    map[string]int64
	skills     map[string]int64
	employers  map[string]int64
	currencies map[string]int64
	places     map[string]int64
	versions   map[string]int64
}

func (n *numbers) forget() { *n = numbers{} }

// numbering is one table of numbered names.
type numbering struct {
	find  string // $1 name
	next  string
	add   string // $1 number, $2 name, further arguments
	limit int64
	full  string // what to say when limit is passed
}

var (
	sourceNumbering = numbering{
		find:  `select number from sources where name = $1`,
		next:  `select coalesce(max(number) + 1, 0) from sources`,
		add:   `insert into sources (number, name, kind) values ($1, $2, $3)`,
		limit: math.MaxUint16, full: "more than 65,536 sources: split them over several databases",
	}
	skillNumbering = numbering{
		find:  `select number from skills where id = $1`,
		next:  `select coalesce(max(number) + 1, 0) from skills`,
		add:   `insert into skills (number, id, name, name_ja, kind, named, article1, article2) values ($1, $2, $2, $2, '', 0, '', '')`,
		limit: listing.MaxSkillNumber, full: "more than 16,384 skills over the life of the database: ids of the taxonomy must be stable, are they generated anew each time?",
	}
	employerNumbering = numbering{
		find:  `select number from employers where key = $1`,
		next:  `select coalesce(max(number) + 1, 1) from employers`,
		add:   `insert into employers (number, key, name) values ($1, $2, $3)`,
		limit: math.MaxUint32, full: "more than 4 billion employers",
	}
	currencyNumbering = numbering{
		find:  `select number from currencies where code = $1`,
		next:  `select coalesce(max(number) + 1, 1) from currencies`,
		add:   `insert into currencies (number, code) values ($1, $2)`,
		limit: math.MaxUint8, full: "more than 255 currencies: pay is read wrongly, or codes are not ISO 4217",
	}
	placeNumbering = numbering{
		find:  `select number from place_sets where places = $1`,
		next:  `select coalesce(max(number) + 1, 1) from place_sets`,
		add:   `insert into place_sets (number, places, region) values ($1, $2, $3)`,
		limit: math.MaxUint16, full: "more than 65,535 different sets of places",
	}
	versionNumbering = numbering{
		find:  `select number from signal_versions where name = $1`,
		next:  `select coalesce(max(number) + 1, 0) from signal_versions`,
		add:   `insert into signal_versions (number, name) values ($1, $2)`,
		limit: math.MaxInt32, full: "more than 2 billion versions of signals",
	}
)

// errNumbersFull marks a numbering that has no number left.
var errNumbersFull = errors.New("no number left")

// of returns the number of name, giving it one when it has none.
func (n *numbering) of(ctx context.Context, tx *sql.Tx, cache *map[string]int64, name string, further ...any) (int64, error) {
	if v, ok := (*cache)[name]; ok {
		return v, nil
	}
	var v int64
	err := tx.QueryRowContext(ctx, n.find, name).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		if err := tx.QueryRowContext(ctx, n.next).Scan(&v); err != nil {
			return 0, err
		}
		if v > n.limit {
			return 0, fmt.Errorf("%w for %q: %s", errNumbersFull, name, n.full)
		}
		_, err = tx.ExecContext(ctx, n.add, append([]any{v, name}, further...)...)
	}
	if err != nil {
		return 0, err
	}
	if *cache == nil {
		*cache = map[string]int64{}
	}
	(*cache)[strings.Clone(name)] = v
	return v, nil
}

// place returns the number of a set of places. Should there be too many sets,
// a set is kept as its countries.
func (db *DB) place(ctx context.Context, tx *sql.Tx, places []listing.Place) (int64, error) {
	key := placesKey(places)
	if key == "" {
		return 0, nil
	}
	n, err := placeNumbering.of(ctx, tx, &db.numbers.places, key, int64(listing.RegionsOf(places)))
	if !errors.Is(err, errNumbersFull) {
		return n, err
	}
	countries := make([]listing.Place, len(places))
	for i, p := range places {
		countries[i].Country = p.Country
	}
	coarse := placesKey(countries)
	if coarse == key {
		return 0, err
	}
	db.log.WarnContext(ctx, "too many sets of places: kept as countries", "places", key)
	return db.place(ctx, tx, countries)
}

// placesKey writes a set of places as JP-13 JP-27 US: ordered, each once.
func placesKey(places []listing.Place) string {
	var words []string
	for _, p := range places {
		switch {
		case p.Country == "":
		case p.Prefecture > 0:
			words = append(words, fmt.Sprintf("%s-%02d", p.Country, p.Prefecture))
		default:
			words = append(words, p.Country)
		}
	}
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}

// placesOf is placesKey undone.
func placesOf(key string) []listing.Place {
	var places []listing.Place
	for w := range strings.FieldsSeq(key) {
		country, pref, _ := strings.Cut(w, "-")
		code, _ := strconv.Atoi(pref) // empty: only the country is known
		places = append(places, listing.Place{Country: country, Prefecture: code})
	}
	return places
}
