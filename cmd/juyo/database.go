package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"juyo/config"
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
			if err := a.makeFolder(path); err != nil {
				return nil, err
			}
		}
	}
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return nil, err
	}
	e, err := a.extractor(c)
	if err != nil {
		return nil, err
	}
	return pipeline.Open(a.ctx, dsn, e, store.Options{Log: log, Now: a.now, Zone: zone, Program: versionString(), ReadOnly: !create && !mayWrite(dsn)})
}

// makeFolder makes the folder of a database in the user's own data folder; of any
// other it must be there, or a slip in --db would make one.
func (a *app) makeFolder(path string) error {
	dir := filepath.Dir(path)
	if dir == a.userFolder("data") {
		if err := os.MkdirAll(dir, 0o750); err != nil {
			return fmt.Errorf("make the data folder: %w", err)
		}
		return nil
	}
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("the folder of the database: %w: make it, or mend --db", err)
	}
	return nil
}

// mayWrite reports whether this user may write the database's file: questions are
// answered from a file of somebody else's too.
func mayWrite(dsn string) bool {
	f, err := os.OpenFile(strings.TrimPrefix(dsn, "sqlite:"), os.O_RDWR, 0)
	if err != nil {
		return !errors.Is(err, fs.ErrPermission)
	}
	_ = f.Close()
	return true
}
