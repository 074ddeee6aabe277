package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"juyo/config"
	"juyo/extract"
	"juyo/internal/pipeline"
	"juyo/store"
)

// dsn returns the database the invocation is about: --db, $JUYO_DB, the
// configuration, else the user data folder.
func (a *app) dsn(c config.Config) string {
	for _, s := range []string{a.dbFlag, a.getenv("JUYO_DB"), c.Database} {
		if s != "" {
			return s
		}
	}
	return filepath.Join(a.userFolder("data"), "juyo.db")
}

// open opens the database of this invocation; create makes a missing one (and
// its folder). Questions do not create: an empty database answers nothing.
func (a *app) open(c config.Config, log *slog.Logger, create bool) (*pipeline.Pipeline, error) {
	dsn := a.dsn(c)
	if path := strings.TrimPrefix(dsn, "sqlite:"); !strings.Contains(path, "://") {
		if _, err := os.Stat(path); err != nil && !create {
			return nil, fmt.Errorf("no database at %s: fill one with `juyo import FILE` or `juyo collect`, or name another with --db", path)
		}
		if create {
			if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
				return nil, fmt.Errorf("make the database's folder: %w", err)
			}
		}
	}
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return nil, err
	}
	e, err := extract.Default()
	if err != nil {
		return nil, err
	}
	return pipeline.Open(a.ctx, dsn, e, store.Options{Log: log, Now: a.now, Zone: zone, Program: versionString()})
}
