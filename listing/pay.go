package listing

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// payJSON is Pay as it is written: the ends as decimal numbers.
type payJSON struct {
	Min       *json.Number `json:"min"`
	Max       *json.Number `json:"max"`
	Currency  string       `json:"currency"`
	Period    Period       `json:"period"`
	AnnualMin *json.Number `json:"annual_min"`
	AnnualMax *json.Number `json:"annual_max"`
	Method    string       `json:"annual_method,omitempty"`
	Source    string       `json:"pay_source,omitempty"`

	BonusMonths   float64      `json:"bonus_months,omitempty"`
	WithBonusMin  *json.Number `json:"annual_with_bonus_min,omitempty"`
	WithBonusMax  *json.Number `json:"annual_with_bonus_max,omitempty"`
	OvertimeHours float64      `json:"overtime_hours,omitempty"`
	OvertimePay   *json.Number `json:"overtime_pay,omitempty"`
}

// MarshalJSON writes p with its cents: {"min":46.75,"max":null,…}.
func (p Pay) MarshalJSON() ([]byte, error) {
	return json.Marshal(payJSON{
		Min: decimal(p.Min, p.MinCents), Max: decimal(p.Max, p.MaxCents),
		Currency: p.Currency, Period: p.Period,
		AnnualMin: decimal(p.AnnualMin, 0), AnnualMax: decimal(p.AnnualMax, 0),
		Method: p.Method, Source: p.Source,
		BonusMonths: p.BonusMonths, WithBonusMin: decimal(p.WithBonusMin, 0), WithBonusMax: decimal(p.WithBonusMax, 0),
		OvertimeHours: p.OvertimeHours, OvertimePay: decimal(p.OvertimePay, 0),
	})
}

// UnmarshalJSON reads what MarshalJSON writes. The ends may be numbers or
// strings of digits ("5,000,000"), since sources publish both; parts of a cent
// are rounded.
func (p *Pay) UnmarshalJSON(b []byte) error {
	var raw struct {
		Min       amountJSON `json:"min"`
		Max       amountJSON `json:"max"`
		Currency  string     `json:"currency"`
		Period    Period     `json:"period"`
		AnnualMin amountJSON `json:"annual_min"`
		AnnualMax amountJSON `json:"annual_max"`
		Method    string     `json:"annual_method"`
		Source    string     `json:"pay_source"`

		BonusMonths   float64    `json:"bonus_months"`
		WithBonusMin  amountJSON `json:"annual_with_bonus_min"`
		WithBonusMax  amountJSON `json:"annual_with_bonus_max"`
		OvertimeHours float64    `json:"overtime_hours"`
		OvertimePay   amountJSON `json:"overtime_pay"`
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		return fmt.Errorf("read pay: %w", err)
	}
	*p = Pay{Currency: raw.Currency, Period: raw.Period, Method: raw.Method, Source: raw.Source, BonusMonths: raw.BonusMonths, OvertimeHours: raw.OvertimeHours}
	p.Min, p.MinCents = raw.Min.split()
	p.Max, p.MaxCents = raw.Max.split()
	p.AnnualMin, _ = raw.AnnualMin.split()
	p.AnnualMax, _ = raw.AnnualMax.split()
	p.WithBonusMin, _ = raw.WithBonusMin.split()
	p.WithBonusMax, _ = raw.WithBonusMax.split()
	p.OvertimePay, _ = raw.OvertimePay.split()
	return nil
}

// decimal returns whole.cents as a JSON number, nil for an open end.
func decimal(whole *int64, cents uint8) *json.Number {
	if whole == nil {
		return nil
	}
	n := json.Number(strconv.FormatInt(*whole, 10))
	if cents > 0 && cents < 100 {
		n = json.Number(strings.TrimSuffix(fmt.Sprintf("%d.%02d", *whole, cents), "0"))
	}
	return &n
}

// amountJSON is an end of a pay range as read: nil when null, absent or empty.
type amountJSON struct{ value *float64 }

// UnmarshalJSON reads a number, a string of one, or null.
func (a *amountJSON) UnmarshalJSON(b []byte) error {
	s := strings.ReplaceAll(strings.TrimSpace(strings.Trim(string(b), `"`)), ",", "")
	if s == "null" || s == "" {
		return nil
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > 1e15 {
		return fmt.Errorf("amount %s: want a number such as 6000000", b)
	}
	a.value = &v
	return nil
}

func (a amountJSON) split() (whole *int64, cents uint8) {
	if a.value == nil {
		return nil, 0
	}
	hundredths := int64(math.Round(*a.value * 100))
	w := hundredths / 100
	if hundredths < 0 {
		return &w, 0
	}
	return &w, uint8(hundredths % 100)
}
