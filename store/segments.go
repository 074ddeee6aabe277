package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"

	"juyo/demand"
	"juyo/listing"
)

// Segments yields the column segments in their fixed order, by listing number and
// then by date, from one state of the database. It yields what RebuildSegments last
// made, however old (see Stale); the error wraps ErrStale when there is nothing
// this program can read, and ErrCorrupt when a segment is damaged. RebuildSegments
// mends both.
func (db *DB) Segments(ctx context.Context) iter.Seq2[*demand.Segment, error] {
	return func(yield func(*demand.Segment, error) bool) {
		err := db.read(ctx, "read segments", func(tx *sql.Tx) error { return readSegments(ctx, tx, yield) })
		if err != nil && !errors.Is(err, errStop) {
			yield(nil, err)
		}
	}
}

// readSegments yields the segments of one state of the database; errStop says that
// the reader has enough.
func readSegments(ctx context.Context, tx *sql.Tx, yield func(*demand.Segment, error) bool) error {
	c, err := counters(ctx, tx)
	if err != nil || c["data_version"] == 0 {
		return err
	}
	if c["segments_format"] != segmentFormat {
		return fmt.Errorf("%w: they have format %d, want %d", ErrStale, c["segments_format"], segmentFormat)
	}
	// The raw bytes are the driver's: they are decoded before the next row.
	return each(ctx, tx, func(r *sql.Rows) error {
		var number int64
		var body sql.RawBytes
		if err := r.Scan(&number, &body); err != nil {
			return err
		}
		s, err := decodeSegment(body)
		if err != nil {
			return fmt.Errorf("segment %d: %w", number, err)
		}
		if !yield(s, nil) {
			return errStop
		}
		return nil
	}, `select number, body from segments where generation = $1 order by number`, c["segments_generation"])
}

// RebuildSegments makes the column segments anew from listings and signals.
// progress, when not nil, is told now and then how many of the listings are done.
// The old segments serve readers until the new ones are whole; what is put
// meanwhile is not in them and leaves the database Stale. Writers are held up
// only for a moment at a time.
func (db *DB) RebuildSegments(ctx context.Context, progress func(done, total int)) error {
	if progress == nil {
		progress = func(int, int) {}
	}
	var generation int64
	err := db.write(ctx, "begin segments", func(tx *sql.Tx) error {
		// Reserved, so that two processes that rebuild at once write two generations.
		// A database that was never rebuilt this way has no such counter yet.
		return tx.QueryRowContext(ctx, `insert into counters (name, n)
				select 'segments_reserved', 1 + max(coalesce((select n from counters where name = 'segments_generation'), 0), coalesce((select max(generation) from segments), 0)) where true
			on conflict (name) do update set n = max(counters.n + 1, excluded.n) returning n`).Scan(&generation)
	})
	if err != nil {
		return err
	}
	var made *segmentBuilder
	err = db.read(ctx, "build segments", func(tx *sql.Tx) error {
		made, err = db.newSegmentBuilder(ctx, tx)
		if err != nil {
			return err
		}
		made.keep = func(number int64, s *demand.Segment) error {
			body := encodeSegment(s)
			return db.write(ctx, "keep a segment", func(tx *sql.Tx) error {
				_, err := tx.ExecContext(ctx, `insert into segments (generation, number, row_count, body) values ($1, $2, $3, $4)`, generation, number, s.N, body)
				return err
			})
		}
		return made.run(ctx, tx, progress)
	})
	if err != nil {
		return err
	}
	return db.write(ctx, "finish segments", func(tx *sql.Tx) error {
		c, err := counters(ctx, tx)
		if err != nil {
			return err
		}
		if c["segments_generation"] > generation {
			// Another process began later and is done: what it saw is at least as new.
			_, err := tx.ExecContext(ctx, `delete from segments where generation = $1`, generation)
			return err
		}
		for name, n := range map[string]int64{
			"segments_generation": generation, "segments_format": segmentFormat,
			"segments_at": made.counters["data_version"], "segments_groups": made.counters["groups_serial"],
			"stale_signals": made.staleSignals,
		} {
			if _, err := tx.ExecContext(ctx, `update counters set n = $2 where name = $1`, name, n); err != nil {
				return err
			}
		}
		if err := setMeta(ctx, tx, "segments_extractor", made.version); err != nil {
			return err
		}
		// Older ones go, those of interrupted rebuilds too; a later one is still being
		// written.
		_, err = tx.ExecContext(ctx, `delete from segments where generation < $1`, generation)
		return err
	})
}

// segmentBuilder turns listings with their revisions into rows of columns.
type segmentBuilder struct {
	db       *DB
	counters map[string]int64
	keep     func(number int64, s *demand.Segment) error

	regions   []listing.RegionBits      // by place set
	baseline  map[int64]int64           // source number -> its first complete run
	employers map[int64]uint32          // alias -> employer it stands for
	asks      map[string]demand.AskBits // by languages asked for, as kept
	groups    map[int64]uint32          // as kept
	dense     map[uint32]uint32         // group as kept -> group in the segments
	nextGroup uint32

	version      string // of signals, put last
	versionN     int64
	staleSignals int64

	seg    *demand.Segment
	number int64
}

func (db *DB) newSegmentBuilder(ctx context.Context, tx *sql.Tx) (*segmentBuilder, error) {
	b := &segmentBuilder{db: db, baseline: map[int64]int64{}, employers: map[int64]uint32{}, dense: map[uint32]uint32{}, asks: map[string]demand.AskBits{"": 0}}
	var err error
	if b.counters, err = counters(ctx, tx); err != nil { // first: fixes the state that all the rest is read from
		return nil, err
	}
	if b.groups, err = groupsOf(ctx, tx); err != nil {
		return nil, err
	}
	sets, err := placeSetsOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, s := range sets {
		b.regions = append(b.regions, listing.RegionsOf(s))
	}
	pairs := func(query string, f func(a, b int64)) {
		if err == nil {
			err = each(ctx, tx, func(r *sql.Rows) error {
				var x, y int64
				if err := r.Scan(&x, &y); err != nil {
					return err
				}
				f(x, y)
				return nil
			}, query)
		}
	}
	pairs(`select number, first_complete from sources where first_complete is not null`, func(s, run int64) { b.baseline[s] = run })
	pairs(`select e.number, a.employer from employer_aliases a join employers e on e.key = a.key`, func(e, as int64) {
		b.employers[e] = uint32(as) // numbering ends at 32 bits
	})
	if err != nil {
		return nil, err
	}
	// The extractor of now is the one whose signals were written last.
	err = tx.QueryRowContext(ctx, `select v.number, v.name from signal_versions v join meta m on m.name = 'signals_version' and m.value = v.name`).Scan(&b.versionN, &b.version)
	if errors.Is(err, sql.ErrNoRows) {
		b.versionN, err = -1, nil
	}
	return b, err
}

// row is a revision with its listing. The numbers that are not there are 0,
// where 0 cannot be a value, else -1.
type row struct {
	listing, source                      int64
	first, last, since                   int64
	closed, posted, firstRun, ended      int64
	version, employer, years             int64
	population, place, roles, employment int64
	remote, seniority, kind, entry       int64
	payMin, payMax                       int64
	currency, period                     int64
	industries, stage                    int64
	asks                                 demand.AskBits
	skills                               []byte

	narrow, wide, stated int64 // several of the above as they are read
}

// rowsText packs small numbers together: what reading costs is the number of
// columns. unpack is its other half.
const rowsText = `select l.number, l.source, l.first_seen, l.last_seen, coalesce(l.closed_at, 0), coalesce(l.posted_at, 0), coalesce(l.first_run, 0),
		r.since, coalesce(r.ended, 0), coalesce(r.employer, 0),
		r.population + (r.remote << 2) + (r.seniority << 4) + (r.employer_type << 8) + (r.entry << 12) + (r.employment << 13)
			+ (r.period << 20) + (r.roles << 24) + (r.place_set << 40),
		r.currency + ((coalesce(r.years, -1) + 1) << 8) + (r.version << 20),
		r.industries + (r.stage << 32), r.languages_asked,
		coalesce(r.pay_min, -1), coalesce(r.pay_max, -1), r.skills
	from listings l join revisions r on r.listing = l.number
	order by l.number, r.since, r.number`

func (r *row) unpack() {
	n := r.narrow
	r.population, r.remote, r.seniority, r.kind = n&3, n>>2&3, n>>4&15, n>>8&15
	r.entry, r.employment, r.period, r.roles, r.place = n>>12&1, n>>13&127, n>>20&15, n>>24&0xffff, n>>40
	r.currency, r.years, r.version = r.wide&255, r.wide>>8&255-1, r.wide>>20 // years not stated: -1, which as a byte is demand.NoYears
	r.industries, r.stage = r.stated&(1<<32-1), r.stated>>32
}

// run reads every row and keeps full segments.
func (b *segmentBuilder) run(ctx context.Context, tx *sql.Tx, progress func(done, total int)) error {
	var total, done int
	if err := tx.QueryRowContext(ctx, `select count(*) from listings`).Scan(&total); err != nil {
		return err
	}
	b.fresh()
	var of []row // the revisions of one listing
	err := each(ctx, tx, func(r *sql.Rows) error {
		if len(of) < cap(of) {
			of = of[:len(of)+1] // keeps the space of an earlier skill set
		} else {
			of = append(of, row{})
		}
		w := &of[len(of)-1]
		var skills, languages sql.RawBytes
		if err := r.Scan(&w.listing, &w.source, &w.first, &w.last, &w.closed, &w.posted, &w.firstRun,
			&w.since, &w.ended, &w.employer, &w.narrow, &w.wide, &w.stated, &languages, &w.payMin, &w.payMax, &skills); err != nil {
			return err
		}
		w.unpack()
		w.asks = b.asked(languages)
		w.skills = append(w.skills[:0], skills...)
		if n := len(of) - 1; n > 0 && of[0].listing != w.listing {
			if err := b.add(of[:n]); err != nil {
				return err
			}
			of[0], of[n] = of[n], of[0]
			of = of[:1]
			if done++; done%4096 == 0 {
				progress(done, total)
			}
		}
		return nil
	}, rowsText)
	if err != nil {
		return err
	}
	if len(of) > 0 {
		if err := b.add(of); err != nil {
			return err
		}
	}
	if err := b.flush(); err != nil {
		return err
	}
	progress(total, total)
	return nil
}

// asked returns the bits of languages asked for; few different ones are written.
func (b *segmentBuilder) asked(languages []byte) demand.AskBits {
	set, ok := b.asks[string(languages)]
	if !ok {
		set = demand.AskBitsOf(languagesOf(string(languages)))
		b.asks[string(languages)] = set
	}
	return set
}

// add turns a listing's revisions into rows. A month belongs to the revision
// current at its end, so one that did not last to the end of its month has no row.
func (b *segmentBuilder) add(revisions []row) error {
	newest := &revisions[len(revisions)-1]
	if newest.version != b.versionN {
		b.staleSignals++
	}
	group := b.group(newest.listing)
	isNew := b.isNew(&revisions[0])
	for i := range revisions {
		r := &revisions[i]
		first := b.db.month(r.since)
		end := r.last
		if r.closed != 0 {
			end = r.closed
		}
		last := b.db.month(end)
		if i+1 < len(revisions) {
			last = b.db.month(revisions[i+1].since) - 1
			if r.ended != 0 {
				last = min(last, b.db.month(r.ended))
			}
		}
		if last < first {
			continue
		}
		if err := b.append(r, first, last, isNew, group); err != nil {
			return err
		}
		isNew = false
	}
	return nil
}

// isNew reports whether a listing counts as new in the month it was first seen.
// What a source already carried when it was looked at for the first time does not,
// unless it says that it was posted that month.
func (b *segmentBuilder) isNew(r *row) bool {
	if r.firstRun == 0 {
		return true // imported
	}
	if first, ok := b.baseline[r.source]; ok && r.firstRun > first {
		return true
	}
	return r.posted != 0 && b.db.month(r.posted) == b.db.month(r.first)
}

// group returns a listing's group, numbered densely in order of appearance.
func (b *segmentBuilder) group(n int64) uint32 {
	kept, ok := b.groups[n]
	if ok {
		if g, ok := b.dense[kept]; ok {
			return g
		}
	}
	g := b.nextGroup
	b.nextGroup++
	if ok {
		b.dense[kept] = g
	}
	return g
}

func (b *segmentBuilder) fresh() {
	b.seg = &demand.Segment{SkillStart: []uint32{0}}
}

func (b *segmentBuilder) flush() error {
	if b.seg.N == 0 {
		return nil
	}
	if err := b.keep(b.number, b.seg); err != nil {
		return err
	}
	b.number++
	b.fresh()
	return nil
}

// append adds a row to the segment under way.
func (b *segmentBuilder) append(r *row, first, last listing.Month, isNew bool, group uint32) error {
	if r.place >= int64(len(b.regions)) || len(r.skills)%2 != 0 {
		return fmt.Errorf("%w: listing %d: place set %d, %d bytes of skills", ErrCorrupt, r.listing, r.place, len(r.skills))
	}
	s := b.seg
	s.N++
	s.First, s.Last, s.New = append(s.First, first), append(s.Last, last), append(s.New, isNew)
	s.Source = append(s.Source, uint16(r.source)) // numbering ends at 16 bits
	employer := uint32(r.employer)                // numbering ends at 32 bits
	if as, ok := b.employers[r.employer]; ok {
		employer = as
	}
	s.Employer = append(s.Employer, employer)
	s.Group = append(s.Group, group)
	s.Roles = append(s.Roles, uint16(r.roles))               // 16 roles
	s.Place = append(s.Place, uint16(r.place))               // numbering ends at 16 bits
	s.Region = append(s.Region, b.regions[r.place])          // two bits
	s.Population = append(s.Population, uint8(r.population)) // three
	s.EmployerType = append(s.EmployerType, uint8(r.kind))   // five
	s.Employment = append(s.Employment, uint8(r.employment)) // six bits
	s.Remote = append(s.Remote, uint8(r.remote))             // four
	s.Seniority = append(s.Seniority, uint8(r.seniority))    // eight
	s.Entry = append(s.Entry, r.entry != 0)
	s.Years = append(s.Years, uint8(r.years))
	s.Industries = append(s.Industries, uint32(r.industries)) // at most 32
	s.Stage, s.Asks = append(s.Stage, uint8(r.stage)), append(s.Asks, r.asks)
	low, high := payOf(r.payMin), payOf(r.payMax)
	currency, period := uint8(r.currency), uint8(r.period) // numbering ends at 8 bits
	if low == demand.NoPay && high == demand.NoPay {
		currency, period = 0, 0
	}
	if currency == 0 {
		low, high, period = demand.NoPay, demand.NoPay, 0
	}
	s.PayLow, s.PayHigh = append(s.PayLow, low), append(s.PayHigh, high)
	s.Currency, s.Period = append(s.Currency, currency), append(s.Period, period)
	for i := 0; i < len(r.skills); i += 2 {
		s.Skills = append(s.Skills, listing.PackedSkill(binary.LittleEndian.Uint16(r.skills[i:])))
	}
	s.SkillStart = append(s.SkillStart, uint32(len(s.Skills))) // 65,536 rows of at most 2,048
	if s.N == demand.SegmentRows {
		return b.flush()
	}
	return nil
}

// payOf fits a pay figure into a column; what does not fit is no pay anyone gets.
func payOf(n int64) uint32 {
	if n < 0 || n >= math.MaxUint32 {
		return demand.NoPay
	}
	return uint32(n)
}
