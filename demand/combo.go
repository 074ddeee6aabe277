package demand

import (
	"slices"

	"juyo/listing"
)

// Combos returns how many listings ask for the combinations the career articles
// name. A listing has "backend" when its role is backend or full-stack or it
// names a language or framework used for servers; "frontend" when it names a
// frontend technology or its role is frontend or full-stack; "cloud" when it
// names a cloud or a service of one; "a language" when it names a programming
// language; "database design" when it names any skill of that category of
// article 2. Required is the same when only skills asked for as 必須 count.
func (m *Market) Combos(q Question) (*ComboResult, error) {
	a, err := m.ask(q)
	if err != nil {
		return nil, err
	}
	head, d := m.answer(a)
	res := &ComboResult{Answer: head, Rows: []ComboRow{}}
	if res.Suppressed != nil {
		return res, nil
	}
	defs := combos()
	parts := m.partsOf()
	c := newCounter(2*len(defs), a.month, a.month)
	for u := range m.unique(a.Scope, a.month, a.month) {
		c.enter(u)
		all, required := m.partsIn(parts, u)
		c.mask(combosIn(defs, all)|combosIn(defs, required)<<len(defs), u)
	}
	c.flush()
	for i, def := range defs {
		row := ComboRow{
			Key: def.key, NameJA: def.ja, NameEN: def.en, DefinitionJA: def.meansJA, DefinitionEN: def.meansEN, Base: def.parts == partBackend,
			Warnings: []Warning{},
		}
		t := c.at(i, 0)
		if row.Reason = rowFloor(t, a.MinN); row.Reason == nil {
			row.Share = t.share(d)
			row.Warnings = t.warnings()
		}
		if t := c.at(len(defs)+i, 0); rowFloor(t, a.MinN) == nil {
			s := t.share(d)
			row.Required = &s
		}
		res.Rows = append(res.Rows, row)
	}
	return res, nil
}

// part is one ingredient of a combination, a bit.
type part uint8

const (
	partBackend part = 1 << iota
	partFrontend
	partCloud
	partLanguage
	partDatabaseDesign
)

type combo struct {
	key, ja, en string
	parts       part
	// What has it, in words; the code that decides is partsIn and partsOf.
	meansJA, meansEN string
}

// combos lists the combinations in the order they are shown: backend alone
// first, as what the next two are a part of.
func combos() []combo {
	return []combo{
		{
			"backend", "バックエンド", "Backend", partBackend,
			"職種がバックエンドかフルスタック、またはサーバー側の言語・フレームワーク（Java、Go、Python、Rails など）を挙げる求人",
			"the role is backend or full stack, or a server-side language or framework (Java, Go, Python, Rails …) is named",
		},
		{
			"backend_frontend", "バックエンド+フロントエンド", "Backend and frontend", partBackend | partFrontend,
			"バックエンドのうち、フロントエンドの技術（React など）も挙げるか、職種がフロントエンドかフルスタックの求人",
			"backend, and a frontend technology (React …) is named too or the role is frontend or full stack",
		},
		{
			"backend_cloud", "バックエンド+クラウド", "Backend and cloud", partBackend | partCloud,
			"バックエンドのうち、クラウドやそのサービス（AWS、Google Cloud など）も挙げる求人",
			"backend, and a cloud or a service of one (AWS, Google Cloud …) is named too",
		},
		{
			"language_cloud_db", "言語+クラウド+DB設計", "A language, cloud and database design", partLanguage | partCloud | partDatabaseDesign,
			"プログラミング言語、クラウド、記事2の「DB設計」の分類のスキルを、どれも1つ以上挙げる求人（バックエンドに限らない）",
			"a programming language, a cloud, and a skill of article 2's category “Database design” are all named (not only backend)",
		},
	}
}

// combosIn returns which combinations have all their parts, bit i for defs[i].
func combosIn(defs []combo, have part) uint64 {
	var set uint64
	for i, d := range defs {
		if have&d.parts == d.parts {
			set |= 1 << i
		}
	}
	return set
}

// partsIn returns the parts a listing has, and those it has when only required
// skills count. A role counts in both: a title is what the job is.
func (m *Market) partsIn(of []part, u *unique) (all, required part) {
	for _, r := range u.rows {
		all |= m.table.roleParts(r)
	}
	required = all
	for _, p := range u.skills {
		all |= of[p.Number()]
		if p.Level() == listing.LevelRequired {
			required |= of[p.Number()]
		}
	}
	return all, required
}

func (t *table) roleParts(r uint32) part {
	var p part
	for i, role := range listing.Roles() {
		if t.roles[r]>>i&1 == 0 {
			continue
		}
		switch role {
		case "backend":
			p |= partBackend
		case "frontend":
			p |= partFrontend
		case "fullstack":
			p |= partBackend | partFrontend
		}
	}
	return p
}

// partsOf returns by skill number the parts a skill stands for.
func (m *Market) partsOf() []part {
	of := make([]part, len(m.catalogue.Skills))
	for k := range m.catalogue.Skills {
		s := &m.catalogue.Skills[k]
		switch {
		case s.Kind == "language" && !notProgramming(s.ID):
			of[k] |= partLanguage
		case s.Kind == "frontend":
			of[k] |= partFrontend
		case (s.Kind == "cloud" || s.Kind == "cloud-service") && !businessSuite(s.ID) && slices.Contains(s.Article2, "cloud"):
			of[k] |= partCloud
		}
		if serverSide(s.ID) {
			of[k] |= partBackend
		}
		if slices.Contains(s.Article2, "db_design") {
			of[k] |= partDatabaseDesign
		}
	}
	return of
}

// serverSide reports whether a language or framework says "backend" by itself.
// JavaScript and TypeScript don't (Node.js does), nor do C, C++, Swift and Dart.
func serverSide(id string) bool {
	switch id {
	case "java", "go", "python", "php", "ruby", "kotlin", "scala", "csharp", "rust", "elixir", "erlang", "perl", "clojure", "groovy",
		"nodejs", "express", "nestjs", "fastify", "koa", "hapi", "hono", "adonisjs", "deno", "bun",
		"spring", "spring-boot", "spring-mvc", "spring-cloud", "spring-batch", "spring-security", "jakarta-ee", "servlet-jsp", "struts",
		"seasar2", "terasoluna", "play-framework", "quarkus", "micronaut", "vertx", "dropwizard", "akka", "ktor", "java-se",
		"django", "drf", "django-channels", "flask", "fastapi", "tornado", "pyramid", "bottle-py", "sanic", "starlette", "aiohttp",
		"rails", "sinatra", "hanami", "grape",
		"laravel", "symfony", "cakephp", "codeigniter", "fuelphp", "zend", "yii", "phalcon", "slim-php",
		"gin", "echo", "fiber", "beego", "chi-go", "goa", "go-kit",
		"aspnet", "orleans", "actix", "axum", "rocket-rs", "phoenix", "vapor", "mojolicious":
		return true
	}
	return false
}

// notProgramming reports whether a skill is filed as a language but is no answer
// to "which language do you program in".
func notProgramming(id string) bool {
	switch id {
	case "html", "css", "xml", "json", "yaml", "sql", "plsql", "tsql", "cypher-ql", "sparql", "mdx", "awk":
		return true
	}
	return false
}

// businessSuite reports whether a skill is sold as a cloud but is not what an
// article means by a backend engineer who knows a cloud.
func businessSuite(id string) bool {
	switch id {
	case "salesforce", "sap", "s4hana", "servicenow", "kintone", "dynamics365", "power-platform", "oracle-ebs", "netsuite", "shopify",
		"m365", "google-workspace", "workday", "zendesk", "sharepoint", "hubspot", "marketo", "intercom", "braze", "karte", "klaviyo", "mailchimp",
		"airtable", "freshdesk", "bigcommerce", "pardot", "sfmc", "smarthr", "successfactors", "sap-ariba", "sap-concur", "garoon",
		"exchange-online", "peoplesoft", "jd-edwards", "oracle-fusion", "agentforce":
		return true
	}
	return false
}
