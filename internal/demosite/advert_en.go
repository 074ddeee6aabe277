package demosite

// composeEN writes a software listing in English.
func (w *composer) composeEN(o *opening, repost int, revised bool) {
	plan := w.cat.roles[o.role].rolePlan
	r := w.rng
	w.titleEN(o, repost)
	h := headingsEN[r.IntN(len(headingsEN))]
	put := func(s string) { w.itemOf(s, true) }

	w.heading(h[secAbout])
	w.paragraph()
	w.phrase(oneOf(r, []string{"%p is what this team builds. ", "You would join the people behind %p. ", "We are growing the team of %p. "}), "", 0, true)
	w.phrase(w.product.sentenceEN, "", 0, true)
	w.endParagraph()
	w.paragraphOf(oneOf(r, teamsEN), true)

	w.heading(h[secTasks])
	own := tasksEN[string(plan.role)]
	if plan.role == "fullstack" {
		w.some(tasksEN["backend"], 2, put)
		own = tasksEN["frontend"]
	}
	w.some(own, 2+r.IntN(3), put)
	w.some(tasksEN[""], 1+r.IntN(3), put)

	w.heading(h[secMust])
	w.asksFor(o, 3, &askEN, yearsEN)
	if o.years > 0 && !o.statedYears() {
		w.item()
		w.phrase("At least %y years of professional software development", "", o.years, true)
		w.endItem()
	}
	w.some(mustsEN, 1+r.IntN(3), put)

	w.heading(h[secWish])
	w.asksFor(o, 2, &askEN, nil)
	w.some(wishesEN, 1+r.IntN(2), put)

	if len(o.asks) > 0 {
		w.heading(h[secStack])
		w.stackLines(o, &stackEN, ": ", ", ")
	}
	if chance(r, 0.6) {
		w.heading(h[secPersona])
		w.some(personasEN, 1+r.IntN(2), put)
	}
	if o.seniority == entry {
		w.paragraphOf(oneOf(r, entryEN), true)
	}
	w.termsEN(o, h)
	if chance(r, 0.8) {
		w.heading(h[secPerks])
		w.some(perksEN, 2+r.IntN(4), put)
	}
	if chance(r, 0.5) || revised {
		w.heading(h[secClosing])
		w.paragraphOf(oneOf(r, closingsEN), true)
		if revised {
			w.paragraphOf("We now hire two people for this position.", true)
		}
	}
}

func (w *composer) titleEN(o *opening, repost int) {
	r := w.rng
	plan := &w.cat.roles[o.role]
	name := plan.stacks[o.stack].titleEN
	if name == "" {
		name = oneOf(r, plan.titleEN)
	}
	t := w.title
	add := func(parts ...string) {
		for _, p := range parts {
			t = append(t, p...)
		}
	}
	switch {
	case o.seniority == entry:
		add("Junior ")
	case o.seniority == senior && chance(r, 0.8):
		add("Senior ")
	case o.seniority == lead && plan.role != "em_lead" && chance(r, 0.8):
		add("Lead ")
	}
	add(name)
	skill, ok := o.leading()
	if ok && chance(r, 0.45) {
		add(" (", skillTable[skill].en[0], ")")
	}
	if !ok || chance(r, 0.6) {
		add(", ", w.product.en)
	}
	tellsRemote := chance(r, 0.3) // drawn in any case: a repost must not shift the draws that follow
	switch {
	case repost > 0 && o.words%2 == 0:
		add(" (reopened)")
	case o.remote == remoteFull && tellsRemote:
		add(" (Remote)")
	}
	w.title = t
}

// termsEN writes the sections on pay and place.
func (w *composer) termsEN(o *opening, h []string) {
	r := w.rng
	if o.pay != payHidden {
		w.heading(h[secPay])
		w.paragraph()
		w.writePay(o)
		w.b = append(w.b, w.pay...)
		w.endParagraph()
	}
	w.heading(h[secPlace])
	w.paragraph()
	w.b = append(w.b, places[o.place].en...)
	w.b = append(w.b, ". "...)
	w.b = append(w.b, employmentWords(o.contract, true)...)
	w.b = append(w.b, '.')
	w.endParagraph()
	var words string
	switch o.remote {
	case remoteFull:
		words = oneOf(r, []string{"Fully remote: work from anywhere in the country.", "This is a fully remote position.", "100% remote; we meet in person twice a year."})
	case remotePartial:
		words = "Hybrid: " + string(rune('0'+o.days)) + " days a week in the office, the rest at home."
		if o.days == 1 {
			words = "Hybrid: one day a week in the office, the rest at home."
		}
	case remoteOnsite:
		words = oneOf(r, []string{"On-site only: we work together in the office.", "This position is on-site."})
	case remoteUnsaid:
		return
	}
	w.paragraphOf(words, true)
}

// currencySigns are how English listings write currencies.
var currencySigns = map[string]string{"JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "SGD": "S$", "CAD": "CA$"}

// appendPayEN writes the pay field in English.
func appendPayEN(b []byte, o *opening) []byte {
	sign := currencySigns[places[o.place].currency]
	amount := func(v int64) {
		b = append(b, sign...)
		b = appendGrouped(b, v)
	}
	unit := " per year"
	switch o.pay {
	case payHidden:
		return b
	case payYearFrom:
		b = append(b, "From "...)
		amount(o.payMin)
		return append(b, unit...)
	case payMonth, payFee:
		unit = " per month"
	case payHour:
		unit = " per hour"
	case payYear:
	}
	amount(o.payMin)
	b = append(b, " - "...)
	amount(o.payMax)
	return append(b, unit...)
}
