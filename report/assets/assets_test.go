package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"regexp"
	"strings"
	"testing"
)

// The bundle is the one that README.md says how to build, and safe to put into
// a page: nothing in it ends a script, makes code of text or names an address.
func TestECharts(t *testing.T) {
	js := ECharts()
	sum := sha256.Sum256([]byte(js))
	if got := hex.EncodeToString(sum[:]); got != EChartsSHA256 {
		t.Errorf("sha256 is %s, want %s", got, EChartsSHA256)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), EChartsSHA256) || !strings.Contains(string(readme), EChartsVersion) {
		t.Error("README.md names another version or sum")
	}
	if len(js) > 620_000 {
		t.Errorf("%d bytes, want at most 620000", len(js))
	}
	for _, bad := range []string{"</script", "<!--", "new Function", "sourceMappingURL"} {
		if strings.Contains(strings.ToLower(js), strings.ToLower(bad)) {
			t.Errorf("has %q in it", bad)
		}
	}
	if m := regexp.MustCompile(`[^\w.$]eval\(`).FindString(js); m != "" {
		t.Errorf("has %q in it", m)
	}
	for _, address := range regexp.MustCompile(`(?:https?:)?//[a-z][\w.-]+\.[a-z]{2,}[^\s"'\x60]*`).FindAllString(js, -1) {
		if !strings.HasPrefix(address, "http://www.w3.org/") {
			t.Errorf("names the address %s", address)
		}
	}
	for _, want := range []string{"Apache License, Version 2.0", "Baidu Inc.", "Mike Bostock", "WITHOUT WARRANTIES"} {
		if !strings.Contains(js[:3000], want) {
			t.Errorf("its opening comment lacks %q", want)
		}
	}
}
