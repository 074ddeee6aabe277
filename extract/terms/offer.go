package terms

import (
	"slices"
	"strings"
)

// offerBytes is how much of a posting is searched for signs of an offer.
const offerBytes = 2000

// offerWords are what those who offer work say, about themselves or to the reader.
var offerWords = []string{
	"hiring", "to hire", "recruiting", "looking for", "looking to", "seeking", "searching for", "wanted", "we need", "i need", "need a ", "need an ", "needs ", "join us", "join our", "join the", "join a ", "to apply", "apply at", "apply here", "apply now", "apply via", "apply online", "apply on", "apply:", "application",
	"opening", "positions", "position:", "position is", "this position", "vacanc", "send your", "send me", "send us", "your resume", "your cv", "careers", "/jobs", "jobs@", "our team", "my team", "email me", "email us", "e mail me", "[email]", "contact", "profile", "pm me", "hit me up", "reach out", "get in touch", "drop me", "drop us",
	"you will ", "you'll ", "you have", "we're building", "we are building", "we build", "we're developing", "we make", "we use", "help us", "help build", "come work", "work with us", "tech stack", "stack:", "our stack", "requirements", "responsibilities", "salary:", "equity", "visa", "job spec", "job title", "role:", "company:", "job:", "full time", "part time", "contract ", "experience", "apply/", "/apply", "join us/",
}

// askers make "looking for" and the like the reader's: "if you're looking for".
var askers = []string{"you're", "you are", "are you", "anyone", "startup", "who's", "people", "those"}

// threadWords are about the thread, or about what others posted in it.
var threadWords = []string{
	"this thread", "these threads", "the thread", "whole thread", "upvote", "upvoted", "downvot", "friendly reminder", "ctrl f", "ctrl+f", "these posts", "their posts", "the posts", "job postings this", "in the job postings", "search the posts", "posters", "this page", "smh", "this description", "this board",
	"job listings", "all submissions", "who is hiring posts", "thanks for including", "thanks for posting", "job board", "job offers added", "to all employers", "to employers", "console: http",
}

// offersWork reports whether a posting has any sign of being an employer's offer.
// Threads hold replies, questions, jokes and people who look for work too; a terse
// advertisement still has the fields of a header, or a word of hiring.
func (r *reading) offersWork() bool {
	text := head(string(r.text[r.lead.start:]), offerBytes)
	line := string(r.text[r.lead.start:r.lead.end])
	if strings.Contains(line, "|") || hasCJK(line) {
		return true
	}
	if contains(text, "willing to relocate:", "résumé/cv:", "resume/cv:", "consider my cv", "consider my resume", "seeking work") &&
		!contains(text, "to apply", "qualifications", "responsibilities", "is seeking", "hiring", "we are", "we're") {
		return false // somebody who looks for work
	}
	sentence := r.sentenceLike(line)
	if contains(head(text, 260), threadWords...) && !firstPersonHiring(text) && (sentence || strings.Count(line, " - ")+strings.Count(line, ", ") < 2) {
		return false
	}
	said := speaksOfHiring(text)
	if !sentence {
		return said || r.structured(line)
	}
	if len(text) < shortReply && strings.HasSuffix(strings.TrimSpace(text), "?") {
		return false
	}
	return said || len(text) > longPosting || Language(r.doc.Text) != "en"
}

// A question shorter than shortReply bytes is one put to others; what is longer
// than longPosting is no reply, even where it doesn't speak of hiring.
const (
	shortReply  = 500
	longPosting = 900
)

// speaksOfHiring reports whether s has words of those who offer work.
func speaksOfHiring(s string) bool {
	for _, w := range offerWords {
		for at := 0; ; {
			i := strings.Index(s[at:], w)
			if i < 0 {
				break
			}
			at += i
			site := w[0] == '/' && at > 0 && s[at-1] == '/' // http://jobs.…
			if !site && !contains(tail(s[:at], 14), askers...) && !startsWith(s[at+len(w):], "a job", "jobs", "work ", "remote developer jobs", "a position", "an opportunity", "internship", "new job", "a new", "summer", "an internship") {
				return true
			}
			at += len(w)
		}
	}
	return false
}

// firstPersonHiring reports whether s says in so many words that its writer hires.
func firstPersonHiring(s string) bool {
	return contains(s, "we're hiring", "we are hiring", "is hiring", "are hiring", "we're looking", "we are looking", "is looking for", "i'm hiring", "i am hiring", "we need", "join us", "join our", "to apply", "apply at", "apply here", "[email]", "we're seeking", "hiring:", "send your", "send me your")
}

// sentenceLike reports whether a first line is a sentence, not the fields of a
// header.
func (r *reading) sentenceLike(line string) bool {
	line = strings.TrimSpace(line)
	if startsWith(line, "if you ", "if you're ", "for those ", "for anyone ", "check out ", "here's a", "as always") {
		return true
	}
	if line == "" || contains(line, " - ", " -- ", " @ ", "://", "www.", " / ", "•") {
		return false
	}
	words := len(strings.Fields(line))
	switch line[len(line)-1] {
	case '?':
		return words >= 3
	case '.', '!':
		return words >= 5 && len(headerPlaces(r.header, false)) == 0
	}
	return words >= 14
}

// structured reports whether the line has a field of a header: a place, a term, a
// role, a site.
func (r *reading) structured(line string) bool {
	if contains(line, "://", "www.", ".com", " - ", " -- ", ": ") || len(headerPlaces(r.header, false)) > 0 {
		return true
	}
	for _, reader := range []reader{readEmployment, readRemote, readRole} {
		if slices.ContainsFunc(r.hits[reader], r.inHeader) {
			return true
		}
	}
	return r.headerEmployer() != ""
}
