package demand

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"juyo/listing"
)

// The codes of warnings.
const (
	WarnPartialMonth     WarningCode = "partial_month"      // the month is not over
	WarnEndsEarly        WarningCode = "ends_early"         // observation stopped before the month did
	WarnThinMonth        WarningCode = "thin_month"         // suspiciously few listings in the last month
	WarnLowCoverage      WarningCode = "low_coverage"       // looks at a source were not complete
	WarnAfterGap         WarningCode = "after_gap"          // what is new includes a gap without data
	WarnStaleSignals     WarningCode = "stale_signals"      // read by another taxonomy or extractor
	WarnUnknownEmployer  WarningCode = "unknown_employer"   // many listings without an employer
	WarnUnknownPlace     WarningCode = "unknown_place"      // many listings outside every region
	WarnPrivateSources   WarningCode = "private_sources"    // not to be published
	WarnAllRegions       WarningCode = "all_regions"        // markets counted together
	WarnAllPopulations   WarningCode = "all_populations"    // software and other work counted together
	WarnRegionFallback   WarningCode = "region_fallback"    // too little in Japan: global
	WarnNoRegion         WarningCode = "no_region"          // too little anywhere
	WarnConcentrated     WarningCode = "one_employer"       // one employer makes up much of a row
	WarnRawTrend         WarningCode = "raw_trend"          // not adjusted for sources
	WarnSourceChange     WarningCode = "source_change"      // sources began or ended
	WarnOneSidedPay      WarningCode = "one_sided_pay"      // only one end of the range stated
	WarnLowDisclosure    WarningCode = "low_disclosure"     // most listings state no pay
	WarnMixedEmployment  WarningCode = "mixed_employment"   // employment and freelance in one listing
	WarnSilentEmployment WarningCode = "unstated_contract"  // counted as employment without saying so
	WarnBelowMedianFloor WarningCode = "below_median_floor" // pay groups not shown
	WarnNarrowed         WarningCode = "narrowed"           // only listings that state something
)

// many writes a count with its noun: "1 listing", "2 listings".
func many(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// does picks the verb after a count: does(1, "states", "state").
func does(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

func warnPartial(month listing.Month, now time.Time) Warning {
	day, days := now.Day(), month.End(now.Location()).AddDate(0, 0, -1).Day()
	if listing.MonthOf(now, now.Location()) != month {
		day = 0
	}
	return Warning{
		Code: WarnPartialMonth, N: day,
		JA: fmt.Sprintf("%sは途中経過です（%d/%d日）。月が終わるまで数は増えます。", month, day, days),
		EN: fmt.Sprintf("%s is not over (day %d of %d): the numbers will still grow.", month, day, days),
	}
}

func warnEndsEarly(month listing.Month, through time.Time) Warning {
	d := through.Format(time.DateOnly)
	return Warning{
		Code: WarnEndsEarly, N: through.Day(),
		JA: fmt.Sprintf("%sの観測は%sで終わっています。その後に出た求人は入っていません。", month, d),
		EN: fmt.Sprintf("Observation of %s ended on %s: what was published later is missing.", month, d),
	}
}

func warnThin(n int, before float64) Warning {
	percent := int(math.Round(100 * float64(n) / before))
	return Warning{
		Code: WarnThinMonth, N: n,
		JA: fmt.Sprintf("求人数がそれまでの6か月の中央値の%d%%しかありません。市場の変化ではなく、収集の不具合かもしれません。", percent),
		EN: fmt.Sprintf("The month has only %d%% of the listings of the six before (median): this may be a collecting fault, not the market.", percent),
	}
}

func warnCoverage(low []thinlyCovered) Warning {
	const show = 3
	var inJA, inEN []string
	for _, t := range low[:min(len(low), show)] {
		ja, en := t.source, t.source
		if t.source == "" {
			ja, en = "非公開の情報源", "a private source"
		}
		first, percent := t.months[0], int(100*t.worst)
		if more := len(t.months) - 1; more > 0 {
			inJA = append(inJA, fmt.Sprintf("%s（%sほか%dか月、最低%d%%）", ja, first, more, percent))
			inEN = append(inEN, fmt.Sprintf("%s (%s and %d more, %d%% at worst)", en, first, more, percent))
		} else {
			inJA = append(inJA, fmt.Sprintf("%s（%s、%d%%）", ja, first, percent))
			inEN = append(inEN, fmt.Sprintf("%s (%s, %d%%)", en, first, percent))
		}
	}
	ja, en := strings.Join(inJA, "、"), strings.Join(inEN, ", ")
	if more := len(low) - show; more > 0 {
		ja += fmt.Sprintf(" ほか%d件", more)
		en += fmt.Sprintf(" and %d more", more)
	}
	return Warning{
		Code: WarnLowCoverage, N: len(low),
		JA: "収集が欠けた情報源があり（収集率80%未満）、求人の一部が数えられていない可能性があります: " + ja,
		EN: "Some sources were not seen completely (under 80% of the looks); listings of theirs may be missing: " + en,
	}
}

func warnAfterGap(month listing.Month, gap int) Warning {
	return Warning{
		Code: WarnAfterGap, N: gap,
		JA: fmt.Sprintf("%sの前の%dか月はデータがなく、新規にはその間に出た求人も入っています。", month, gap),
		EN: fmt.Sprintf("The %s before %s %s no data: new listings include what appeared then.", months(gap), month, does(gap, "has", "have")),
	}
}

// months writes a number of months, without the number when it is one.
func months(n int) string {
	if n == 1 {
		return "month"
	}
	return many(n, "month")
}

func warnStale(n int) Warning {
	return Warning{
		Code: WarnStaleSignals, N: n,
		JA: fmt.Sprintf("%d件の求人は古い辞書・抽出器で読んだままです。juyo reextract で読み直せます。", n),
		EN: fmt.Sprintf("%s %s read with another taxonomy or extractor; juyo reextract reads again.", many(n, "listing"), does(n, "was", "were")),
	}
}

func warnUnknownEmployers(n, of int) Warning {
	return Warning{
		Code: WarnUnknownEmployer, N: n,
		JA: fmt.Sprintf("%d件中%d件は募集企業が分かりません。1件ずつ別の企業とみなすので、95%%区間は実際より狭い可能性があります。", of, n),
		EN: fmt.Sprintf("The employer of %d of %s is unknown; each counts as its own, so the 95%% intervals may be too narrow.", n, many(of, "listing")),
	}
}

func warnUnknownPlaces(n int) Warning {
	return Warning{
		Code: WarnUnknownPlace, N: n,
		JA: fmt.Sprintf("勤務地が分からない求人がほかに%d件あり、どの地域にも入れていません。", n),
		EN: fmt.Sprintf("%s %s not say where the work is and %s in no region.", strings.Replace(many(n, "listing"), " ", " more ", 1), does(n, "does", "do"), does(n, "is", "are")),
	}
}

func warnPrivate(n int) Warning {
	return Warning{
		Code: WarnPrivateSources, N: n,
		JA: fmt.Sprintf("非公開の情報源を%d件含みます。この結果は公開しないでください。", n),
		EN: fmt.Sprintf("%s %s included: do not publish this result.", many(n, "private source"), does(n, "is", "are")),
	}
}

func warnAllRegions() Warning {
	return Warning{
		Code: WarnAllRegions,
		JA:   "日本と海外の求人を合わせて数えています。別々の市場なので、比較には地域を分けてください。",
		EN:   "Listings in Japan and elsewhere are counted together: they are different markets, so compare them by region.",
	}
}

func warnAllPopulations() Warning {
	return Warning{
		Code: WarnAllPopulations,
		JA:   "ソフトウェア以外の求人とオープンポジションも分母に入っています。",
		EN:   "Work other than software and open applications are in the denominator.",
	}
}

func warnRegionFallback(jp denominator, need int) Warning {
	return Warning{
		Code: WarnRegionFallback, N: jp.n,
		JA: fmt.Sprintf("日本の求人が足りない（%d件・%d社、%d件・%d社から）ため、海外の求人です。", jp.n, jp.c, need, MinEmployers),
		EN: fmt.Sprintf("Too few listings in Japan (%d from %s; it takes %d from %d): these are from elsewhere.", jp.n, many(jp.c, "employer"), need, MinEmployers),
	}
}

func warnNoRegion(jp, global denominator, need int) Warning {
	return Warning{
		Code: WarnNoRegion, N: jp.n,
		JA: fmt.Sprintf("求人が足りません（日本%d件・%d社、海外%d件・%d社。%d件・%d社から）。", jp.n, jp.c, global.n, global.c, need, MinEmployers),
		EN: fmt.Sprintf("Too few listings (Japan: %d from %s, elsewhere: %d from %d; it takes %d from %d).", jp.n, many(jp.c, "employer"), global.n, global.c, need, MinEmployers),
	}
}

func warnConcentrated(top, of int) Warning {
	return Warning{
		Code: WarnConcentrated, N: top,
		JA: fmt.Sprintf("%d件中%d件が1社の求人です。", of, top),
		EN: fmt.Sprintf("%d of its %s %s one employer's.", top, many(of, "listing"), does(top, "is", "are")),
	}
}

func warnRawTrend() Warning {
	return Warning{
		Code: WarnRawTrend,
		JA:   "情報源の増減を補正していない値です。上がり下がりは、集め方の変化かもしれません。",
		EN:   "Not adjusted for sources that came or went: a rise or fall may be a change in what was collected.",
	}
}

func warnSourceChange(n int) Warning {
	return Warning{
		Code: WarnSourceChange, N: n,
		JA: fmt.Sprintf("期間の途中で始まった、または終わった情報源が%d件あります。", n),
		EN: many(n, "source") + " began or ended within the period.",
	}
}

func warnOneSided(basis string, onlyLow, onlyHigh int) Warning {
	w := Warning{Code: WarnOneSidedPay, N: onlyLow + onlyHigh}
	switch basis {
	case PayLow:
		w.JA = fmt.Sprintf("下限だけの求人%d件を含み、上限だけの%d件は含みません。", onlyLow, onlyHigh)
		w.EN = fmt.Sprintf("%s with only a lower end %s in, %d with only an upper end %s not.", many(onlyLow, "listing"), does(onlyLow, "is", "are"), onlyHigh, does(onlyHigh, "is", "are"))
	case PayHigh:
		w.JA = fmt.Sprintf("上限だけの求人%d件を含み、下限だけの%d件は含みません。", onlyHigh, onlyLow)
		w.EN = fmt.Sprintf("%s with only an upper end %s in, %d with only a lower end %s not.", many(onlyHigh, "listing"), does(onlyHigh, "is", "are"), onlyLow, does(onlyLow, "is", "are"))
	default:
		w.JA = fmt.Sprintf("下限か上限の片方しかない%d件は、中間の値が出せないため含みません。", onlyLow+onlyHigh)
		n := onlyLow + onlyHigh
		w.EN = fmt.Sprintf("%s with only one end %s no middle and %s left out.", many(n, "listing"), does(n, "has", "have"), does(n, "is", "are"))
	}
	return w
}

func warnLowDisclosure(disclosed, of int) Warning {
	percent := 100 * float64(disclosed) / float64(of)
	return Warning{
		Code: WarnLowDisclosure, N: disclosed,
		JA: fmt.Sprintf("給与を書いている求人は%.0f%%（%d/%d件）です。書かない求人の給与は分かりません。", percent, disclosed, of),
		EN: fmt.Sprintf("Only %.0f%% of the listings (%d of %d) state pay; what the others pay is unknown.", percent, disclosed, of),
	}
}

func warnMixedEmployment(n int) Warning {
	return Warning{
		Code: WarnMixedEmployment, N: n,
		JA: fmt.Sprintf("雇用と業務委託の両方を募集し、どちらの給与か分からない%d件は含みません。", n),
		EN: fmt.Sprintf("Left out, as employment and freelance work are both offered without saying whose pay is stated: %s.", many(n, "listing")),
	}
}

func warnSilentEmployment(n int) Warning {
	return Warning{
		Code: WarnSilentEmployment, N: n,
		JA: fmt.Sprintf("うち%d件は雇用形態の記載がなく、雇用として数えています。", n),
		EN: fmt.Sprintf("%d of them %s not state the kind of contract and %s as employment.", n, does(n, "does", "do"), does(n, "counts", "count")),
	}
}

func warnNarrowed(silent, of int) Warning {
	return Warning{
		Code: WarnNarrowed, N: silent,
		JA: fmt.Sprintf("絞り込みの条件について何も書いていない求人%d件（%d件中）は、条件に合うかどうか分からないため含みません。", silent, of),
		EN: fmt.Sprintf("Left out, as they do not say whether they fit what was asked for: %d of %s.", silent, many(of, "listing")),
	}
}

func warnBelowMedianFloor(n int) Warning {
	return Warning{
		Code: WarnBelowMedianFloor, N: n,
		JA: fmt.Sprintf("件数不足のため表示していない給与の集計が%d件あります。", n),
		EN: fmt.Sprintf("%s %s too few listings and %s not shown.", many(n, "pay group"), does(n, "has", "have"), does(n, "is", "are")),
	}
}

func reasonListings(have, need int) *Reason {
	return &Reason{
		Code: TooFewListings, Have: have, Need: need,
		JA: fmt.Sprintf("件数不足（求人%d件、%d件から表示）", have, need),
		EN: fmt.Sprintf("too few listings (%d; shown from %d)", have, need),
	}
}

func reasonEmployers(have, need int) *Reason {
	return &Reason{
		Code: TooFewEmployers, Have: have, Need: need,
		JA: fmt.Sprintf("件数不足（募集企業%d社、%d社から表示）", have, need),
		EN: fmt.Sprintf("too few employers (%d; shown from %d)", have, need),
	}
}

func reasonMonths(have, need int) *Reason {
	return &Reason{
		Code: TooFewMonths, Have: have, Need: need,
		JA: fmt.Sprintf("期間不足（数値のある月が%dか月、%dか月から線で結ぶ）", have, need),
		EN: fmt.Sprintf("too few months (%d with a number; a line takes %d)", have, need),
	}
}

func reasonNoData() *Reason {
	return &Reason{Code: NotCovered, JA: "調査対象外（この月はデータがありません）", EN: "not covered (there is no data for this month)"}
}

func reasonNotCovered(first, last listing.Month) *Reason {
	r := &Reason{Code: NotCovered, JA: "調査対象外（求人がまだありません）", EN: "not covered (there are no listings yet)"}
	if first <= last {
		r.JA = fmt.Sprintf("調査対象外（データがあるのは%sから%sまで）", first, last)
		r.EN = fmt.Sprintf("not covered (the data cover %s to %s)", first, last)
	}
	return r
}
