// Package pipeline joins the stations of the road for whoever runs it, a
// command or the daemon: a database that knows the taxonomy, derived data that
// is fresh before a question is asked, signals made again after a change.
//
// It does no reading, keeping or counting of its own. Call Open, then Market.
package pipeline

import (
	"context"
	"fmt"
	"log/slog"

	"juyo/demand"
	"juyo/extract"
	"juyo/extract/duplicate"
	"juyo/listing"
	"juyo/store"
)

// Pipeline is an open database together with the extractor that reads for it.
type Pipeline struct {
	DB      *store.DB
	Extract *extract.Extractor
	Log     *slog.Logger

	readOnly bool
}

// Open opens the database at dsn and gives it the taxonomy of e.
func Open(ctx context.Context, dsn string, e *extract.Extractor, o store.Options) (*Pipeline, error) {
	db, err := store.Open(ctx, dsn, o)
	if err != nil {
		return nil, err
	}
	if !o.ReadOnly {
		if err := db.SetTaxonomy(ctx, e.Version(), e.Skills()); err != nil {
			_ = db.Close()
			return nil, err
		}
	}
	return &Pipeline{DB: db, Extract: e, Log: o.Log, readOnly: o.ReadOnly}, nil
}

// Close closes the database.
func (p *Pipeline) Close() error { return p.DB.Close() }

// Refresh rebuilds duplicate groups and column segments when listings have
// changed since they were made. progress may be nil.
func (p *Pipeline) Refresh(ctx context.Context, progress func(done, total int)) error {
	stale, err := p.DB.Stale(ctx)
	if err != nil || !stale {
		return err
	}
	var candidates []listing.GroupCandidate
	for c, err := range p.DB.GroupCandidates(ctx) {
		if err != nil {
			return fmt.Errorf("find duplicates: %w", err)
		}
		candidates = append(candidates, c)
	}
	groups := duplicate.Group(candidates)
	numbers := make([]int64, len(candidates))
	for i, c := range candidates {
		numbers[i] = c.Number
	}
	if err := p.DB.SetGroups(ctx, numbers, groups); err != nil {
		return err
	}
	return p.DB.RebuildSegments(ctx, progress)
}

// Market refreshes what is derived and loads it for questions.
// What was opened for reading only is loaded as it stands.
func (p *Pipeline) Market(ctx context.Context, progress func(done, total int)) (*demand.Market, error) {
	if !p.readOnly {
		if err := p.Refresh(ctx, progress); err != nil {
			return nil, err
		}
	} else if stale, err := p.DB.Stale(ctx); err != nil {
		return nil, err
	} else if stale {
		p.Log.Warn("this database may not be written by you: answers leave out what was kept since its owner last asked")
	}
	s, err := p.DB.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return demand.Load(ctx, s)
}

// reextractBatch is how many revisions' signals are written in one transaction:
// what a kill can make it do again.
const reextractBatch = 500

// Reextract reads again every stored text whose signals another version of
// extractor or taxonomy made (all of them when all is set) and returns how many.
// It resumes where a killed run stopped. progress may be nil.
func (p *Pipeline) Reextract(ctx context.Context, all bool, progress func(done int)) (int, error) {
	version := p.Extract.Version()
	if all {
		version = ""
	}
	done := 0
	var batch []store.RevisionSignals
	flush := func() error {
		if err := p.DB.SetSignals(ctx, batch); err != nil {
			return err
		}
		done += len(batch)
		batch = batch[:0]
		if progress != nil {
			progress(done)
		}
		return nil
	}
	for r, err := range p.DB.Revisions(ctx, version) {
		if err != nil {
			return done, fmt.Errorf("read stored texts: %w", err)
		}
		batch = append(batch, store.RevisionSignals{Revision: r.Number, Signals: p.Extract.Read(&r.Listing)})
		if len(batch) == reextractBatch {
			if err := flush(); err != nil {
				return done, err
			}
		}
	}
	if err := flush(); err != nil {
		return done, err
	}
	return done, nil
}
