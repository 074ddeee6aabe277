package salary

import (
	"strconv"
	"strings"

	"juyo/listing"
)

// Basis is what is known about a job's working time and pay beyond the figure
// itself. The zero Basis uses the customs of the currency's country.
type Basis struct {
	Contract    bool    // contract work (単価, 業務委託): revenue without bonus or paid leave
	Holidays    int     // 年間休日 stated, days a year; 0 not stated
	HoursPerDay float64 // 実働時間 stated; 0 not stated
	BonusMonths float64 // months of pay paid as bonus, only when a number is stated
}

// Annualise sets p's AnnualMin, AnnualMax and Method from its figures. Method
// says what was done: "stated", "month*12", "hour*1960"; contract work has
// "contract " before it, since revenue and wages must not be pooled. Employees'
// months of bonus, where a number is stated, make a second yearly figure for
// monthly pay (WithBonusMin, WithBonusMax): twelve months and the bonus.
//
// The factors: Japan, 365 days less 120 holidays (or those stated) of 8 hours;
// contract work in Japan 160 hours or 20 days a month; elsewhere the 2,080 hours
// and 260 days that US statistics use (BLS).
func Annualise(p *listing.Pay, b Basis) {
	if p == nil {
		return
	}
	factor := b.factor(p)
	if factor == 0 {
		p.AnnualMin, p.AnnualMax, p.Method = nil, nil, ""
		return
	}
	p.BonusMonths, p.WithBonusMin, p.WithBonusMax = 0, nil, nil
	if !b.Contract {
		p.BonusMonths = b.BonusMonths
		if b.BonusMonths > 0 && p.Period == listing.PerMonth {
			p.WithBonusMin = times(p.Min, p.MinCents, 12+b.BonusMonths)
			p.WithBonusMax = times(p.Max, p.MaxCents, 12+b.BonusMonths)
		}
	}
	p.AnnualMin = times(p.Min, p.MinCents, factor)
	p.AnnualMax = times(p.Max, p.MaxCents, factor)
	p.Method = "stated"
	if p.Period != listing.PerYear {
		p.Method = string(p.Period) + "*" + strconv.FormatFloat(factor, 'f', -1, 64)
	}
	if b.Contract {
		p.Method = "contract " + p.Method
	}
}

// factor is how many of p's periods make a year.
func (b Basis) factor(p *listing.Pay) float64 {
	japan := p.Currency == "JPY"
	switch p.Period {
	case listing.PerYear:
		return 1
	case listing.PerMonth:
		return 12 // bonus apart: few listings give a number, and those with and without must compare
	case listing.PerWeek:
		if japan && b.Contract {
			return 48
		}
		return 52
	case listing.PerDay:
		if !japan {
			return 260
		}
		if b.Contract {
			return 240
		}
		return b.days()
	case listing.PerHour:
		if !japan {
			return 2080
		}
		if b.Contract {
			return 1920
		}
		hours := b.HoursPerDay
		if hours == 0 {
			hours = 8
		}
		return b.days() * hours
	}
	return 0
}

func (b Basis) days() float64 {
	if b.Holidays > 0 {
		return float64(365 - b.Holidays)
	}
	return 245
}

// times returns the amount times factor, rounded to the unit.
func times(whole *int64, cents uint8, factor float64) *int64 {
	if whole == nil {
		return nil
	}
	v := int64(float64(*whole*100+int64(cents))*factor/100 + 0.5)
	return &v
}

// basisOf reads the working time and bonus a folded text states.
func basisOf(s string, contractWork bool) Basis {
	b := Basis{Contract: contractWork}
	if d := numberAfter(s, "年間休日"); d >= 80 && d <= 200 {
		b.Holidays = int(d)
	}
	b.HoursPerDay = hoursPerDay(s)
	b.BonusMonths = bonusMonths(s)
	return b
}

// or returns b, with what it doesn't know taken from c.
func (b Basis) or(c Basis) Basis {
	if b.Holidays == 0 {
		b.Holidays = c.Holidays
	}
	if b.HoursPerDay == 0 {
		b.HoursPerDay = c.HoursPerDay
	}
	if b.BonusMonths == 0 {
		b.BonusMonths = c.BonusMonths
	}
	return b
}

// hoursPerDay returns the hours of work a day that s states, with minutes (実働
// 7時間45分 is 7.75), 0 when it states none.
func hoursPerDay(s string) float64 {
	for _, w := range []string{"実働", "所定労働時間", "標準労働時間", "1日の労働時間"} {
		i := strings.Index(s, w)
		if i < 0 {
			continue
		}
		h := hoursIn("", noteAfter(s, i+len(w)))
		if h >= 4 && h <= 12 {
			return h
		}
	}
	return 0
}

// numberAfter returns the number that follows word within a few characters, 0
// when there is none.
func numberAfter(s, word string) float64 {
	i := strings.Index(s, word)
	if i < 0 {
		return 0
	}
	i += len(word)
	for end := min(len(s), i+12); i < end && s[i] != '\n'; i++ {
		if isDigit(s[i]) {
			n, ok := readNumber(s, i, false)
			if !ok {
				return 0
			}
			return float64(n.cents) / 100
		}
	}
	return 0
}
