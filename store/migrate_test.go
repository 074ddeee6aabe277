package store_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"juyo/listing"
	"juyo/store"
)

// A database of the first schema, in either form it was ever made in, opens, keeps
// what it has, and builds its columns anew.
func TestFirstSchemaIsBroughtUpToDate(t *testing.T) {
	t.Parallel()
	first, err := os.ReadFile("migrations/sqlite/0001_first.sql")
	if err != nil {
		t.Fatal(err)
	}
	for name, extra := range map[string]string{
		"as first made":  `select 1`,
		"with a counter": `insert into counters (name, n) values ('segments_reserved', 3)`,
		"counter ahead":  `insert into counters (name, n) values ('segments_reserved', 9)`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "juyo.db")
			old := plain(t, path)
			execute(t, old, string(first))
			execute(t, old, `create table schema_versions (id integer primary key autoincrement, version_id integer not null, is_applied integer not null, tstamp timestamp default (datetime('now')))`)
			execute(t, old, `insert into schema_versions (version_id, is_applied) values (0, 1), (1, 1)`)
			execute(t, old, extra)
			execute(t, old, `insert into sources (number, name, kind, private) values (0, 'mine', 'import', 1), (1, 'board', 'jsonld', 1)`)
			execute(t, old, `insert into hosts (host, next_at, failures, crawl_delay, robots, robots_status, robots_fetched_at) values ('e.example', 1000, 2, 5000, x'00', 200, 900)`)
			// Three rebuilds have been; a fourth was interrupted.
			execute(t, old, `update counters set n = 3 where name = 'segments_generation'`)
			execute(t, old, `insert into segments (generation, number, row_count, body) values (4, 0, 0, x'00')`)
			if err := old.Close(); err != nil {
				t.Fatal(err)
			}

			db := reopen(t, path, store.Options{})
			if h, err := db.HostState(t.Context(), "e.example"); err != nil || h.CrawlDelay != 5*time.Second || h.Failures != 2 {
				t.Errorf("host %+v, %v", h, err)
			}
			for _, s := range []listing.SourceInfo{{Name: "mine", Kind: "jsonld"}, {Name: "board", Kind: "jsonld"}} { // neither is private any more
				if err := db.AddSource(t.Context(), s); err != nil {
					t.Fatal(err)
				}
			}
			sources, err := db.Sources(t.Context())
			if err != nil || len(sources) != 2 || sources[0].Private || !sources[1].Private {
				t.Errorf("sources %+v, %v: want only what was imported as private to be so", sources, err)
			}
			if _, err := db.Put(t.Context(), 0, []listing.Reading{advert(1, 0)}); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if err := db.RebuildSegments(t.Context(), nil); err != nil {
					t.Fatal(err)
				}
				rows := 0
				for s, err := range db.Segments(t.Context()) {
					if err != nil {
						t.Fatal(err)
					}
					rows += s.N
				}
				if rows != 1 {
					t.Errorf("%d rows in the columns, want 1", rows)
				}
			}
			if err := db.Check(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// A database of the second schema keeps its listings, which state nothing of what
// the third knows until they are read again, and is asked to rebuild its columns.
func TestSecondSchemaIsBroughtUpToDate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "juyo.db")
	old := plain(t, path)
	for _, name := range []string{"0001_first.sql", "0002_looks.sql"} {
		text, err := os.ReadFile("migrations/sqlite/" + name)
		if err != nil {
			t.Fatal(err)
		}
		execute(t, old, string(text))
	}
	for _, text := range []string{
		`create table schema_versions (id integer primary key autoincrement, version_id integer not null, is_applied integer not null, tstamp timestamp default (datetime('now')))`,
		`insert into schema_versions (version_id, is_applied) values (0, 1), (1, 1), (2, 1)`,
		`insert into sources (number, name, kind) values (0, 'board', 'import')`,
		`insert into skills (number, id, name, name_ja, kind, named, article1, article2) values (0, 'go', 'Go', 'Go', 'language', 1, '', '')`,
		`insert into currencies (number, code) values (1, 'JPY')`,
		`insert into signal_versions (number, name) values (0, '1')`,
		`insert into listings (number, source, id, url, url_hash, first_seen, last_seen, revision, since, hash) values (1, 0, 'a', '', 0, 1767236400000, 1767236400000, 1, 1767236400000, 7)`,
		`insert into revisions (number, listing, since, hash, frozen, version, title, population, years, pay_min, currency, annual_min, skills)
			values (1, 1, 1767236400000, 7, 1, 0, 'Engineer', 0, 3, 5000000, 1, 5000000, x'0300')`,
		`update counters set n = 1 where name in ('data_version', 'groups_at', 'segments_at', 'segments_format', 'segments_generation')`,
		`insert into segments (generation, number, row_count, body) values (1, 0, 0, x'00')`,
	} {
		execute(t, old, text)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}

	db := reopen(t, path, store.Options{})
	if stale, err := db.Stale(t.Context()); err != nil || !stale {
		t.Errorf("Stale = %v, %v: want columns of the old format to be rebuilt", stale, err)
	}
	k, err := db.Listing(t.Context(), "board", "a")
	if err != nil {
		t.Fatal(err)
	}
	if s := k.Signals; len(s.Skills) != 1 || *s.MinYears != 3 || *s.Salary.Min != 5_000_000 || s.Salary.BonusMonths != 0 || s.Salary.OvertimePay != nil ||
		s.Industries != nil || s.Stage != "" || s.LanguagesAsked != nil {
		t.Errorf("signals %+v", s)
	}
	if err := db.RebuildSegments(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for s, err := range db.Segments(t.Context()) {
		if err != nil || s.N != 1 || s.Industries[0] != 0 || s.Stage[0] != 0 || s.Asks[0] != 0 || s.Years[0] != 3 || s.PayLow[0] != 5_000_000 {
			t.Errorf("segment %+v, %v", s, err)
		}
	}
	if got := query(t, plain(t, path), `select id, coalesce(industries, '-'), coalesce(stage, '-'), coalesce(languages_asked, '-'), skills from v_listings`); len(got) != 1 || got[0] != "a|-|-|-|1" {
		t.Errorf("v_listings %v", got)
	}
	if err := db.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
