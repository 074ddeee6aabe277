package source

import (
	"regexp"
	"strings"
	"testing"
)

// What hasTag, hasEscapedTag and blockTags look for, as regular expressions.
var (
	tag        = regexp.MustCompile(`(?i)</?(p|br|div|ul|ol|li|h[1-6]|span|strong|b|em|i|u|a|table|tr|td|th|section|font|code|pre|hr)\b[^<>]*>`)
	escapedTag = regexp.MustCompile(`(?i)&(amp;)?lt;/?(p|br|div|ul|ol|li|h[1-6]|span|strong|b|em|a|table)\b`)
	blockTag   = regexp.MustCompile(`(?i)<(p|br|div|li|h[1-6]|tr)\b`)
)

var oddBodies = []string{
	"", "<", "</", "a < b", "<p>", "</P >", "<br/>", "<p", "<p a<b>", "<pp>", "<p1>", "<p_>", "<p-x>", "<h1>", "<h7>", "<Section x>", "<sections>", "< p>", "<//p>", "<p日>", "<h1 <td>",
	"&lt;p&gt;", "&amp;lt;/div&gt;", "&AMP;LT;BR", "&amp;amp;lt;p", "&lt;i&gt;", "&lt;", "&lt;p", "&lt;px", "&lt;//p", "&&lt;p&gt;", "<tr><td><li/>",
}

func compareTagsOfBodies(t *testing.T, s string) {
	t.Helper()
	if strings.ContainsAny(s, "\u017f\u212a") { // which fold to s and k, in no markup there is
		return
	}
	if got, want := hasTag(s), tag.MatchString(s); got != want {
		t.Errorf("%q has a tag: %t, want %t", s, got, want)
	}
	if got, want := hasEscapedTag(s), escapedTag.MatchString(s); got != want {
		t.Errorf("%q has an escaped tag: %t, want %t", s, got, want)
	}
	if got, want := blockTags(s), len(blockTag.FindAllStringIndex(s, -1)); got != want {
		t.Errorf("%q has %d block tags, want %d", s, got, want)
	}
}

func TestTagsOfBodies(t *testing.T) {
	for _, s := range oddBodies {
		compareTagsOfBodies(t, s)
	}
}

func FuzzTagsOfBodies(f *testing.F) {
	for _, s := range oddBodies {
		f.Add(s)
	}
	f.Fuzz(compareTagsOfBodies)
}
