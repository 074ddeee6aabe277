package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"juyo/listing"
	"juyo/store"
)

// Keep two advertisements and read them back as columns.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "juyo")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	db, err := store.Open(ctx, filepath.Join(dir, "juyo.db"), store.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = db.Close() }()

	seen := listing.Date{Time: time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)}
	readings := []listing.Reading{
		{
			Listing: listing.Listing{Source: "notes", ID: "1", Title: "Backend engineer", Company: "Hoshizora Labs", Text: "Go required.", ObservedAt: seen},
			Signals: listing.Signals{Version: "1", Employer: "Hoshizora Labs", Population: listing.Software, Skills: []listing.Mention{{Skill: "go", Level: listing.LevelRequired}}},
		},
		{
			Listing: listing.Listing{Source: "notes", ID: "2", Title: "SRE", Company: "Umibe Systems", Text: "Go or Rust.", ObservedAt: seen},
			Signals: listing.Signals{Version: "1", Employer: "Umibe Systems", Population: listing.Software, Skills: []listing.Mention{{Skill: "go", Level: listing.LevelUsed}, {Skill: "rust", Level: listing.LevelUsed}}},
		},
	}
	for range 2 { // putting the same again changes nothing
		res, err := db.Put(ctx, 0, readings)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%+v\n", res)
	}
	if err := db.RebuildSegments(ctx, nil); err != nil {
		fmt.Println(err)
		return
	}
	names, err := db.Catalogue(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	for s, err := range db.Segments(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for i := range s.N {
			fmt.Print(s.First[i], " ", names.Employers(s.Employer[i]))
			for _, p := range s.SkillsOf(i) {
				fmt.Print(" ", names.Skills[p.Number()].ID, ":", p.Level())
			}
			fmt.Println()
		}
	}
	// Output:
	// {New:2 Changed:0 Unchanged:0}
	// {New:0 Changed:0 Unchanged:2}
	// 2026-10 Hoshizora Labs go:required
	// 2026-10 Umibe Systems go:used rust:used
}
