package salary_test

import (
	"testing"

	"juyo/extract/salary"
	"juyo/listing"
)

// One line a rule: how each kind of pay becomes a year's, and what it is called.
func TestAnnualise(t *testing.T) {
	for _, tc := range []struct {
		rule, text, market string
		min, max           int64 // 0: open
		method             string
	}{
		{"a stated year stays", "年収600万円〜800万円", "", 6_000_000, 8_000_000, "stated"},
		{"a stated year stays, dollars", "$120k-$150k", "", 120_000, 150_000, "stated"},
		{"a stated year with bonus in it stays", "年収600万円（賞与4ヶ月分含む）", "", 6_000_000, 6_000_000, "stated"},
		{"a stated year beats months (R16)", "年収500万円〜700万円（月給35万円〜50万円）", "", 5_000_000, 7_000_000, "stated"},
		{"年俸 in parts is not multiplied", "年俸840万円（14分割）", "", 8_400_000, 8_400_000, "stated"},

		{"Japan, month", "月給30万円〜40万円", "", 3_600_000, 4_800_000, "month*12"},
		{"Japan, open end", "月給30万円〜", "", 3_600_000, 0, "month*12"},
		{"Japan, month, whatever the bonus", "月給30万円×12ヶ月＋賞与（年2回・4ヶ月分）", "", 3_600_000, 3_600_000, "month*12"},
		{"Japan, bonus of part months apart", "月給30万円 賞与4.5ヶ月分", "", 3_600_000, 3_600_000, "month*12"},
		{"Japan, bonus without a number adds nothing", "月給30万円、賞与年2回", "", 3_600_000, 3_600_000, "month*12"},
		{"Japan, week", "週給10万円", "", 5_200_000, 5_200_000, "week*52"},
		{"Japan, day: 365 less 120", "日給12,000円", "", 2_940_000, 2_940_000, "day*245"},
		{"Japan, day: holidays stated", "日給12,000円 年間休日125日", "", 2_880_000, 2_880_000, "day*240"},
		{"Japan, hour: 245 days of 8", "時給2,000円", "", 3_920_000, 3_920_000, "hour*1960"},
		{"Japan, hour: holidays stated", "時給2,000円\n年間休日：125日以上", "", 3_840_000, 3_840_000, "hour*1920"},
		{"Japan, hour: hours stated", "時給2,000円（実働7時間）", "", 3_430_000, 3_430_000, "hour*1715"},
		{"Japan, hour: hours and minutes", "時給2,000円 所定労働時間：7時間45分", "", 3_797_500, 3_797_500, "hour*1898.75"},
		{"Japan, hour: both stated", "時給2,000円〜 年間休日125日 実働7.5時間", "", 3_600_000, 0, "hour*1800"},

		{"Japan, contract month", "単価70万円〜80万円", "", 8_400_000, 9_600_000, "contract month*12"},
		{"Japan, contract: no bonus", "業務委託 月額70万円〜80万円 賞与4ヶ月分", "", 8_400_000, 9_600_000, "contract month*12"},
		{"Japan, contract week", "業務委託 週給10万円", "", 4_800_000, 4_800_000, "contract week*48"},
		{"Japan, contract day: 20 a month", "業務委託 1人日4万円", "", 9_600_000, 9_600_000, "contract day*240"},
		{"Japan, contract hour: 160 a month", "業務委託 時給4,000円", "", 7_680_000, 7_680_000, "contract hour*1920"},

		{"elsewhere, month", "$8,000 per month salary", "", 96_000, 96_000, "month*12"},
		{"elsewhere, week", "$2,000 per week", "", 104_000, 104_000, "week*52"},
		{"elsewhere, day", "£500 per day", "", 130_000, 130_000, "day*260"},
		{"elsewhere, hour", "$50/hr", "", 104_000, 104_000, "hour*2080"},
		{"elsewhere, hour with cents", "$46.75 per hour", "AU", 97_240, 97_240, "hour*2080"},
		{"elsewhere, contract", "Contractor rate: €80/hour", "", 166_400, 166_400, "contract hour*2080"},
	} {
		p := salary.Parse(tc.text, tc.market)
		if p == nil {
			t.Errorf("%s: %q: no pay", tc.rule, tc.text)
			continue
		}
		if whole(p.AnnualMin) != tc.min || whole(p.AnnualMax) != tc.max || p.Method != tc.method {
			t.Errorf("%s: %q: %d to %d by %q, want %d to %d by %q", tc.rule, tc.text, whole(p.AnnualMin), whole(p.AnnualMax), p.Method, tc.min, tc.max, tc.method)
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
