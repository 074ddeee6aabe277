package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Colours are for terminals, and for people who have not said no; without the
// colours the text is the listing's.
func TestExplainColors(t *testing.T) {
	const ad = "Backend Engineer\nRequirements\n- Go\nNice to have\n- Terraform\nBenefits\n- PHP meetups \x1b]0;gone\a\u202e"
	colored := regexp.MustCompile(`\x1b\[[0-9;]+m`)
	for _, tt := range []struct {
		name    string
		tty     bool
		environ []string
		args    []string
		want    bool
	}{
		{"terminal", true, nil, nil, true},
		{"pipe", false, nil, nil, false},
		{"NO_COLOR", true, []string{"NO_COLOR=1"}, nil, false},
		{"--no-color", true, nil, []string{"--no-color"}, false},
		{"dumb", true, []string{"TERM=dumb"}, nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := run(t.Context(), append([]string{"extract", "--explain", "--text"}, tt.args...), env{
				stdin: strings.NewReader(ad), stdout: &out, stderr: &errs, stdoutTTY: tt.tty, now: time.Now,
				environ: append([]string{"LANG=en", "HOME=" + t.TempDir()}, tt.environ...),
			})
			if code != exitOK {
				t.Fatalf("exit %d: %s", code, &errs)
			}
			if got := colored.MatchString(out.String()); got != tt.want {
				t.Errorf("colours: %t, want %t in\n%q", got, tt.want, &out)
			}
			plainText := colored.ReplaceAllString(out.String(), "")
			if strings.ContainsAny(plainText, "\x1b\a\u202e") {
				t.Errorf("the listing drives the terminal:\n%q", plainText)
			}
			required, mark := "  | - Go\n", "[Go→required]"
			if !tt.want {
				required = "  | - " + mark + "\n"
			} else if strings.Contains(plainText, mark) {
				t.Error("marked twice")
			}
			if !strings.Contains(plainText, required) {
				t.Errorf("no %q in\n%s", required, plainText)
			}
			for _, code := range []string{colorRequired + "mGo", colorPreferred + "mTerraform", colorUsed + "mBackend", colorRefused + "mPHP"} {
				if got := strings.Contains(out.String(), "\x1b["+code+"\x1b[0m"); got != tt.want {
					t.Errorf("%q: %t, want %t", code, got, tt.want)
				}
			}
		})
	}
}
