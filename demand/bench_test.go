package demand_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"juyo/demand"
	"juyo/listing"
)

// benchSize is how many rows the benchmarks ask about; JUYO_BENCH_ROWS asks for
// another size.
func benchSize(b *testing.B) int {
	b.Helper()
	if n, err := strconv.Atoi(os.Getenv("JUYO_BENCH_ROWS")); err == nil && n > 0 {
		return n
	}
	return 200_000
}

// benchColumns are rows over 36 months, eight skills of 1,200 each, employers of
// very unequal size; a quarter of the groups has a revision or a copy.
func benchColumns(n int) *columns {
	rng := rand.New(rand.NewPCG(11, uint64(n)))
	c := catalogue()
	c.Skills = nil
	kinds := listing.Kinds()
	for i := range 1200 {
		c.Skills = append(c.Skills, listing.Skill{
			ID: fmt.Sprintf("skill-%d", i), Name: fmt.Sprintf("Skill %d", i), Kind: kinds[i%len(kinds)], Named: true,
			Article1: []string{"lang_fw"}, Article2: []string{"cloud"},
		})
	}
	c.Through = time.Date(2026, 12, 31, 23, 0, 0, 0, jst)
	start := month(2024, 1)
	rows := make([]row, 0, n)
	group := uint32(0)
	for len(rows) < n {
		r := row{
			first: start + listing.Month(rng.IntN(36)), isNew: true, source: uint16(rng.IntN(2)), group: group,
			employer: uint32(1 + float64(n/15)*math.Pow(rng.Float64(), 3)), region: listing.InJP, roles: 1, employment: 1,
			currency: 1, low: uint32(400+rng.IntN(400)) * 10_000, high: uint32(800+rng.IntN(400)) * 10_000,
		}
		r.last = min(r.first+listing.Month(rng.IntN(4)), start+35)
		at := 0
		for range 8 {
			at += 1 + int(40*math.Pow(rng.Float64(), 4)*float64(1+at/8))
			if at < len(c.Skills) {
				r.skills = append(r.skills, listing.PackSkill(uint16(at), listing.Level(1+rng.IntN(3))))
			}
		}
		rows = append(rows, r)
		if rng.IntN(4) == 0 {
			r.first, r.isNew = min(r.last+listing.Month(rng.IntN(2)), start+35), false
			r.last = min(r.first+2, start+35)
			rows = append(rows, r)
		}
		group++
	}
	rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	return &columns{c, segmentsOf(rows, demand.SegmentRows)}
}

func BenchmarkMarket(b *testing.B) {
	n := benchSize(b)
	c := benchColumns(n)
	m, err := demand.Load(context.Background(), c)
	if err != nil {
		b.Fatal(err)
	}
	q := demand.Question{Scope: demand.DefaultScope(), Month: month(2026, 10)}
	run := func(name string, ask func() error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
		})
	}
	run("Load", func() error { _, err := demand.Load(context.Background(), c); return err })
	run("Top", func() error { _, err := m.Top(q); return err })
	run("TrendOfAllSkills", func() error { _, err := m.Trend(q); return err })
	ten := q
	ten.Limit = 10
	run("TrendOfTen", func() error { _, err := m.Trend(ten); return err })
	kind := q
	kind.Kinds = listing.Kinds()
	run("PayOfAllSkills", func() error { _, err := m.Pay(kind); return err })
	run("Categories", func() error { _, err := m.Categories(q); return err })
	run("Overview", func() error { _, err := m.Overview(q); return err })
}
