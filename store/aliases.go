package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"juyo/listing"
)

// SetEmployerAliases replaces the user's alias file: each entry is a name and the
// other ways to write it. Names meet under listing.EmployerKey; an alias may be of
// an employer not seen yet. Listings keep the employer as they name it: aliases
// count when groups and segments are made.
func (db *DB) SetEmployerAliases(ctx context.Context, aliases map[string][]string) error {
	want, display, err := readAliases(aliases)
	if err != nil {
		return fmt.Errorf("keep employer aliases: %w", err)
	}
	return db.write(ctx, "keep employer aliases", func(tx *sql.Tx) error {
		have := map[string]string{}
		if err := each(ctx, tx, func(r *sql.Rows) error {
			var key, to string
			err := r.Scan(&key, &to)
			have[key] = to
			return err
		}, `select a.key, e.key from employer_aliases a join employers e on e.number = a.employer`); err != nil {
			return err
		}
		if maps.Equal(have, want) {
			return nil
		}
		if _, err := tx.ExecContext(ctx, `delete from employer_aliases`); err != nil {
			return err
		}
		// In order, so that the same file gives new employers the same numbers.
		for _, key := range slices.Sorted(maps.Keys(want)) {
			to := want[key]
			n, err := employerNumbering.of(ctx, tx, &db.numbers.employers, to, display[to])
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `insert into employer_aliases (key, employer) values ($1, $2)`, key, n); err != nil {
				return err
			}
		}
		return changed(ctx, tx)
	})
}

// readAliases turns an alias file into keys: want says which employer's key an
// alias stands for, display how that employer is written.
func readAliases(aliases map[string][]string) (want, display map[string]string, err error) {
	want, display = map[string]string{}, map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(aliases)) {
		to := listing.EmployerKey(name)
		if to == "" {
			return nil, nil, fmt.Errorf("employer %q: nothing is left of the name without its legal form", name)
		}
		display[to] = name
		for _, other := range aliases[name] {
			key := listing.EmployerKey(other)
			switch {
			case key == "":
				return nil, nil, fmt.Errorf("alias %q of employer %q: nothing is left of the name without its legal form", other, name)
			case key == to: // another way to write the same
			case want[key] != "" && want[key] != to:
				return nil, nil, fmt.Errorf("alias %q stands for two employers: %q and %q", other, display[want[key]], name)
			default:
				want[key] = to
			}
		}
	}
	for _, to := range slices.Sorted(maps.Keys(display)) {
		if want[to] != "" {
			return nil, nil, fmt.Errorf("employer %q is itself an alias of %q: name the one that all stand for", display[to], display[want[to]])
		}
	}
	return want, display, nil
}
