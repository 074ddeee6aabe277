package store_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"juyo/listing"
	"juyo/store"
)

// adverts makes n advertisements starting at from.
func adverts(from, n, days int) []listing.Reading {
	all := make([]listing.Reading, n)
	for i := range all {
		all[i] = advert(from+i, days)
	}
	return all
}

const benchBatch = 1000

func perListing(b *testing.B, listings int) {
	b.Helper()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(listings), "ns/listing")
	b.ReportMetric(float64(listings)/b.Elapsed().Seconds(), "listings/s")
}

func BenchmarkPutNew(b *testing.B) {
	db, _ := fresh(b)
	n := 0
	for b.Loop() {
		b.StopTimer()
		all := adverts(n*benchBatch, benchBatch, 0)
		n++
		b.StartTimer()
		if _, err := db.Put(b.Context(), 0, all); err != nil {
			b.Fatal(err)
		}
	}
	perListing(b, n*benchBatch)
}

// BenchmarkPutAgain: the usual case of a daily look, listings seen a day later.
func BenchmarkPutAgain(b *testing.B) {
	db, _ := fresh(b)
	all := adverts(0, benchBatch, 0)
	n := 0
	for b.Loop() {
		for i := range all {
			all[i].Listing.ObservedAt.Time = moment(0).Add(time.Duration(n) * time.Minute)
		}
		if _, err := db.Put(b.Context(), 0, all); err != nil {
			b.Fatal(err)
		}
		n++
	}
	perListing(b, n*benchBatch)
}

func BenchmarkSeen(b *testing.B) {
	db, _ := fresh(b)
	all := adverts(0, benchBatch, 0)
	run, _, err := db.StartRun(b.Context(), "board", moment(0))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := db.Put(b.Context(), run.ID, all); err != nil {
		b.Fatal(err)
	}
	ids := make([]string, len(all))
	for i := range all {
		ids[i] = all[i].Listing.ID
	}
	n := 0
	for b.Loop() {
		n++
		if err := db.Seen(b.Context(), run.ID, "board", ids, moment(0).Add(time.Duration(n)*time.Minute)); err != nil {
			b.Fatal(err)
		}
	}
	perListing(b, n*benchBatch)
}

// stocked returns a database with n listings and fresh segments.
func stocked(b *testing.B, n int) *store.DB {
	b.Helper()
	db, _ := fresh(b)
	for i := 0; i < n; i += benchBatch {
		if _, err := db.Put(b.Context(), 0, adverts(i, benchBatch, i%300)); err != nil {
			b.Fatal(err)
		}
	}
	if err := db.RebuildSegments(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	return db
}

func BenchmarkRebuildSegments(b *testing.B) {
	const listings = 70_000
	db := stocked(b, listings)
	n := 0
	for b.Loop() {
		n++
		if err := db.RebuildSegments(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
	}
	perListing(b, n*listings)
}

func BenchmarkSegments(b *testing.B) {
	const listings = 70_000
	db := stocked(b, listings)
	n := 0
	for b.Loop() {
		n++
		rows := 0
		for s, err := range db.Segments(b.Context()) {
			if err != nil {
				b.Fatal(err)
			}
			rows += s.N
		}
		if rows != listings {
			b.Fatalf("%d rows", rows)
		}
	}
	perListing(b, n*listings)
}

// rowPerSkill is the schema this store does not have: a row for each skill of
// each listing, with the index to find listings by skill.
type rowPerSkill struct{ db *sql.DB }

func newRowPerSkill(tb testing.TB) *rowPerSkill {
	tb.Helper()
	db, err := sql.Open("sqlite", filepath.Join(tb.TempDir(), "rows.db")+"?_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	for _, text := range []string{
		`create table listings (number integer primary key, source text, id text, url text, title text, employer text, first_seen integer, last_seen integer, closed integer,
			pay_min integer, pay_max integer, currency text, hash integer, unique (source, id))`,
		`create table listing_skills (listing integer, skill integer, level integer, primary key (listing, skill)) without rowid`,
		`create index listing_skills_skill on listing_skills (skill, listing)`,
	} {
		if _, err := db.ExecContext(tb.Context(), text); err != nil {
			tb.Fatal(err)
		}
	}
	return &rowPerSkill{db}
}

func (s *rowPerSkill) put(tb testing.TB, skills map[string]int, all []listing.Reading) {
	tb.Helper()
	tx, err := s.db.BeginTx(tb.Context(), nil)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	ctx := tb.Context()
	add, err := tx.PrepareContext(ctx, `insert into listings (source, id, url, title, employer, first_seen, last_seen, hash) values ($1, $2, $3, $4, $5, $6, $6, $7)
		on conflict (source, id) do update set last_seen = excluded.last_seen returning number`)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = add.Close() }()
	skill, err := tx.PrepareContext(ctx, `insert into listing_skills (listing, skill, level) values ($1, $2, $3) on conflict do nothing`)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = skill.Close() }()
	for i := range all {
		l := &all[i].Listing
		var number int64
		if err := add.QueryRowContext(ctx, l.Source, l.ID, l.URL, l.Title, l.Company, l.ObservedAt.UnixMilli(), i).Scan(&number); err != nil {
			tb.Fatal(err)
		}
		for _, m := range all[i].Signals.Skills {
			n, ok := skills[m.Skill]
			if !ok {
				n = len(skills)
				skills[m.Skill] = n
			}
			if _, err := skill.ExecContext(ctx, number, n, int(m.Level)); err != nil {
				tb.Fatal(err)
			}
		}
	}
	if err := tx.Commit(); err != nil {
		tb.Fatal(err)
	}
}

// load reads all (listing, skill) pairs, as any question over everything must.
func (s *rowPerSkill) load(tb testing.TB) (n int) {
	tb.Helper()
	rows, err := s.db.QueryContext(tb.Context(), `select l.number, l.first_seen, l.last_seen, s.skill, s.level from listings l join listing_skills s on s.listing = l.number`)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var number, first, last, skill, level int64
		if err := rows.Scan(&number, &first, &last, &skill, &level); err != nil {
			tb.Fatal(err)
		}
		n++
	}
	if err := rows.Err(); err != nil {
		tb.Fatal(err)
	}
	return n
}

// BenchmarkAgainstRowPerSkill measures both in one process, turn by turn, so that
// a busy machine slows both: the ratios are what counts. This store keeps texts,
// revisions and signals as well; the other schema only what is listed above.
func BenchmarkAgainstRowPerSkill(b *testing.B) {
	db, _ := fresh(b)
	naive := newRowPerSkill(b)
	skills := map[string]int{}
	var ours, theirs, oursLoad, theirsLoad time.Duration
	n := 0
	timed := func(d *time.Duration, f func()) {
		begin := time.Now()
		f()
		*d += time.Since(begin)
	}
	for b.Loop() {
		all := adverts(n*benchBatch, benchBatch, 0)
		n++
		timed(&ours, func() {
			if _, err := db.Put(b.Context(), 0, all); err != nil {
				b.Fatal(err)
			}
		})
		timed(&theirs, func() { naive.put(b, skills, all) })
	}
	if err := db.RebuildSegments(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	for range 5 {
		timed(&oursLoad, func() {
			for _, err := range db.Segments(b.Context()) {
				if err != nil {
					b.Fatal(err)
				}
			}
		})
		timed(&theirsLoad, func() {
			if naive.load(b) == 0 {
				b.Fatal("nothing loaded")
			}
		})
	}
	b.ReportMetric(float64(theirs)/float64(ours), "put-ratio")
	b.ReportMetric(float64(theirsLoad)/float64(oursLoad), "load-ratio")
}
