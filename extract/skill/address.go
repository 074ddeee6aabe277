package skill

import (
	"strings"
)

// inAddress reports whether text[start:end] is part of a URL, an e-mail address
// or a domain name, and not all of it.
func (v *view) inAddress(start, end int) bool {
	text := v.d.Text
	if !isAddressByte(before(text, start)) && !isAddressByte(after(text, end)) {
		return false
	}
	from, to := start, end
	for from > 0 && start-from < 200 && isAddressByte(text[from-1]) {
		from--
	}
	for to < len(text) && to-end < 200 && isAddressByte(text[to]) {
		to++
	}
	token := text[from:to]
	at := start - from
	if i := strings.Index(token, "://"); i >= 0 && (i <= at || i == at+end-start) {
		return true
	}
	if strings.Contains(token[:at], "www.") {
		return true
	}
	if i := strings.IndexByte(token, '@'); i > 0 && i < len(token)-3 && strings.IndexByte(token[i:], '.') > 0 {
		return true
	}
	// example.com/go: a domain before the hit or right behind it.
	if i := strings.LastIndexByte(token[:at], '.'); i >= 0 && i+1 < len(token) {
		tail := token[i+1:]
		if n := domainTail(tail); n > 0 && i+1+n <= at && !sourceTail(tail[:n]) && i > 0 && isWord(rune(token[i-1])) {
			return true
		}
	}
	rest := token[end-from:]
	if strings.ContainsAny(text[start:end], "#+ ") {
		return false // no domain name holds these
	}
	for k := 0; k < len(rest); k++ {
		if rest[k] == '.' && k+1 < len(rest) {
			n := domainTail(rest[k+1:])
			return n > 0 && (!sourceTail(rest[k+1:k+1+n]) || k == 0)
		}
		if !isWord(rune(rest[k])) && rest[k] != '-' {
			break
		}
	}
	return false
}

// sourceTail reports whether s is a file's ending rather than a domain's.
func sourceTail(s string) bool {
	switch s {
	case "js", "ts", "py", "rb", "md", "html", "php", "jsx", "tsx", "net", "io":
		return true
	}
	return false
}

func before(s string, i int) byte {
	if i == 0 {
		return ' '
	}
	return s[i-1]
}

func after(s string, i int) byte {
	if i >= len(s) {
		return ' '
	}
	return s[i]
}

func isAddressByte(c byte) bool { return addressByte[c] }

// addressByte says which bytes may stand in an address.
var addressByte = func() (t [256]bool) {
	for c := ' ' + 1; c < 0x7f; c++ {
		t[c] = !strings.ContainsRune(`,;()<>[]{}"'|`, c)
	}
	return t
}()
