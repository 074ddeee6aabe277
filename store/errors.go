package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What can be wrong with a database as a whole. Errors that wrap these name the
// file and the way out.
var (
	ErrNewer       = errors.New("database was made by a newer juyo")
	ErrLocked      = errors.New("database is in use by another process")
	ErrFull        = errors.New("no room left for the database")
	ErrNotDatabase = errors.New("not a juyo database")
	ErrCorrupt     = errors.New("database is damaged")
	ErrZone        = errors.New("database cuts its months in another zone")
	// ErrStale says that there are no segments that this program can read:
	// RebuildSegments makes them.
	ErrStale = errors.New("segments are missing or of another format")
	// ErrNotFound says that what was asked for is not kept here.
	ErrNotFound = errors.New("not found")
)

// ReadingError says which reading of a Put was refused. Nothing of that Put was
// kept; without the reading at Index the rest can be put again.
type ReadingError struct {
	Index  int
	Source string
	ID     string
	Err    error
}

// Error names the reading and what is wrong with it.
func (e *ReadingError) Error() string {
	return fmt.Sprintf("listing %d (source %q, id %q): %v", e.Index+1, e.Source, e.ID, e.Err)
}

// Refused returns the index of the reading and whether it is the reading that is
// wrong, not the database: then the others can be put without it.
func (e *ReadingError) Refused() (index int, refused bool) {
	var engine *sqlite.Error
	return e.Index, !errors.As(e.Err, &engine)
}

// Unwrap returns what is wrong.
func (e *ReadingError) Unwrap() error { return e.Err }

// explain turns an engine's code into an error that says what to do.
func (db *DB) explain(err error) error { return explain(db.path, err) }

func explain(path string, err error) error {
	var code *sqlite.Error
	if err == nil || !errors.As(err, &code) {
		return err
	}
	switch code.Code() & 0xff { // the low byte is the primary code
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %s: nothing of this step was kept; free some space (or lift the quota) and run it again (%w)", ErrFull, path, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: %s: another juyo (a daemon, a collect, an import) or an SQLite tool is writing to it; wait for it or stop it, then try again (%w)", ErrLocked, path, err)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: %s is not an SQLite file: check --db, or move the file away to start a new database (%w)", ErrNotDatabase, path, err)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%w: %s: restore a backup, or save what can be read with `sqlite3 %s .recover` (%w)", ErrCorrupt, path, path, err)
	case sqlite3.SQLITE_READONLY:
		return fmt.Errorf("%s cannot be written: check the permissions of the file and of its folder, where a journal is kept beside it (%w)", path, err)
	case sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("%s cannot be opened: check that its folder exists and may be written to (%w)", path, err)
	case sqlite3.SQLITE_IOERR:
		return fmt.Errorf("%s: the disk failed to read or write; nothing of this step was kept (%w)", path, err)
	}
	return err
}
