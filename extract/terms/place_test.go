package terms

import (
	"strconv"
	"strings"
	"testing"

	"juyo/listing"
)

// short writes places as "JP13 GB".
func short(ps []listing.Place) string {
	var out []string
	for _, p := range ps {
		s := p.Country
		if p.Prefecture > 0 {
			s += strconv.Itoa(p.Prefecture)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestPlaces(t *testing.T) {
	tests := []struct{ text, want string }{
		{"東京都渋谷区道玄坂1-2-3", "JP13"},
		{"京都府京都市中京区", "JP26"},
		{"京都", "JP26"},
		{"東京都", "JP13"},
		{"大阪・東京・福岡", "JP27 JP13 JP40"},
		{"〒231-0000 神奈川県横浜市中区", "JP14"},
		{"港区六本木", "JP13"},
		{"北海道札幌市", "JP1"},
		{"日本", "JP"},
		{"Tokyo, Japan", "JP13"},
		{"Minato-ku, Tokyo", "JP13"},
		{"Japan", "JP"},
		{"San Francisco, CA", "US"},
		{"SF", "US"},
		{"us", ""},
		{"London, UK", "GB"},
		{"London, ON", "CA"},
		{"Toronto, CA", "CA"},
		{"Berlin, DE", "DE"},
		{"Paris, TX", "US"},
		{"Gurgaon, IN", "IN"},
		{"San Jose, Costa Rica", "CR"},
		{"San Jose, CA, USA", "US"},
		{"Berlin, Paris, London", "DE FR GB"},
		{"NYC / London / Tokyo", "US GB JP13"},
		{"Cambridge, MA", "US"},
		{"Boston/Cambridge", "US"},
		{"Cambridge", "GB"},
		{"Leawood, KS", "US"},
		{"Washington, D.C.", "US"},
		{"Remote (US)", "US"},
		{"Remote (Europe)", "EU"},
		{"Remote", ""},
		{"REMOTE OK", ""},
		{"VISA, OK", ""},
		{"St. Louis, Missouri", "US"},
		{"Tel-Aviv, Israel", "IL"},
		{"Ho Chi Minh City", "VN"},
		{"Bengaluru, Karnataka, India", "IN"},
		{"São Paulo, Brazil", "BR"},
		{"München", "DE"},
		{"ベトナム・ホーチミン", "VN"},
		{"Sydney, NSW", "AU"},
		{"東京大学", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := short(Places(tt.text)); got != tt.want {
			t.Errorf("Places(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
