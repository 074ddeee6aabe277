package terms

import "strings"

// jobWords make a field of a header something else than a name when they are all
// it holds, or nearly.
var jobWords = wordSet(`engineer engineers engineering developer developers programmer programmers designer designers scientist scientists architect architects devops sysadmin
	intern interns internship internships manager managers lead leads senior sr junior jr staff principal software hardware backend frontend front back end full stack fullstack web mobile ios android
	data product project qa test tester sre cto vp head director analyst position positions role roles job jobs opening openings hiring multiple various several many other all levels
	remote onsite on site hybrid fulltime full time part parttime ft pt contract contractor freelance permanent perm visa visas h1b relocation sponsorship salary equity competitive
	ok welcome possible available only preferred yes no and or for in of the to with a an we are looking our new york city area bay us usa uk eu europe
	python java javascript ruby rails go golang php react node scala clojure haskell rust c c++ kotlin swift elixir django angular aws kubernetes sql machine learning ai ml
	seeking wanted need location locations company title description ycombinator yc hn who is urgent startup stealth mode stealthmode funded series seed early stage profitable fintech healthcare saas firmware systems`)

// roleWords make a field of a header a role even beside other words.
var roleWords = wordSet(`engineer engineers developer developers programmer programmers designer designers scientist scientists architect architects sysadmin devops intern interns
	internship internships positions openings hackers coders ninja ninjas rockstar frontend backend fullstack hiring looking seeking analyst recruiter marketing manager cto startup startups support`)

// notNames are first words of lines that begin a sentence.
var notNames = wordSet(`we our i i'm we're we've my you your hi hello hey this these that the it it's if do are is at in on for with from come join want help looking seeking hiring apply
	please note update edit repost also currently full part remote onsite location locations company position positions role title job jobs about why what who where when how there here let's
	are as an a one two three senior lead junior staff principal backend frontend fullstack new multiple various all any some many first second posting founded based just most other interested
	work working build building love ever tired not no yes sorry contact email website url link tl dr tldr tl;dr stack tech technology salary visa`)

// hostOf returns the site's name of the first address in s, without "www." and
// the commonest endings; "" for sites that host other people's pages.
func hostOf(s string) string {
	i := strings.Index(s, "://")
	if i < 0 {
		if i = strings.Index(s, "www."); i < 0 {
			return ""
		}
		i -= 3
	}
	host := s[i+3:]
	if j := strings.IndexAny(host, "/ )?#|,]"); j >= 0 {
		host = host[:j]
	}
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	if foreignHost(host) {
		return ""
	}
	parts := strings.Split(host, ".")
	if len(parts) < 2 {
		return ""
	}
	switch last := parts[len(parts)-1]; last {
	case "com", "io", "co", "net", "org", "ai", "dev", "app", "de", "uk", "fr", "nl", "us", "ca":
		name := parts[len(parts)-2]
		if (name == "co" || name == "com") && len(parts) > 2 {
			name = parts[len(parts)-3]
		}
		return name
	}
	return host
}

// foreignHosts are parts of the names of sites that host other people's pages:
// applicant tracking, boards, link shorteners, social networks, forms and files.
var foreignHosts = []string{
	"lever.co", "greenhouse.io", "grnh.se", "workable.com", "ashbyhq.com", "github", "gitlab.io", "google", "goo.gl", "forms.gle", "linkedin", "lnkd.in", "angel.co", "ycombinator", "bit.ly", "tinyurl.", "ow.ly", "buff.ly",
	"hubs.ly", "hubs.la", "rebrand.ly", "is.gd", "smrtr.io", "recruitee", "smartrecruiters", "jobvite", "stackoverflow", "medium.com", "notion", "airtable", "typeform", "twitter", "facebook", "youtube", "youtu.be", "instagram",
	"breezy", "bamboohr", "workday", "myworkdayjobs", "icims", "taleo", "jobscore", "applytojob", "resumator", "indeed", "keyvalues", "hired.com", "wellfound", "techcrunch", "dropbox", "jobs.", "careers.", "career.", "apply.", "boards.",
	"umantis", "personio", "teamtailor", "homerun.co", "welcomekit", "welcometothejungle", "jazz.co", "jazzhr", "catsone", "comeet", "pinpointhq", "freshteam", "zohorecruit", "ultipro", "paylocity", "successfactors", "brassring", "silkroad",
	"peoplehr", "traffit", "recruiterbox", "trakstar", "hirebridge", "rippling", "polymer.co", "hrmos.co", "herp.careers", "talentio", "en-gage", "wantedly", "green-japan", "glassdoor", "monster.com", "dice.com", "kununu", "xing.com",
	"remoteok", "weworkremotely", "crunchbase", "producthunt", "vimeo.com", "imgur.com", "reddit.com", "wikipedia", "amazonaws", "herokuapp", "appspot.com", "blogspot", "tumblr", "about.me", "pastebin", "mailto", "eepurl", "calendly", "hirevue", "join.com", "softgarden", "kinetics.io", "whoishiring",
}

// foreignHost reports whether host belongs to one of foreignHosts.
func foreignHost(host string) bool {
	if !strings.ContainsRune(host, '.') {
		return false
	}
	for _, h := range foreignHosts {
		if strings.Contains(host, h) {
			return true
		}
	}
	return false
}

// loneTerms are terms that stand beside a name without a mark.
var loneTerms = wordSet("remote onsite on-site hybrid fulltime full-time part-time only location location: based located")

// leadTerms are those of loneTerms that may stand before a name.
var leadTerms = wordSet("remote onsite on-site fulltime full-time only")

// postLeads begin the name of a post.
var postLeads = []string{"head of ", "director of ", "vp of ", "chief "}

// notNameWords are words that no employer's name holds but headers and headings
// do.
var notNameWords = wordSet(`salary benefits backed including apply applies qualifications qualification requirements responsibilities responsibility relocate relocation resume résumé resumes
	description opportunities postings equity willing looking seeking hiring encouraged flexibility competitive sponsorship h1b fulltime full-time part-time contract-to-hire craftsmen administrator`)

// notNameTails are words that no name ends with.
var notNameTails = wordSet("located based including wanted needed or and with for in at the skills details summary info developer needed")

// notNameLeads begin lines that name a post or go on about something.
var notNameLeads = []string{"director, ", "vp, ", "more about", "more info", "about us", "about this", "about the ", "hi all", "hi, ", "how to ", "job summary", "job details", "desired ", "preferred skills", "required skills", "must-have", "mostly ", "maybe ", "stealth ", "full stack", "fully ", "cofounder", "co-founder", "technical co-founder", "location:", "various ", "multiple ", "send ", "see "}

// notNamesAlone are words that are no name when they stand alone.
var notNamesAlone = wordSet(`skills technologies technology experience summary qualifications requirements opportunity solution analysts careers career automation process located thanks corrected absolutely maybe citizenship portfolio founder
	cellular permanent permament he me we or so ok n/a tba tbd stealth northeast southeast northwest southwest midwest downtown about email mission details overview background compensation`)
