package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"juyo/listing"
)

// SetTaxonomy keeps the names of a taxonomy's skills under stable numbers. An id
// keeps its number for ever: one that is no longer in the taxonomy is marked
// retired, one that comes back gets its old number. Setting the same again
// changes nothing.
func (db *DB) SetTaxonomy(ctx context.Context, version string, skills []listing.Skill) error {
	current := make(map[string]bool, len(skills))
	for _, s := range skills {
		if s.ID == "" || current[s.ID] {
			return fmt.Errorf("keep taxonomy %s: skill id %q: empty or given twice", version, s.ID)
		}
		current[s.ID] = true
	}
	// Every command says which taxonomy it has: when it is the one that is kept,
	// nobody's write is waited for.
	same, err := db.hasTaxonomy(ctx, version, skills)
	if err != nil {
		return fmt.Errorf("keep taxonomy %s: %w", version, db.explain(err))
	}
	if same {
		return nil
	}
	return db.write(ctx, "keep taxonomy "+version, func(tx *sql.Tx) error {
		known, err := skillsOf(ctx, tx)
		if err != nil {
			return err
		}
		for i := range skills {
			n, err := skillNumbering.of(ctx, tx, &db.numbers.skills, skills[i].ID)
			if err != nil {
				return err
			}
			row := skillRowOf(n, &skills[i])
			if _, err := tx.ExecContext(ctx, `update skills set name = $2, name_ja = $3, kind = $4, named = $5, article1 = $6, article2 = $7, retired = 0 where number = $1`,
				n, row.Name, row.NameJA, row.Kind, flag(row.Named), row.Article1, row.Article2); err != nil {
				return err
			}
		}
		for _, k := range known {
			if current[k.ID] {
				continue
			}
			if _, err := tx.ExecContext(ctx, `update skills set retired = 1 where number = $1`, k.Number); err != nil {
				return err
			}
		}
		return setMeta(ctx, tx, "taxonomy_version", version)
	})
}

// hasTaxonomy reports whether exactly these skills are kept under that version.
func (db *DB) hasTaxonomy(ctx context.Context, version string, skills []listing.Skill) (bool, error) {
	have, err := metaOf(ctx, db.reader, "taxonomy_version")
	if err != nil || have != version {
		return false, err
	}
	known, err := skillsOf(ctx, db.reader)
	if err != nil {
		return false, err
	}
	byID := make(map[string]skillRow, len(known))
	for _, k := range known {
		if !k.Retired {
			byID[k.ID] = k
		}
	}
	if len(byID) != len(skills) {
		return false, nil
	}
	for i := range skills {
		k, ok := byID[skills[i].ID]
		if !ok || k != skillRowOf(k.Number, &skills[i]) {
			return false, nil
		}
	}
	return true, nil
}

// skillRow is a row of skills, comparable.
type skillRow struct {
	Number                 int64
	ID, Name, NameJA, Kind string
	Named, Retired         bool
	Article1, Article2     string
}

func skillRowOf(n int64, s *listing.Skill) skillRow {
	row := skillRow{
		Number: n, ID: s.ID, Name: s.Name, NameJA: s.NameJA, Kind: s.Kind, Named: s.Named,
		Article1: strings.Join(s.Article1, " "), Article2: strings.Join(s.Article2, " "),
	}
	if row.Name == "" {
		row.Name = s.ID
	}
	if row.NameJA == "" {
		row.NameJA = row.Name
	}
	return row
}

func (r *skillRow) skill() listing.Skill {
	return listing.Skill{
		ID: r.ID, Name: r.Name, NameJA: r.NameJA, Kind: r.Kind, Named: r.Named,
		Article1: strings.Fields(r.Article1), Article2: strings.Fields(r.Article2),
	}
}

// skillsOf reads all skills by number.
func skillsOf(ctx context.Context, q querier) ([]skillRow, error) {
	var rows []skillRow
	err := each(ctx, q, func(r *sql.Rows) error {
		var k skillRow
		if err := r.Scan(&k.Number, &k.ID, &k.Name, &k.NameJA, &k.Kind, &k.Named, &k.Article1, &k.Article2, &k.Retired); err != nil {
			return err
		}
		rows = append(rows, k)
		return nil
	}, `select number, id, name, name_ja, kind, named, article1, article2, retired from skills order by number`)
	return rows, err
}
