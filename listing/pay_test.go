package listing_test

import (
	"encoding/json"
	"testing"

	"juyo/listing"
)

func TestPayJSONKeepsCents(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"hourly with cents", `{"min":46.75,"max":50.5,"currency":"AUD","period":"hour"}`, `{"min":46.75,"max":50.5,"currency":"AUD","period":"hour","annual_min":null,"annual_max":null}`},
		{"open above", `{"min":6000000,"max":null,"currency":"JPY","period":"year"}`, `{"min":6000000,"max":null,"currency":"JPY","period":"year","annual_min":null,"annual_max":null}`},
		{"strings of digits", `{"min":"5,000,000","max":"","currency":"JPY","period":"year"}`, `{"min":5000000,"max":null,"currency":"JPY","period":"year","annual_min":null,"annual_max":null}`},
		{"five cents", `{"min":19.05,"max":19.05,"currency":"USD","period":"hour","annual_min":39624,"annual_max":39624,"annual_method":"hour*2080","pay_source":"text"}`, `{"min":19.05,"max":19.05,"currency":"USD","period":"hour","annual_min":39624,"annual_max":39624,"annual_method":"hour*2080","pay_source":"text"}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var p listing.Pay
			if err := json.Unmarshal([]byte(tc.in), &p); err != nil {
				t.Fatal(err)
			}
			got, err := json.Marshal(&p)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
	var p listing.Pay
	if err := json.Unmarshal([]byte(`{"min":"plenty"}`), &p); err == nil {
		t.Error("a word was taken for an amount")
	}
}
