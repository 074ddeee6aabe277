package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"juyo/demand"
	"juyo/extract"
	"juyo/extract/skill"
	"juyo/internal/pipeline"
	"juyo/listing"
	"juyo/store"
)

var at = time.Date(2026, 10, 5, 3, 0, 0, 0, time.UTC)

func open(t *testing.T, path string, e *extract.Extractor) *pipeline.Pipeline {
	t.Helper()
	p, err := pipeline.Open(t.Context(), path, e, store.Options{Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return at }, Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// fill keeps n listings, from ten employers, that name Go and PostgreSQL.
func fill(t *testing.T, p *pipeline.Pipeline, n int) {
	t.Helper()
	var all []listing.Reading
	for i := range n {
		l := listing.Listing{
			Source: "notes", ID: strconv.Itoa(i), Title: fmt.Sprintf("バックエンドエンジニア %d", i), Company: fmt.Sprintf("株式会社みほん%d", i%10), Location: "東京都",
			Text: fmt.Sprintf("必須: Go と PostgreSQL での開発経験\n社内番号 %d の募集です。", i), ObservedAt: listing.Date{Time: at},
		}
		all = append(all, listing.Reading{Listing: l, Signals: p.Extract.Read(&l)})
	}
	if _, err := p.DB.Put(t.Context(), 0, all); err != nil {
		t.Fatal(err)
	}
}

func TestMarketSeesWhatWasKept(t *testing.T) {
	e, err := extract.Default()
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, filepath.Join(t.TempDir(), "juyo.db"), e)
	for _, n := range []int{40, 60} { // the second time, the columns are stale
		fill(t, p, n)
		m, err := p.Market(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := m.Top(demand.Question{Scope: demand.DefaultScope(), Month: listing.NewMonth(2026, time.October), Now: at})
		if err != nil {
			t.Fatal(err)
		}
		if r.NListings != n || len(r.Rows) != 2 || r.Rows[0].Required != n {
			t.Errorf("of %d listings the market shows %d, rows %+v", n, r.NListings, r.Rows)
		}
	}
}

// A re-extraction that is stopped goes on where it stopped, and one that is done
// has nothing to do.
func TestReextractResumes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "juyo.db")
	e, err := extract.Default()
	if err != nil {
		t.Fatal(err)
	}
	const n = 1200
	p := open(t, path, e)
	fill(t, p, n)
	if done, err := p.Reextract(t.Context(), false, nil); err != nil || done != 0 {
		t.Fatalf("with the same version %d texts were read again, %v", done, err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}

	smaller, err := skill.Parse(skill.File{Name: "one.yaml", Content: []byte(oneSkill)})
	if err != nil {
		t.Fatal(err)
	}
	other, err := extract.New(smaller)
	if err != nil {
		t.Fatal(err)
	}
	p = open(t, path, other)
	ctx, stop := context.WithCancel(t.Context())
	first, err := p.Reextract(ctx, false, func(int) { stop() })
	if !errors.Is(err, context.Canceled) || first == 0 || first == n {
		t.Fatalf("stopped after %d of %d texts: %v", first, n, err)
	}
	rest, err := p.Reextract(t.Context(), false, nil)
	if err != nil || first+rest != n {
		t.Errorf("%d texts, then %d after the stop, of %d: %v", first, rest, n, err)
	}
	m, err := p.Market(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.Top(demand.Question{Scope: demand.DefaultScope(), Month: listing.NewMonth(2026, time.October), Now: at})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Rows) != 1 || r.Rows[0].Skill != "postgresql" {
		t.Errorf("with a taxonomy of one skill: %+v", r.Rows)
	}
}

const oneSkill = `version: test
skills:
- id: postgresql
  name: "PostgreSQL"
  kind: database
  named: true
  article1: [db_api_cloud]
  article2: [db_design]
`
