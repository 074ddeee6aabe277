package demand_test

import (
	"context"
	"fmt"
	"time"

	"juyo/demand"
	"juyo/listing"
)

// Sixty listings of fifteen employers, open in October 2026: forty ask for Go,
// and every third of all mentions AWS.
func Example() {
	october := listing.NewMonth(2026, time.October)
	const goSkill, awsSkill = 0, 1
	s := &demand.Segment{SkillStart: []uint32{0}}
	for i := range 60 {
		s.N++
		s.First, s.Last, s.New = append(s.First, october), append(s.Last, october), append(s.New, true)
		s.Source, s.Employer, s.Group = append(s.Source, 0), append(s.Employer, uint32(1+i%15)), append(s.Group, uint32(i))
		s.Roles, s.Place, s.Region = append(s.Roles, 1), append(s.Place, 0), append(s.Region, listing.InJP)
		s.Population, s.EmployerType, s.Employment = append(s.Population, 0), append(s.EmployerType, 0), append(s.Employment, 1)
		s.Remote, s.Seniority, s.Entry, s.Years = append(s.Remote, 0), append(s.Seniority, 0), append(s.Entry, false), append(s.Years, demand.NoYears)
		s.PayLow, s.PayHigh = append(s.PayLow, demand.NoPay), append(s.PayHigh, demand.NoPay)
		s.Currency, s.Period = append(s.Currency, 0), append(s.Period, 0)
		if i < 40 {
			s.Skills = append(s.Skills, listing.PackSkill(goSkill, listing.LevelRequired))
		}
		if i%3 == 0 {
			s.Skills = append(s.Skills, listing.PackSkill(awsSkill, listing.LevelPreferred))
		}
		s.SkillStart = append(s.SkillStart, uint32(len(s.Skills)))
	}
	market, err := demand.Load(context.Background(), &columns{
		catalogue: &demand.Catalogue{
			Skills: []listing.Skill{
				goSkill:  {ID: "go", Name: "Go", Kind: "language", Named: true, Article1: []string{"lang_fw"}},
				awsSkill: {ID: "aws", Name: "AWS", Kind: "cloud", Named: true, Article2: []string{"cloud"}},
			},
			Sources:    []demand.SourceRow{{SourceInfo: listing.SourceInfo{Name: "aozora-jobs", Panel: "live"}}},
			Currencies: []string{""},
			Zone:       time.FixedZone("JST", 9*60*60),
			Through:    time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC),
		},
		segments: []*demand.Segment{s},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	top, err := market.Top(demand.Question{Scope: demand.DefaultScope()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: %d listings of %d employers\n", top.Period, top.NListings, top.NEmployers)
	for _, r := range top.Rows {
		fmt.Printf("%d. %s: %d listings, %.0f%% (%.0f–%.0f%%), %d employers\n", r.Rank, r.Name, r.Listings, 100*r.Share.Share, 100*r.Lo, 100*r.Hi, r.Employers)
	}
	// Output:
	// 2026-10: 60 listings of 15 employers
	// 1. Go: 40 listings, 67% (53–78%), 15 employers
	// 2. AWS: 20 listings, 33% (14–61%), 5 employers
}
