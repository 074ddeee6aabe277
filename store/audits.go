package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"juyo/listing"
)

// ContentHash names a content of a listing; it is compared between contents of one
// listing only. Its text form is 16 hexadecimal digits.
type ContentHash int64

// MarshalText writes 16 hexadecimal digits.
func (h ContentHash) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%016x", uint64(h)), nil }

// UnmarshalText reads what MarshalText writes.
func (h *ContentHash) UnmarshalText(b []byte) error {
	n, err := strconv.ParseUint(string(b), 16, 64)
	if err != nil || len(b) != 16 {
		return fmt.Errorf("content %q: want 16 hexadecimal digits", b)
	}
	*h = ContentHash(n)
	return nil
}

// AuditVerdict is a person's answer.
type AuditVerdict string

// The verdicts.
const (
	VerdictYes    AuditVerdict = "yes"
	VerdictNo     AuditVerdict = "no"
	VerdictUnsure AuditVerdict = "unsure"
)

// What a mention was drawn from.
const (
	DrawAll       = "all"       // all mentions of its stratum
	DrawAmbiguous = "ambiguous" // those whose words mean something else as well
)

// Audit is what a person said about one mention: whether the words are the skill,
// named as one of the job, and whether the level is right. Its JSON form is a line
// of `juyo audit --export`.
type Audit struct {
	Skill   string      `json:"skill"`
	Source  string      `json:"source"`
	Listing string      `json:"listing"` // id in the source
	Content ContentHash `json:"content"`

	Start    int           `json:"start"` // UTF-8 byte offsets into the text as it was read
	End      int           `json:"end"`
	Surface  string        `json:"surface"`
	Level    listing.Level `json:"level"`   // as read
	Version  string        `json:"version"` // extractor that read it
	Kind     string        `json:"kind"`    // of form: safe, exact or context
	Language string        `json:"language"`
	Draw     string        `json:"draw"`

	Verdict    AuditVerdict `json:"verdict"`
	LevelRight *bool        `json:"level_right"` // nil: not judged
	Note       string       `json:"note,omitempty"`
	At         time.Time    `json:"at"`
}

// Validate reports the first field that has a value it cannot have.
func (a *Audit) Validate() error {
	switch {
	case a.Skill == "" || a.Source == "" || a.Listing == "":
		return fmt.Errorf("skill %q, source %q, listing %q: none may be empty", a.Skill, a.Source, a.Listing)
	case a.Start < 0 || a.End <= a.Start:
		return fmt.Errorf("words from %d to %d: want 0 ≤ start < end", a.Start, a.End)
	case a.Level < listing.LevelUsed || a.Level > listing.LevelRequired:
		return fmt.Errorf("level %q: want used, preferred or required", a.Level)
	case a.Draw != DrawAll && a.Draw != DrawAmbiguous:
		return fmt.Errorf("draw %q: want all or ambiguous", a.Draw)
	case a.Verdict != VerdictYes && a.Verdict != VerdictNo && a.Verdict != VerdictUnsure:
		return fmt.Errorf("verdict %q: want yes, no or unsure", a.Verdict)
	case !listing.PlausibleDate(a.At):
		return fmt.Errorf("at %s: want the time of the verdict", a.At.Format(time.RFC3339))
	}
	return nil
}

// SetAudits keeps verdicts, all of them in one transaction, and returns how many
// changed something. Of two verdicts on the same words the later one stands; the
// same again changes nothing. Listings need not be kept here.
func (db *DB) SetAudits(ctx context.Context, all []Audit) (kept int, err error) {
	for i := range all {
		if err := all[i].Validate(); err != nil {
			return 0, fmt.Errorf("keep verdicts: %d: %w", i+1, err)
		}
	}
	if len(all) == 0 {
		return 0, nil
	}
	err = db.write(ctx, "keep verdicts", func(tx *sql.Tx) error {
		for i := range all {
			n, err := setAudit(ctx, tx, &all[i])
			if err != nil {
				return err
			}
			kept += n
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return kept, nil
}

func setAudit(ctx context.Context, tx *sql.Tx, a *Audit) (int, error) {
	var level any
	if a.LevelRight != nil {
		level = flag(*a.LevelRight)
	}
	r, err := tx.ExecContext(ctx, `insert into audits (skill, source, listing, hash, start, "end", surface, level, version, kind, language, draw, verdict, level_right, note, at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
		on conflict (source, listing, hash, skill, start, "end") do update set surface = excluded.surface, level = excluded.level, version = excluded.version,
			kind = excluded.kind, language = excluded.language, draw = excluded.draw, verdict = excluded.verdict, level_right = excluded.level_right, note = excluded.note, at = excluded.at
			where excluded.at > at or excluded.at = at and (excluded.draw, excluded.verdict, excluded.note, coalesce(excluded.level_right, -1)) > (draw, verdict, note, coalesce(level_right, -1))`,
		a.Skill, a.Source, a.Listing, int64(a.Content), a.Start, a.End, a.Surface, int64(a.Level), a.Version, a.Kind, a.Language, a.Draw, string(a.Verdict), level, a.Note, a.At.UnixMilli())
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}

// Audits returns all verdicts, by source, listing, content, skill and place: the
// same in every database that has the same.
func (db *DB) Audits(ctx context.Context) ([]Audit, error) {
	var all []Audit
	err := each(ctx, db.reader, func(r *sql.Rows) error {
		var a Audit
		var level, at int64
		var right sql.NullInt64
		if err := r.Scan(&a.Skill, &a.Source, &a.Listing, &a.Content, &a.Start, &a.End, &a.Surface, &level, &a.Version, &a.Kind, &a.Language, &a.Draw, &a.Verdict, &right, &a.Note, &at); err != nil {
			return err
		}
		a.Level, a.At = listing.Level(level), time.UnixMilli(at).UTC()
		if right.Valid {
			b := right.Int64 != 0
			a.LevelRight = &b
		}
		all = append(all, a)
		return nil
	}, `select skill, source, listing, hash, start, "end", surface, level, version, kind, language, draw, verdict, level_right, note, at
		from audits order by source, listing, hash, skill, start, "end"`)
	if err != nil {
		return nil, fmt.Errorf("read verdicts: %w", db.explain(err))
	}
	return all, nil
}

// Auditable is a listing whose text can be looked at, with what was read from it.
type Auditable struct {
	Source   string
	Listing  string
	Content  ContentHash
	Language string   // of the text
	Skills   []string // ids, overwritten by the next
}

// Auditables yields what audits are drawn from, in order of number and from one
// state of the database: the current texts of software listings that are still
// kept, one of each duplicate group, as they are counted.
func (db *DB) Auditables(ctx context.Context) iter.Seq2[*Auditable, error] {
	return func(yield func(*Auditable, error) bool) {
		err := db.read(ctx, "read what can be audited", func(tx *sql.Tx) error {
			skills, err := skillsOf(ctx, tx)
			if err != nil {
				return err
			}
			seen := map[int64]bool{} // groups
			var a Auditable
			return each(ctx, tx, func(r *sql.Rows) error {
				var group sql.NullInt64
				var packed sql.RawBytes
				if err := r.Scan(&a.Source, &a.Listing, &a.Content, &a.Language, &group, &packed); err != nil {
					return err
				}
				if group.Valid {
					if seen[group.Int64] {
						return nil
					}
					seen[group.Int64] = true
				}
				a.Skills = a.Skills[:0]
				for b := range slices.Chunk(packed, 2) {
					if len(b) == 2 {
						a.Skills = append(a.Skills, at(skills, int64(listing.PackedSkill(binary.LittleEndian.Uint16(b)).Number())).ID)
					}
				}
				if !yield(&a, nil) {
					return errStop
				}
				return nil
			}, `select s.name, l.id, r.hash, r.language, g.grp, r.skills
				from listings l
				join sources s on s.number = l.source
				join revisions r on r.number = l.revision
				left join duplicate_groups g on g.listing = l.number
				where r.document is not null and r.population = $1
				order by l.number`, populations[listing.Software])
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(nil, err)
		}
	}
}

// Text returns a listing with one of the contents it had. The error wraps
// ErrNotFound when that was never kept here, or was purged.
func (db *DB) Text(ctx context.Context, source, id string, content ContentHash) (listing.Listing, error) {
	l := listing.Listing{Source: source, ID: id}
	var body []byte
	err := db.reader.QueryRowContext(ctx, `select l.url, d.body
		from sources s
		join listings l on l.source = s.number and l.id = $2
		join revisions r on r.listing = l.number and r.hash = $3
		join documents d on d.number = r.document
		where s.name = $1 limit 1`, source, id, int64(content)).Scan(&l.URL, &body)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err == nil {
		err = db.zipper.unpack(body, &l)
	}
	if err != nil {
		return l, fmt.Errorf("read text %s of %s: %w", id, source, db.explain(err))
	}
	return l, nil
}
