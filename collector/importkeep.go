package collector

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"juyo/listing"
)

// keep puts the chunks' readings into the store, in order, batch by batch.
func (im *importer) keep(ctx context.Context, inOrder <-chan *chunk) error {
	var batch []listing.Reading
	var lines []int64
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		if err := im.put(ctx, batch, lines); err != nil {
			return err
		}
		batch, lines = batch[:0], lines[:0]
		if im.o.Progress != nil {
			im.o.Progress(im.lines)
		}
		return nil
	}
	for {
		var c *chunk
		select {
		case <-ctx.Done():
			return ctx.Err()
		case c = <-inOrder:
		}
		if c == nil { // closed: all read
			return flush()
		}
		<-c.done
		im.lines += int64(len(c.jobs))
		im.report(c)
		for i, r := range c.readings {
			batch, lines = append(batch, r), append(lines, c.lines[i])
			if len(batch) >= importBatch {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
}

// put keeps a batch but for the readings the store refuses, which are reported
// with their lines.
func (im *importer) put(ctx context.Context, batch []listing.Reading, lines []int64) error {
	for i := range batch {
		if err := im.addSource(ctx, batch[i].Listing.Source); err != nil {
			return err
		}
	}
	for len(batch) > 0 {
		put, err := im.o.Store.Put(ctx, 0, batch)
		if err == nil {
			im.res.Read += len(batch)
			im.res.New += put.New
			im.res.Changed += put.Changed
			im.res.Unchanged += put.Unchanged
			return nil
		}
		refusal, ok := errors.AsType[Refusal](err)
		if !ok {
			return fmt.Errorf("keep listings: %w", err)
		}
		i, blame := refusal.Refused()
		if !blame || i < 0 || i >= len(batch) {
			return fmt.Errorf("keep listings: %w", err)
		}
		why := errors.Unwrap(refusal)
		if why == nil {
			why = refusal
		}
		im.bad(LineError{im.name, lines[i], fmt.Errorf("id %q cannot be kept: %w", batch[i].Listing.ID, why)})
		batch, lines = slices.Delete(batch, i, i+1), slices.Delete(lines, i, i+1)
	}
	return nil
}

func (im *importer) report(c *chunk) {
	for k, n := range c.unknown {
		if _, ok := im.res.UnknownKeys[k]; ok || len(im.res.UnknownKeys) < maxUnknownKey {
			im.res.UnknownKeys[k] += n
		}
	}
	for _, e := range c.bad {
		im.bad(e)
	}
}

func (im *importer) bad(e LineError) {
	im.res.Bad++
	if im.o.Log != nil {
		im.o.Log.Debug("line skipped", "file", e.Name, "line", e.Line, "reason", e.Err.Error())
	}
	if im.o.Report != nil {
		im.o.Report(e)
	}
}

func (im *importer) addSource(ctx context.Context, name string) error {
	if im.known[name] {
		return nil
	}
	if err := im.o.Store.AddSource(ctx, listing.SourceInfo{Name: name, Kind: "import", Private: im.o.Private, Panel: "live"}); err != nil {
		return fmt.Errorf("add source %s: %w", name, err)
	}
	im.known[name] = true
	return nil
}
