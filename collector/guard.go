package collector

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// guard keeps requests to the public web: http and https, their own ports, and
// addresses that are reachable by everybody. It looks at the address a name has
// resolved to at the moment of dialling, so that neither a redirect nor a
// changing answer of a name server gets around it.
type guard struct {
	allow []netip.AddrPort // exceptions: a demo or test server, an intranet's board
}

// notPublic are the ranges that are not addresses of the public internet (IANA
// special-purpose registries, RFC 6890), beside those net/netip knows.
var notPublic = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),       // this network
	netip.MustParsePrefix("100.64.0.0/10"),   // carrier-grade NAT
	netip.MustParsePrefix("192.0.0.0/24"),    // protocol assignments
	netip.MustParsePrefix("192.0.2.0/24"),    // documentation
	netip.MustParsePrefix("192.88.99.0/24"),  // 6to4 relays
	netip.MustParsePrefix("198.18.0.0/15"),   // benchmarks
	netip.MustParsePrefix("198.51.100.0/24"), // documentation
	netip.MustParsePrefix("203.0.113.0/24"),  // documentation
	netip.MustParsePrefix("240.0.0.0/4"),     // reserved, and broadcast
	netip.MustParsePrefix("::/96"),           // IPv4-compatible, unspecified, loopback
	netip.MustParsePrefix("64:ff9b::/96"),    // NAT64: an IPv4 address in disguise
	netip.MustParsePrefix("64:ff9b:1::/48"),  // local NAT64
	netip.MustParsePrefix("100::/64"),        // discard
	netip.MustParsePrefix("2001::/23"),       // protocol assignments, Teredo
	netip.MustParsePrefix("2001:db8::/32"),   // documentation
	netip.MustParsePrefix("2002::/16"),       // 6to4: an IPv4 address in disguise
	netip.MustParsePrefix("3fff::/20"),       // documentation
	netip.MustParsePrefix("5f00::/16"),       // segment routing
	netip.MustParsePrefix("fec0::/10"),       // site-local
}

// isPublic reports whether a is an address of the public internet.
func isPublic(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsValid() || a.Zone() != "" || a.IsUnspecified() || a.IsLoopback() || a.IsPrivate() || a.IsMulticast() ||
		a.IsLinkLocalUnicast() || a.IsInterfaceLocalMulticast() {
		return false
	}
	return !slices.ContainsFunc(notPublic, func(p netip.Prefix) bool { return p.Contains(a) })
}

// checkURL refuses what may not even be resolved.
func (g guard) checkURL(u *url.URL) error {
	refuse := func(why string) error { return &FetchError{URL: u.Redacted(), Kind: ErrRefused, Detail: why} }
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return refuse("only http and https are fetched")
	case u.Hostname() == "":
		return refuse("no host")
	case u.User != nil:
		return refuse("user names in addresses are not used")
	}
	if p := u.Port(); p != "" && p != "80" && p != "443" && !g.allowsPort(p) {
		return refuse("port " + p + ": only 80 and 443 are fetched from")
	}
	if a, err := netip.ParseAddr(u.Hostname()); err == nil && !isPublic(a) && !g.allowsHost(a) {
		return refuse("not an address of the public internet")
	}
	return nil
}

func (g guard) allowsPort(port string) bool {
	return slices.ContainsFunc(g.allow, func(ap netip.AddrPort) bool { return strconv.Itoa(int(ap.Port())) == port })
}

func (g guard) allowsHost(a netip.Addr) bool {
	return slices.ContainsFunc(g.allow, func(ap netip.AddrPort) bool { return ap.Addr().Unmap() == a.Unmap() })
}

// control is called by the dialer with the address it is about to connect to.
func (g guard) control(_ context.Context, network, address string, _ syscall.RawConn) error {
	refuse := func(why string) error { return &FetchError{URL: address, Kind: ErrRefused, Detail: why} }
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return refuse("not an address")
	}
	ap = netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
	if slices.ContainsFunc(g.allow, func(a netip.AddrPort) bool { return a.Addr().Unmap() == ap.Addr() && a.Port() == ap.Port() }) {
		return nil
	}
	switch {
	case network != "tcp4" && network != "tcp6" && network != "tcp":
		return refuse("network " + network)
	case ap.Port() != 80 && ap.Port() != 443:
		return refuse(fmt.Sprintf("port %d: only 80 and 443 are fetched from", ap.Port()))
	case !isPublic(ap.Addr()):
		return refuse("not an address of the public internet")
	}
	return nil
}

// newBaseTransport returns the transport that does the connecting. It uses no
// proxy, keeps one connection a host, and undoes no compression: transport does.
func newBaseTransport(g guard) *http.Transport {
	dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second, ControlContext: g.control}
	return &http.Transport{
		Proxy:                  nil,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  20 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		MaxConnsPerHost:        1,
		MaxIdleConns:           64,
		IdleConnTimeout:        90 * time.Second,
		DisableCompression:     true,
	}
}
