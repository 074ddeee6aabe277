package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"sync"

	"juyo/demand"
	"juyo/listing"
)

// Catalogue returns what the numbers in the segments stand for.
func (db *DB) Catalogue(ctx context.Context) (*demand.Catalogue, error) {
	c := db.newCatalogue(ctx)
	if err := db.read(ctx, "read catalogue", func(tx *sql.Tx) error { return readCatalogue(ctx, tx, c) }); err != nil {
		return nil, err
	}
	return c, nil
}

func (db *DB) newCatalogue(ctx context.Context) *demand.Catalogue {
	return &demand.Catalogue{Zone: db.zone, Currencies: []string{""}, Employers: db.employerNames(ctx)}
}

// readCatalogue fills a catalogue from one state of the database.
func readCatalogue(ctx context.Context, tx *sql.Tx, c *demand.Catalogue) error {
	n, err := counters(ctx, tx)
	if err != nil {
		return err
	}
	c.StaleSignals = int(n["stale_signals"])
	if n["through"] != 0 {
		c.Through = timeOf(sql.NullInt64{Int64: n["through"], Valid: true})
	}
	if c.TaxonomyVersion, err = metaOf(ctx, tx, "taxonomy_version"); err != nil {
		return err
	}
	if c.Extractor, err = metaOf(ctx, tx, "segments_extractor"); err != nil {
		return err
	}
	if c.PlaceSets, err = placeSetsOf(ctx, tx); err != nil {
		return err
	}
	if c.Sources, err = sourceRowsOf(ctx, tx); err != nil {
		return err
	}
	rows, err := skillsOf(ctx, tx)
	if err != nil {
		return err
	}
	for i := range rows {
		if rows[i].Number < 0 || rows[i].Number > listing.MaxSkillNumber {
			return fmt.Errorf("%w: skill number %d", ErrCorrupt, rows[i].Number)
		}
		for int64(len(c.Skills)) <= rows[i].Number {
			c.Skills = append(c.Skills, listing.Skill{})
		}
		c.Skills[rows[i].Number] = rows[i].skill()
	}
	return each(ctx, tx, func(r *sql.Rows) error {
		var n int64
		var code string
		if err := r.Scan(&n, &code); err != nil {
			return err
		}
		if n < 1 || n > math.MaxUint8 {
			return fmt.Errorf("%w: currency number %d", ErrCorrupt, n)
		}
		for int64(len(c.Currencies)) <= n {
			c.Currencies = append(c.Currencies, "")
		}
		c.Currencies[n] = code
		return nil
	}, `select number, code from currencies order by number`)
}

// sourceRowsOf reads the sources with their coverage, by number.
func sourceRowsOf(ctx context.Context, q querier) ([]demand.SourceRow, error) {
	var all []demand.SourceRow
	err := each(ctx, q, func(r *sql.Rows) error {
		var n int64
		var s demand.SourceRow
		if err := r.Scan(&n, &s.Name, &s.Kind, &s.URL, &s.Private, &s.Panel); err != nil {
			return err
		}
		if n < 0 || n > math.MaxUint16 {
			return fmt.Errorf("%w: source number %d", ErrCorrupt, n)
		}
		for int64(len(all)) <= n {
			all = append(all, demand.SourceRow{})
		}
		all[n] = s
		return nil
	}, `select number, name, kind, url, private, panel from sources order by number`)
	if err != nil {
		return nil, err
	}
	err = each(ctx, q, func(r *sql.Rows) error {
		var n, scheduled, complete int64
		var m listing.Month
		if err := r.Scan(&n, &m, &scheduled, &complete); err != nil {
			return err
		}
		if n < 0 || n >= int64(len(all)) || scheduled <= 0 {
			return fmt.Errorf("%w: coverage of source number %d", ErrCorrupt, n)
		}
		if all[n].Coverage == nil {
			all[n].Coverage = map[listing.Month]float64{}
		}
		all[n].Coverage[m] = float64(complete) / float64(scheduled)
		return nil
	}, `select source, month, scheduled, complete from coverage`)
	return all, err
}

// employerNames returns a function that names employers. The names are read at
// the first call, all at once: most questions never ask.
func (db *DB) employerNames(ctx context.Context) func(n uint32) string {
	ctx = context.WithoutCancel(ctx) // the catalogue outlives the question that asked for it
	names := sync.OnceValue(func() []string {
		names := []string{""}
		err := each(ctx, db.reader, func(r *sql.Rows) error {
			var n int64
			var name string
			if err := r.Scan(&n, &name); err != nil {
				return err
			}
			if n < 1 || n > math.MaxUint32 {
				return fmt.Errorf("%w: employer number %d", ErrCorrupt, n)
			}
			for int64(len(names)) <= n {
				names = append(names, "")
			}
			names[n] = name
			return nil
		}, `select number, name from employers order by number`)
		if err != nil {
			db.log.ErrorContext(ctx, "read employers", "err", db.explain(err))
		}
		return names
	})
	return func(n uint32) string {
		if all := names(); int(n) < len(all) {
			return all[n]
		}
		return ""
	}
}
