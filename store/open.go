package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver named sqlite
)

//go:embed migrations/sqlite/*.sql
var migrations embed.FS

// schemaVersion is the newest migration this program knows; a test compares it
// with the folder.
const schemaVersion = 4

// applicationID marks an SQLite file as ours: "juyo" in ASCII.
const applicationID = 0x6a75796f

// defaultZone is where most of the listings we are made for are posted.
const defaultZone = "Asia/Tokyo"

// Open opens the database named by dsn, a path or sqlite:PATH, creating the file
// and its folder when they are not there and bringing an older schema up to date.
// Errors wrap ErrNewer, ErrLocked, ErrNotDatabase, ErrCorrupt, ErrFull or ErrZone
// where one of these is the matter.
func Open(ctx context.Context, dsn string, o Options) (_ *DB, err error) {
	path, err := pathOf(dsn)
	if err != nil {
		return nil, err
	}
	fail := func(err error) (*DB, error) {
		return nil, fmt.Errorf("open database: %w", explain(path, err))
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.BusyTimeout <= 0 {
		o.BusyTimeout = 5 * time.Second
	}
	if err := checkPlace(path, o.ReadOnly); err != nil {
		return fail(err)
	}
	db := &DB{path: path, log: o.Log, now: o.Now, ro: o.ReadOnly, candidatesAt: -1}
	defer func() {
		if err != nil {
			_ = closePools(db.reader, db.writer) // the first error tells more
		}
	}()
	if !o.ReadOnly {
		if db.writer, err = pool(path, o, false); err != nil {
			return fail(err)
		}
		if err := db.migrate(ctx); err != nil {
			return fail(err)
		}
	}
	if db.reader, err = pool(path, o, true); err != nil {
		return fail(err)
	}
	if o.ReadOnly {
		if err := db.readable(ctx, &o); err != nil {
			return fail(err)
		}
	}
	if err := db.settle(ctx, o); err != nil {
		return fail(err)
	}
	return db, nil
}

func closePools(pools ...*sql.DB) error {
	var errs []error
	for _, p := range pools {
		if p != nil {
			errs = append(errs, p.Close())
		}
	}
	return errors.Join(errs...)
}

// pathOf reads a DSN.
func pathOf(dsn string) (string, error) {
	scheme, rest, ok := strings.Cut(dsn, ":")
	switch {
	case dsn == "":
		return "", errors.New("open database: no path given: want PATH or sqlite:PATH")
	case ok && (scheme == "postgres" || scheme == "postgresql"):
		return "", errors.New("open database: PostgreSQL is not in this version: want PATH or sqlite:PATH")
	case ok && scheme == "sqlite":
		dsn = strings.TrimPrefix(rest, "//")
	case ok && scheme == "file":
		return "", fmt.Errorf("open database: %q: want PATH or sqlite:PATH; options are not part of it", dsn)
	}
	if dsn == "" || dsn == ":memory:" {
		return "", fmt.Errorf("open database: %q: a database is a file: want PATH or sqlite:PATH", dsn)
	}
	path, err := filepath.Abs(dsn)
	if err != nil {
		return "", fmt.Errorf("open database %q: %w", dsn, err)
	}
	return path, nil
}

// checkPlace finds what SQLite would only call "unable to open".
func checkPlace(path string, readOnly bool) error {
	st, err := os.Stat(path)
	switch {
	case err == nil && st.IsDir():
		return fmt.Errorf("%s is a folder: name a file in it, e.g. %s", path, filepath.Join(path, "juyo.db"))
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case readOnly:
		return fmt.Errorf("%s: %w: nothing has been collected or imported there yet", path, fs.ErrNotExist)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return fmt.Errorf("make the folder of %s: %w", path, err)
	}
	return nil
}

// pool opens connections to the file. The writer is one connection whose
// transactions take the write lock at once (a deferred one that reads before it
// writes fails with "busy" under load, whatever the timeout); readers cannot write.
func pool(path string, o Options, reader bool) (*sql.DB, error) {
	q := url.Values{}
	// The order is the order of execution: waiting comes before all that may wait.
	pragmas := []string{fmt.Sprintf("busy_timeout(%d)", o.BusyTimeout.Milliseconds())}
	if reader {
		pragmas = append(pragmas, "query_only(1)")
	} else {
		pragmas = append(pragmas, "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)", "cache_size(-32768)")
		q.Set("_txlock", "immediate")
	}
	if o.ReadOnly {
		q.Set("mode", "ro")
		if unwritable(path) {
			// Without a place for its shared memory SQLite can read only what
			// nobody changes.
			q.Set("immutable", "1")
		}
	}
	q["_pragma"] = pragmas
	dsn := (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}).String()
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	if reader {
		n := max(4, runtime.GOMAXPROCS(0))
		db.SetMaxOpenConns(n)
		db.SetMaxIdleConns(n)
	} else {
		db.SetMaxOpenConns(1)
	}
	return db, nil
}

// unwritable reports whether no journal lies beside the file and none can be made.
func unwritable(path string) bool {
	for _, suffix := range []string{"-wal", "-shm"} {
		if _, err := os.Stat(path + suffix); err == nil {
			return false
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".juyo-*")
	if err != nil {
		return true
	}
	return errors.Join(f.Close(), os.Remove(f.Name())) != nil
}

// migrate brings the schema up to date.
func (db *DB) migrate(ctx context.Context) error {
	have, err := db.schema(ctx, db.writer)
	if err != nil || have == schemaVersion {
		return err
	}
	dir, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db.writer, dir,
		goose.WithTableName("schema_versions"), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	// Several processes may meet a new file at the same moment; whoever comes second
	// finds tables there that it did not make, waits for the first, and looks again.
	for attempt := 1; ; attempt++ {
		_, err := p.Up(ctx)
		if err == nil {
			break
		}
		now, again := db.schemaWhenFree(ctx)
		if again == nil && now == schemaVersion {
			return nil
		}
		if again != nil || attempt == 5 {
			return fmt.Errorf("bring the schema from version %d to %d: %w", have, schemaVersion, errors.Join(err, again))
		}
	}
	db.log.DebugContext(ctx, "schema brought up to date", "from", have, "to", schemaVersion)
	return nil
}

// schemaWhenFree waits for whoever is writing and returns the schema version then.
func (db *DB) schemaWhenFree(ctx context.Context) (int, error) {
	tx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	return db.schema(ctx, tx)
}

// schema returns the schema version of the file, 0 for a new one, and refuses
// files that are not ours or too new.
func (db *DB) schema(ctx context.Context, q querier) (int, error) {
	var id, tables, ours int
	// One statement sees one state, while another process may be making the file.
	if err := q.QueryRowContext(ctx, `select count(*), count(case when name = 'schema_versions' then 1 end), (select application_id from pragma_application_id)
		from sqlite_master where type = 'table' and name not like 'sqlite_%'`).Scan(&tables, &ours, &id); err != nil {
		return 0, err
	}
	if tables == 0 && id == 0 {
		return 0, nil
	}
	if ours == 0 || (id != applicationID && id != 0) || (id == 0 && tables > 1) {
		return 0, fmt.Errorf("%w: %s is an SQLite database of another program: name another file with --db", ErrNotDatabase, db.path)
	}
	var version int
	if err := q.QueryRowContext(ctx, `select coalesce(max(version_id), 0) from schema_versions`).Scan(&version); err != nil {
		return 0, err
	}
	if version > schemaVersion {
		program := "a newer juyo"
		var name string
		if err := q.QueryRowContext(ctx, `select value from meta where name = 'program'`).Scan(&name); err == nil && name != "" {
			program = name
		}
		return 0, fmt.Errorf("%w: %s has schema %d, written by %s; this one knows up to %d: use that version or a later one, or name another file with --db", ErrNewer, db.path, version, program, schemaVersion)
	}
	return version, nil
}

// readable checks the schema of a database that may not be changed.
func (db *DB) readable(ctx context.Context, _ *Options) error {
	have, err := db.schema(ctx, db.reader)
	if err != nil {
		return err
	}
	if have < schemaVersion {
		return fmt.Errorf("%s has the older schema %d (want %d): open it once with a command that may write, such as import, to bring it up to date", db.path, have, schemaVersion)
	}
	return nil
}

// settle reads the recorded zone (recording it in a new database) and the words
// of numbered columns, and prepares what writing needs.
func (db *DB) settle(ctx context.Context, o Options) error {
	zone, err := metaOf(ctx, db.reader, "zone")
	if err != nil {
		return err
	}
	if zone == "" && db.ro {
		return fmt.Errorf("%w: %s has no zone recorded", ErrCorrupt, db.path)
	}
	if !db.ro {
		if zone, err = db.record(ctx, o, zone); err != nil {
			return err
		}
	}
	if o.Zone != nil && o.Zone.String() != zone {
		return fmt.Errorf("%w: %s records %s, asked for was %s: months already counted would move; use %s, or import into a new database", ErrZone, db.path, zone, o.Zone, zone)
	}
	if db.zone, err = time.LoadLocation(zone); err != nil {
		return fmt.Errorf("zone %q recorded in %s: %w", zone, db.path, err)
	}
	db.months = newMonths(db.zone)
	if db.zipper, err = newZipper(); err != nil {
		return err
	}
	if db.ro {
		return nil
	}
	db.stmts = map[string]*sql.Stmt{}
	for _, text := range preparedTexts {
		s, err := db.writer.PrepareContext(ctx, text) //nolint:sqlclosecheck // closed by Close
		if err != nil {
			return fmt.Errorf("prepare %s: %w", text, err)
		}
		db.stmts[text] = s
	}
	return nil
}

// record writes what a database says about itself where that is not so yet, and
// returns the zone that holds.
func (db *DB) record(ctx context.Context, o Options, zone string) (string, error) {
	words, err := wordsMissing(ctx, db.reader)
	if err != nil {
		return "", err
	}
	program, err := metaOf(ctx, db.reader, "program")
	if err != nil {
		return "", err
	}
	if zone != "" && len(words) == 0 && (o.Program == "" || program == o.Program) {
		return zone, nil // the usual case: opening writes nothing
	}
	err = db.write(ctx, "record the zone", func(tx *sql.Tx) error {
		if zone, err = metaOf(ctx, tx, "zone"); err != nil { // another process may have been first
			return err
		}
		if zone == "" {
			zone = defaultZone
			if o.Zone != nil {
				zone = o.Zone.String()
			}
			if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
				return fmt.Errorf("zone %q: want a name such as Asia/Tokyo or UTC, which means the same on every machine", zone)
			}
			if err := setMeta(ctx, tx, "zone", zone); err != nil {
				return err
			}
		}
		if o.Program != "" {
			if err := setMeta(ctx, tx, "program", o.Program); err != nil {
				return err
			}
		}
		for _, w := range words {
			if _, err := tx.ExecContext(ctx, `insert into words (kind, n, word) values ($1, $2, $3)
				on conflict (kind, n) do update set word = excluded.word`, w.kind, w.n, w.word); err != nil {
				return err
			}
		}
		return nil
	})
	return zone, err
}

// metaOf reads one line of meta, "" when there is none.
func metaOf(ctx context.Context, q querier, name string) (string, error) {
	var v string
	err := q.QueryRowContext(ctx, `select value from meta where name = $1`, name).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, err
}

func setMeta(ctx context.Context, tx *sql.Tx, name, value string) error {
	_, err := tx.ExecContext(ctx, `insert into meta (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`, name, value)
	return err
}
