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
// says what was done: "stated", "month*12", "month*16" with four months of
// bonus, "hour*1960"; contract work has "contract " before it, since revenue
// and wages must not be pooled.
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
		if b.Contract {
			return 12
		}
		return 12 + b.BonusMonths
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
	if h := numberAfter(s, "実働"); h >= 4 && h <= 12 {
		b.HoursPerDay = h
	}
	if m := bonusMonths(s); m > 0 && m <= 12 {
		b.BonusMonths = m
	}
	return b
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

// bonusMonths returns the months of pay a text says are paid as bonus (賞与年2回・
// 4ヶ月分, 昨年度実績6.2ヶ月), 0 when it gives no number.
func bonusMonths(s string) float64 {
	i := strings.Index(s, "賞与")
	for ; i >= 0; i = next(s, "賞与", i) {
		window := s[i:min(len(s), i+90)]
		if e := strings.IndexByte(window, '\n'); e >= 0 {
			window = window[:e]
		}
		for k := 0; k < len(window); k++ {
			if !isDigit(window[k]) {
				continue
			}
			n, ok := readNumber(window, k, false)
			if !ok {
				break
			}
			if startsAny(window[n.end:], "ヶ月", "か月", "カ月", "ケ月", "ヵ月", "箇月") {
				return float64(n.cents) / 100
			}
			k = n.end - 1
		}
	}
	return 0
}

func next(s, word string, i int) int {
	j := strings.Index(s[i+len(word):], word)
	if j < 0 {
		return -1
	}
	return i + len(word) + j
}
