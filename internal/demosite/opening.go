package demosite

import (
	"math/rand/v2"

	"juyo/listing"
)

// ask is one skill an opening asks for.
type ask struct {
	skill int
	level listing.Level
}

// payUnit is how an opening states its pay.
type payUnit uint8

const (
	payHidden payUnit = iota
	payYear
	payYearFrom // only the lower end
	payMonth
	payFee // 月単価 of a freelance contract
	payHour
)

type contract uint8

const (
	fulltime contract = iota
	fixedTerm
	freelance
	parttime
	internship
	contracts
)

type remote uint8

const (
	remoteUnsaid remote = iota
	remoteFull
	remotePartial
	remoteOnsite
)

type population uint8

const (
	popSoftware population = iota
	popOther
	popTalentPool
)

type seniority uint8

const (
	entry seniority = iota
	junior
	mid
	senior
	lead
)

// opening is one job an employer wants filled; it may be advertised more than
// once. Everything in it is drawn; nothing of its text is.
type opening struct {
	employer   int
	population population
	role       int // index into catalog.roles, or otherWorks
	stack      int
	asks       []ask
	seniority  seniority
	years      int // of experience asked for; 0 none stated
	contract   contract
	remote     remote
	days       int // in the office, or at home, a week
	place      int
	product    int
	en         bool
	pay        payUnit
	payMin     int64 // in plain units of the place's currency
	payMax     int64
	structured bool   // pay is in the structured data too
	posted     int    // day, see dayOf
	closed     int    // first day it is no longer open
	revised    int    // day its text changes; 0 never
	words      uint64 // seed of its text
}

// newRNG returns the only source of randomness of this package.
func newRNG(pcg *rand.PCG) *rand.Rand {
	return rand.New(pcg)
}

// chance reports true with probability p.
func chance(r *rand.Rand, p float64) bool { return r.Float64() < p }

// spread maps n to an evenly spread point of [0, 1): the golden-ratio sequence.
// Drawing with it instead of at random keeps small samples near what is planted.
func spread(n int) float64 {
	const golden = 0.6180339887498949
	f := float64(n)*golden + 0.5
	return f - float64(int(f))
}

// pickRole returns the role at u (0 … 1) of the market's mix.
func (c *catalog) pickRole(u float64) int {
	u *= c.weight
	for i := range c.roles {
		if u -= c.roles[i].weight; u < 0 {
			return i
		}
	}
	return len(c.roles) - 1
}

// pickStack returns the stack at u of the role's mix at x.
func (r *role) pickStack(u, x float64) int {
	for i := range r.stacks {
		s := &r.stacks[i]
		if u -= s.start + (s.end-s.start)*x; u < 0 {
			return i
		}
	}
	return len(r.stacks) - 1
}

// levelOdds are the odds, in percent, of required and of preferred (the rest is
// used) for a skill that is not the stack's main one.
var levelOdds = [kinds][2]float64{
	kindLanguage: {0.30, 0.25}, kindFramework: {0.38, 0.20}, kindCloud: {0.30, 0.30}, kindInfra: {0.20, 0.30},
	kindDatabase: {0.25, 0.15}, kindAI: {0.40, 0.25}, kindTest: {0.25, 0.25}, kindTool: {0.08, 0.17},
}

const (
	mostRequired  = 5
	mostPreferred = 4
)

// drawAsks fills o.asks from the plan of its role and stack.
func (c *catalog) drawAsks(rng *rand.Rand, o *opening, x float64) {
	o.asks = o.asks[:0]
	var seen uint64
	var seenHigh uint64 // skillTable is at most 128 long
	required, preferred := 0, 0
	for i, p := range c.roles[o.role].stacks[o.stack].picks {
		share := p.at(x)
		if share < 1 && !chance(rng, share) {
			continue
		}
		bits, bit := &seen, uint(p.skill)
		if bit >= 64 {
			bits, bit = &seenHigh, bit-64
		}
		if *bits&(1<<bit) != 0 {
			continue
		}
		*bits |= 1 << bit
		level := listing.LevelUsed
		u := rng.Float64()
		odds := levelOdds[skillTable[p.skill].kind]
		switch {
		case i == 0 && o.seniority != entry:
			if u < 0.88 {
				level = listing.LevelRequired
			}
		case o.seniority == entry:
			if u < 0.3 && preferred < mostPreferred {
				level = listing.LevelPreferred
			}
		case u < odds[0] && required < mostRequired:
			level = listing.LevelRequired
		case u >= odds[0] && u < odds[0]+odds[1] && preferred < mostPreferred:
			level = listing.LevelPreferred
		}
		switch level {
		case listing.LevelRequired:
			required++
		case listing.LevelPreferred:
			preferred++
		case listing.LevelUsed:
		}
		o.asks = append(o.asks, ask{p.skill, level})
	}
}

// basePay is the middle of the yearly pay by seniority, in yen.
var basePay = [...]float64{entry: 3_700_000, junior: 4_800_000, mid: 6_200_000, senior: 8_200_000, lead: 9_800_000}

// perYen turns a yearly pay in yen into another currency, at the level of pay
// that is usual there. The figures are part of the fiction.
var perYen = map[string]float64{"JPY": 1, "USD": 0.020, "EUR": 0.0118, "GBP": 0.0102, "SGD": 0.0152, "CAD": 0.0195}

// drawTerms fills everything of a software opening that is not its skills. The
// seniority must be drawn before.
func (c *catalog) drawTerms(rng *rand.Rand, o *opening, e *employer, x float64) {
	switch u := rng.Float64(); {
	case o.seniority == entry:
		o.contract = fulltime
		if u < 0.3 {
			o.contract = internship
		}
	case u < 0.84:
		o.contract = fulltime
	case u < 0.93:
		o.contract = freelance
	case u < 0.97:
		o.contract = fixedTerm
	default:
		o.contract = parttime
	}
	o.years = 0
	switch o.seniority {
	case entry:
	case junior:
		o.years = 1
	case mid:
		o.years = 2 + rng.IntN(2)
	case senior:
		o.years = 3 + rng.IntN(3)
	case lead:
		o.years = 5 + rng.IntN(3)
	}
	if chance(rng, 0.25) {
		o.years = 0
	}
	switch u := rng.Float64(); {
	case u < 0.24:
		o.remote = remoteFull
	case u < 0.60:
		o.remote = remotePartial
	case u < 0.76:
		o.remote = remoteOnsite
	default:
		o.remote = remoteUnsaid
	}
	o.days = 1 + rng.IntN(4)

	pay := basePay[o.seniority] * c.roles[o.role].pay * e.pay * (1 + 0.04*x) * (0.95 + 0.1*rng.Float64())
	for _, a := range o.asks {
		if p := skillTable[a.skill].premium; p != 0 {
			pay *= p
		}
	}
	o.drawPay(rng, pay)
}

// drawPay states a yearly pay of about yen in the way the contract and the place
// ask for, or hides it.
func (o *opening) drawPay(rng *rand.Rand, yen float64) {
	currency := places[o.place].currency
	low, high := yen*(0.84+0.04*rng.Float64()), yen*(1.14+0.06*rng.Float64())
	o.pay, o.payMin, o.payMax = payHidden, 0, 0
	u := rng.Float64()
	o.structured = chance(rng, 0.7)
	switch {
	case currency != "JPY":
		if u < 0.6 {
			o.pay = payYear
			low, high = low*perYen[currency], high*perYen[currency]
			o.payMin, o.payMax = roundTo(low, 5000), roundTo(high, 5000)
		}
	case o.contract == freelance:
		if u < 0.9 {
			o.pay, o.payMin, o.payMax = payFee, roundTo(low*1.35/12, 50_000), roundTo(high*1.35/12, 50_000)
		}
	case o.contract == parttime || o.contract == internship:
		if u < 0.9 {
			o.pay, o.payMin, o.payMax = payHour, roundTo(low/1950, 50), roundTo(high/1950, 50)
		}
	case u < 0.56:
		o.pay, o.payMin, o.payMax = payYear, roundTo(low, 100_000), roundTo(high, 100_000)
	case u < 0.62:
		o.pay, o.payMin = payYearFrom, roundTo(low, 100_000)
	case u < 0.76:
		o.pay, o.payMin, o.payMax = payMonth, roundTo(low/12, 5000), roundTo(high/12, 5000)
	}
	if o.payMax != 0 && o.payMax <= o.payMin {
		o.payMax = o.payMin + o.payMin/10
	}
}

func roundTo(v, step float64) int64 { return int64(v/step+0.5) * int64(step) }

// yearMiddle returns the middle of the pay as yen a year, 0 when it is hidden,
// open, for part of a year's work or not in yen.
func (o *opening) yearMiddle() int64 {
	if places[o.place].currency != "JPY" {
		return 0
	}
	switch o.pay {
	case payYear:
		return (o.payMin + o.payMax) / 2
	case payMonth:
		return (o.payMin + o.payMax) * 6
	case payHidden, payYearFrom, payFee, payHour:
	}
	return 0
}

// drawSeniority returns a career level, and reports in it whether beginners are
// welcome.
func drawSeniority(rng *rand.Rand, role listing.Role) seniority {
	if role == "em_lead" {
		return lead
	}
	switch u := rng.Float64(); {
	case u < 0.06:
		return entry
	case u < 0.2:
		return junior
	case u < 0.66:
		return mid
	case u < 0.92:
		return senior
	}
	return lead
}

// drawLife returns how many days an opening stays open: one to four months,
// three on average.
func drawLife(rng *rand.Rand) int { return 30 + max(rng.IntN(91), rng.IntN(91)) }

// drawOther fills an opening of another line of work, or an open application.
func drawOther(rng *rand.Rand, o *opening, pool bool) {
	o.population, o.asks = popOther, o.asks[:0]
	o.role = rng.IntN(len(otherWorks))
	o.seniority, o.contract, o.remote, o.years = mid, fulltime, remoteUnsaid, 0
	o.days = 1 + rng.IntN(4)
	if pool {
		o.population, o.pay = popTalentPool, payHidden
		return
	}
	o.drawPay(rng, 4_600_000*(0.85+0.3*rng.Float64()))
}
