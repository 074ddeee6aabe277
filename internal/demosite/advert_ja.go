package demosite

// composeJA writes a software listing in Japanese.
func (w *composer) composeJA(o *opening, company string, repost int, revised bool) {
	plan := w.cat.roles[o.role].rolePlan
	r := w.rng
	w.titleJA(o, repost)
	h := headingsJA[r.IntN(len(headingsJA))]

	w.heading(h[secAbout])
	w.paragraph()
	w.escaped(company)
	w.b = append(w.b, "では「"...)
	w.b = append(w.b, w.product.ja...)
	w.b = append(w.b, "」に携わる"...)
	w.b = append(w.b, w.role...)
	w.b = append(w.b, oneOf(r, []string{"を募集しています。", "を探しています。", "を迎えたいと考えています。"})...)
	w.phrase(w.product.sentenceJA, "", 0, false)
	w.endParagraph()
	w.paragraphOf(oneOf(r, teamsJA), false)
	if chance(r, 0.6) {
		w.paragraphOf(oneOf(r, employerKindWords(o.kind())), false)
	}

	w.heading(h[secTasks])
	own := tasksJA[string(plan.role)]
	put := func(s string) { w.itemOf(s, false) }
	if plan.role == "fullstack" {
		w.some(tasksJA["backend"], 2, put)
		own = tasksJA["frontend"]
	}
	w.some(own, 2+r.IntN(3), put)
	w.some(tasksJA[""], 1+r.IntN(3), put)

	w.heading(h[secMust])
	if o.seniority == entry {
		w.itemOf(oneOf(r, []string{"プログラミングを独学で学んだ経験", "学校や職業訓練でプログラミングを学んだ経験", "ものづくりへの強い関心"}), false)
	}
	w.asksFor(o, 3, &askJA, yearsJA)
	if o.years > 0 && !o.statedYears() {
		w.item()
		w.phrase(oneOf(r, []string{"ソフトウェア開発の実務経験%y年以上", "エンジニアとしての実務経験（%y年以上）"}), "", o.years, false)
		w.endItem()
	}
	w.some(mustsJA, 1+r.IntN(3), put)

	w.heading(h[secWish])
	w.asksFor(o, 2, &askJA, nil)
	w.some(wishesJA, 1+r.IntN(3), put)

	if len(o.asks) > 0 {
		w.heading(h[secStack])
		w.stackLines(o, &stackJA, "：", "、")
	}
	if chance(r, 0.7) {
		w.heading(h[secPersona])
		w.some(personasJA, 1+r.IntN(2), put)
	}
	if o.seniority == entry {
		w.paragraphOf(oneOf(r, entryJA), false)
	}
	w.termsJA(o, h)
	if chance(r, 0.75) {
		w.heading(h[secPerks])
		w.some(perksJA, 2+r.IntN(4), put)
	}
	if chance(r, 0.6) || revised {
		w.heading(h[secClosing])
		w.paragraphOf(oneOf(r, closingsJA), false)
		if revised {
			w.paragraphOf("募集人数を1名から2名に増やしました。", false)
		}
	}
}

// titleJA writes the title.
func (w *composer) titleJA(o *opening, repost int) {
	r := w.rng
	plan := &w.cat.roles[o.role]
	name := plan.stacks[o.stack].titleJA
	if name == "" {
		name = oneOf(r, plan.titleJA)
	}
	w.role = name
	switch {
	case o.seniority == senior && chance(r, 0.5):
		name = "シニア" + name
	case o.seniority == lead && plan.role != "em_lead" && chance(r, 0.6):
		name = "リード" + name
	}
	t := w.title
	add := func(parts ...string) {
		for _, p := range parts {
			t = append(t, p...)
		}
	}
	tellsRemote := chance(r, 0.4) // drawn in any case: a repost must not shift the draws that follow
	switch {
	case o.seniority == entry:
		add("【未経験歓迎】")
	case repost > 0 && o.words%2 == 0:
		add("【急募】")
	case o.remote == remoteFull && tellsRemote:
		add("【フルリモート】")
	}
	skill, ok := o.leading()
	switch u := r.IntN(5); {
	case ok && u == 0 && skillTable[skill].kind == kindLanguage && plan.role == "backend" && o.seniority == mid:
		add(skillTable[skill].ja[0], "エンジニア／", w.product.ja, "の開発")
	case ok && u <= 1:
		add(name, "（", skillTable[skill].ja[0], "）")
	case ok && u == 2:
		add(name, "（", skillTable[skill].ja[0], "）／", w.product.ja)
	case u == 3:
		add(w.product.ja, "の", name)
	default:
		add(name, "｜", w.product.ja)
	}
	w.title = t
}

// kind returns how o's employer earns its money, as its listings tell.
func (o *opening) kind() employerKind {
	if o.employer < len(employerTable) {
		return employerTable[o.employer].kind
	}
	switch o.employer % 10 {
	case 0, 1:
		return worksOnOrder
	case 2:
		return lendsPeople
	}
	return makesProduct
}

func employerKindWords(k employerKind) []string {
	switch k {
	case worksOnOrder:
		return ordersJA
	case lendsPeople:
		return lendsJA
	case makesProduct:
	}
	return productsJA
}

// termsJA writes the sections on pay and place.
func (w *composer) termsJA(o *opening, h []string) {
	if o.pay != payHidden {
		w.heading(h[secPay])
		w.paragraph()
		w.writePay(o)
		w.b = append(w.b, w.pay...)
		w.endParagraph()
		if o.pay == payMonth {
			w.paragraphOf("賞与は業績に応じて年2回支給します。", false)
		}
	}
	w.heading(h[secPlace])
	w.paragraph()
	w.b = append(w.b, places[o.place].ja...)
	w.endParagraph()
	w.paragraph()
	w.b = append(w.b, "雇用形態："...)
	w.b = append(w.b, employmentWords(o.contract, false)...)
	w.endParagraph()
	r := w.rng
	var words string
	switch o.remote {
	case remoteFull:
		words = oneOf(r, []string{"フルリモート勤務です。国内であればどこからでも働けます。", "フルリモートで働けます。出社は年に数回の集まりだけです。", "全国どこからでもフルリモートで勤務できます。"})
	case remotePartial:
		day := string(rune('0' + o.days))
		words = oneOf(r, []string{"週" + day + "日出社のハイブリッド勤務です。", "一部リモート可（週" + day + "日まで在宅勤務）。", "出社は週" + day + "日で、ほかの日は在宅勤務を選べます。"})
	case remoteOnsite:
		words = oneOf(r, []string{"オフィスへの出社を基本とします。", "機器を扱うため、毎日出社しての勤務です。", "原則出社での勤務です。"})
	case remoteUnsaid:
		return
	}
	w.paragraphOf(words, false)
}

// writePay sets w.pay to the pay field.
func (w *composer) writePay(o *opening) {
	b := w.pay[:0]
	man := func(v int64) { b = appendInt(b, v/10_000) }
	add := func(s string) { b = append(b, s...) }
	style := o.words >> 7 % 3
	if o.en || places[o.place].currency != "JPY" {
		w.pay = appendPayEN(b, o)
		return
	}
	switch o.pay {
	case payHidden:
		if style == 0 {
			add("当社規定により、経験と能力を考慮して決定します")
		}
	case payYear:
		switch style {
		case 0:
			add("年収")
			man(o.payMin)
			add("万円～")
			man(o.payMax)
			add("万円")
		case 1:
			add("想定年収：")
			man(o.payMin)
			add("～")
			man(o.payMax)
			add("万円")
		default:
			add("年収 ")
			b = appendGrouped(b, o.payMin)
			add("円 ～ ")
			b = appendGrouped(b, o.payMax)
			add("円")
		}
	case payYearFrom:
		add("年収")
		man(o.payMin)
		add("万円以上")
	case payMonth:
		add("月給")
		if style == 0 {
			b = appendGrouped(b, o.payMin)
			add("円～")
			b = appendGrouped(b, o.payMax)
		} else {
			b = appendTenths(b, o.payMin)
			add("万円～")
			b = appendTenths(b, o.payMax)
			add("万")
		}
		add("円")
	case payFee:
		add("月単価")
		man(o.payMin)
		add("万円～")
		man(o.payMax)
		add("万円")
	case payHour:
		add("時給")
		b = appendGrouped(b, o.payMin)
		add("円～")
		b = appendGrouped(b, o.payMax)
		add("円")
	}
	w.pay = b
}

// appendTenths writes yen as 万円 with one decimal where needed: 32.5.
func appendTenths(b []byte, yen int64) []byte {
	b = appendInt(b, yen/10_000)
	if t := yen % 10_000 / 1000; t != 0 {
		b = append(b, '.')
		b = appendInt(b, t)
	}
	return b
}

// composeOther writes a listing of another line of work.
func (w *composer) composeOther(o *opening, company string) {
	r := w.rng
	work := &otherWorks[o.role]
	if o.en {
		h := headingsEN[r.IntN(len(headingsEN))]
		w.title = append(append(append(w.title, work.en...), ", "...), w.product.en...)
		w.heading(h[secAbout])
		w.paragraphOf("You will look after %p. "+w.product.sentenceEN, true)
		w.heading(h[secTasks])
		w.some(work.tasksEN, 3, func(s string) { w.itemOf(s, true) })
		w.heading(h[secMust])
		w.some(otherMustsEN, 3, func(s string) { w.itemOf(s, true) })
		w.heading(h[secPerks])
		w.some(perksEN, 3, func(s string) { w.itemOf(s, true) })
		w.termsEN(o, h)
		return
	}
	h := headingsJA[r.IntN(len(headingsJA))]
	w.title = append(append(append(w.title, work.ja...), "／"...), w.product.ja...)
	w.heading(h[secAbout])
	w.paragraph()
	w.escaped(company)
	w.phrase("の%p担当として、"+work.ja+"を募集します。"+w.product.sentenceJA, "", 0, false)
	w.endParagraph()
	w.heading(h[secTasks])
	w.some(work.tasksJA, 3, func(s string) { w.itemOf(s, false) })
	w.heading(h[secMust])
	w.some(otherMustsJA, 3, func(s string) { w.itemOf(s, false) })
	w.termsJA(o, h)
	w.heading(h[secPerks])
	w.some(perksJA, 4, func(s string) { w.itemOf(s, false) })
}

// composePool writes an open application: no particular work.
func (w *composer) composePool(o *opening, company string) {
	r := w.rng
	if o.en {
		h := headingsEN[r.IntN(len(headingsEN))]
		w.title = append(w.title, "Open Application"...)
		w.heading(h[secAbout])
		w.paragraphOf("Nothing fits, but you would like to work on "+w.product.en+"? Tell us about yourself. "+oneOf(r, teamsEN), true)
		w.heading(h[secClosing])
		w.some(closingsEN, 2, func(s string) { w.paragraphOf(s, true) })
		w.termsEN(o, h)
		return
	}
	h := headingsJA[r.IntN(len(headingsJA))]
	w.title = append(w.title, oneOf(r, []string{"オープンポジション", "オープンポジション（職種を問わず）", "【カジュアル面談】オープンポジション"})...)
	w.heading(h[secAbout])
	w.paragraph()
	w.escaped(company)
	w.phrase("の%pに関心をお持ちの方からのご連絡をお待ちしています。ご経験に合わせて職種をご提案します。", "", 0, false)
	w.endParagraph()
	w.paragraphOf(oneOf(r, teamsJA), false)
	w.heading(h[secClosing])
	w.some(closingsJA, 2, func(s string) { w.paragraphOf(s, false) })
	w.termsJA(o, h)
}
