package salary_test

import (
	"testing"

	"juyo/extract/salary"
	"juyo/listing"
)

func TestAnnualise(t *testing.T) {
	for _, tc := range []struct {
		text, market string
		min, max     int64 // 0: open
		method       string
	}{
		{"年収600万円〜800万円", "", 6_000_000, 8_000_000, "stated"},
		{"月給30万円〜40万円", "", 3_600_000, 4_800_000, "month*12"},
		{"月給30万円×12ヶ月＋賞与（年2回・4ヶ月分）", "", 4_800_000, 4_800_000, "month*16"},
		{"月給30万円、賞与年2回", "", 3_600_000, 3_600_000, "month*12"},
		{"時給2,000円", "", 3_920_000, 3_920_000, "hour*1960"},
		{"時給2,000円〜 年間休日125日 実働7.5時間", "", 3_600_000, 0, "hour*1800"},
		{"日給12,000円", "", 2_940_000, 2_940_000, "day*245"},
		{"単価70万円〜80万円", "", 8_400_000, 9_600_000, "contract month*12"},
		{"業務委託 時給4,000円", "", 7_680_000, 7_680_000, "contract hour*1920"},
		{"$50/hr", "", 104_000, 104_000, "hour*2080"},
		{"£500 per day", "", 130_000, 130_000, "day*260"},
		{"$46.75 per hour", "AU", 97_240, 97_240, "hour*2080"},
	} {
		p := salary.Parse(tc.text, tc.market)
		if p == nil {
			t.Errorf("%q: no pay", tc.text)
			continue
		}
		if whole(p.AnnualMin) != tc.min || whole(p.AnnualMax) != tc.max || p.Method != tc.method {
			t.Errorf("%q: %d to %d by %q, want %d to %d by %q", tc.text, whole(p.AnnualMin), whole(p.AnnualMax), p.Method, tc.min, tc.max, tc.method)
		}
	}
	salary.Annualise(nil, salary.Basis{}) // no pay: nothing to do
	p := &listing.Pay{Currency: "JPY", Period: "fortnight"}
	if salary.Annualise(p, salary.Basis{}); p.AnnualMin != nil || p.Method != "" {
		t.Errorf("a period we do not know was annualised: %+v", p)
	}
}

func whole(p *int64) int64 {
	if p == nil {
		return 0
	}
	return *p
}
