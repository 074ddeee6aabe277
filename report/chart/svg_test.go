package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"a style becomes attributes, the position x and y": {
			`<svg width="9" height="8" viewBox="0 0 9 8"><text style="font-size:12px;font-family:sans-serif;" y="-6" transform="translate(1.26 16)" fill="var(--muted)">a&lt;b</text></svg>`,
			`<svg class="c" viewBox="0 0 9 8"><g font-size="12" fill="var(--muted)"><text x="1.3" y="10">a&lt;b</text></g></svg>`,
		},
		"what paints nothing goes": {
			`<svg><rect width="1" height="1" fill="none"/><path d="M0 0" fill="none"/><path d="M1 1" fill="none" stroke="red" stroke-opacity="0"/></svg>`,
			`<svg class="c"></svg>`,
		},
		"paths that look alike become one": {
			`<svg><path d="M0 0L1 1" stroke="red"/><path d="M2 2L3 3" stroke="red"/><path d="M4 4" stroke="blue"/></svg>`,
			`<svg class="c"><path d="M0 0L1 1M2 2L3 3" stroke="red"/><path d="M4 4" stroke="blue"/></svg>`,
		},
		"a moved path stays alone": {
			`<svg><path d="M0 0" fill="red" transform="translate(1 2)"/><path d="M0 0" fill="red" transform="translate(1 2)"/></svg>`,
			`<svg class="c"><path d="M0 0" fill="red" transform="translate(1 2)"/><path d="M0 0" fill="red" transform="translate(1 2)"/></svg>`,
		},
		"a round mark becomes a circle": {
			`<svg><path d="` + unitCircle + `" transform="matrix(4,0,0,4,10.26,20)" fill="var(--page)" stroke="red" stroke-width="0.5"/></svg>`,
			`<svg class="c"><g fill="var(--page)" stroke="red" stroke-width="2"><circle cx="10.3" cy="20" r="4"/></g></svg>`,
		},
		"what is not listed goes, with all inside it": {
			`<svg onload="alert(1)"><style><![CDATA[.a{}]]></style><script>alert(1)</script><a href="javascript:alert(1)"><text>x</text></a>` +
				`<foreignObject><path d="M0 0"/></foreignObject><image href="x"/><path d="M0 0" class="zr" ecmeta_x="1" onclick="alert(1)"/></svg>`,
			`<svg class="c"><path d="M0 0"/></svg>`,
		},
		"a value that is no number, name or colour goes": {
			`<svg><path d="M0 0" fill="url('javascript:alert(1)')" stroke="red"/></svg>`,
			`<svg class="c"><path d="M0 0" stroke="red"/></svg>`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := clean(tt.in, ` class="c"`)
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
	if _, err := clean("<svg", ""); err == nil {
		t.Error("half an element: no error")
	}
}

// Whatever comes in, what goes out is well formed and has only listed elements
// and attributes.
func FuzzClean(f *testing.F) {
	f.Add(`<svg><g><text x="1">a</text><path d="M0 0" fill="none" stroke="red"/></g></svg>`)
	f.Add(`<svg><script>alert(1)</script><text><tspan>&lt;</tspan></text></svg>`)
	f.Add(`<svg><circle r="1"><path d="M0"/></circle></svg>`)
	f.Fuzz(func(t *testing.T, in string) {
		out, err := clean(in, "")
		if err != nil {
			t.Skip("refused")
		}
		d := xml.NewDecoder(strings.NewReader(out))
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("%v in %q from %q", err, out, in)
			}
			if e, ok := tok.(xml.StartElement); ok {
				if !keptElements.MatchString(e.Name.Local) {
					t.Fatalf("element %s in %q", e.Name.Local, out)
				}
				for _, a := range e.Attr {
					if !keptAttributes.MatchString(a.Name.Local) || !plainValue.MatchString(a.Value) {
						t.Fatalf("attribute %s=%q in %q", a.Name.Local, a.Value, out)
					}
				}
			}
		}
	})
}

func TestScale(t *testing.T) {
	tests := []struct {
		top         float64
		ticks       int
		limit, step float64
	}{
		{37, 5, 40, 10}, {100, 5, 100, 20}, {0.7, 3, 0.75, 0.25}, {41, 2, 50, 25}, {0, 5, 1, 0.2}, {1234, 4, 1500, 500}, {98.3, 2, 100, 50}, {55, 2, 60, 30}, {55, 5, 60, 20},
	}
	for _, tt := range tests {
		if limit, step := scale(tt.top, tt.ticks); limit != tt.limit || step != tt.step {
			t.Errorf("scale(%v, %d) = %v, %v; want %v, %v", tt.top, tt.ticks, limit, step, tt.limit, tt.step)
		}
	}
	for i := range 2000 {
		top := float64(i)*0.37 + 0.001
		limit, step := scale(top, 5)
		if limit < top || limit/step > 5.0001 {
			t.Fatalf("scale(%v) = %v, %v", top, limit, step)
		}
	}
}

func TestPatch(t *testing.T) {
	option := map[string]any{"xAxis": []any{map[string]any{}}, "s": "x"}
	for _, bad := range []string{"xAxis.1.a", "xAxis.x", "s.a"} {
		if err := (patch{bad, 1}).apply(option); err == nil {
			t.Errorf("patch %s: no error", bad)
		}
	}
	if err := (patch{"xAxis.0.axisLabel.interval", 3}).apply(option); err != nil {
		t.Fatal(err)
	}
}
