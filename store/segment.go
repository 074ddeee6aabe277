package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"

	"juyo/demand"
	"juyo/listing"
)

// segmentFormat is the number of the format below. A database whose segments
// have another is rebuilt, never migrated.
const segmentFormat = 2

// A segment is stored as its number of rows, its columns one after another, and a
// CRC-32C of all that. A column of numbers is a byte with its width in bits
// (0, 1, 2, 4, 8, 16, 24 or 32), its smallest value, and each value's distance
// from that in that many bits. So a column costs what its values in this segment
// need, and is read by one loop without branches. Pay and industries are kept only
// for rows that state some; the region follows from the place set but is kept, at two bits,
// so that a segment is complete in itself. All is little-endian.

// number is what columns hold.
type number interface{ ~uint8 | ~uint16 | ~uint32 }

// putColumn appends a column.
func putColumn[T number](dst []byte, v []T) []byte {
	lo, hi := uint32(math.MaxUint32), uint32(0)
	for _, x := range v {
		lo, hi = min(lo, uint32(x)), max(hi, uint32(x))
	}
	if len(v) == 0 {
		lo = 0
	}
	width := widthOf(max(hi, lo) - lo)
	dst = append(dst, byte(width))
	dst = binary.LittleEndian.AppendUint32(dst, lo)
	switch width {
	case 0:
	case 8:
		for _, x := range v {
			dst = append(dst, byte(uint32(x)-lo))
		}
	case 16:
		for _, x := range v {
			dst = binary.LittleEndian.AppendUint16(dst, uint16(uint32(x)-lo)) // the width says it fits
		}
	case 24:
		for _, x := range v {
			d := uint32(x) - lo
			dst = append(dst, byte(d), byte(d>>8), byte(d>>16))
		}
	case 32:
		for _, x := range v {
			dst = binary.LittleEndian.AppendUint32(dst, uint32(x)-lo)
		}
	default: // 1, 2 or 4: several to a byte
		per := 8 / width
		for i := 0; i < len(v); i += per {
			var b byte
			for j := range min(per, len(v)-i) {
				b |= byte(uint32(v[i+j])-lo) << (j * width)
			}
			dst = append(dst, b)
		}
	}
	return dst
}

func widthOf(spread uint32) int {
	for _, w := range []int{0, 1, 2, 4, 8, 16, 24} {
		if spread < 1<<w {
			return w
		}
	}
	return 32
}

// columnReader reads columns one after another; the first fault stays.
type columnReader struct {
	b   []byte
	err error
}

func (r *columnReader) fault(why string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: segment: %s", ErrCorrupt, why)
	}
}

// take cuts n bytes off.
func (r *columnReader) take(n int) []byte {
	if r.err != nil || n < 0 || n > len(r.b) {
		r.fault("ends early")
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

// column reads n numbers.
func column[T number](r *columnReader, n int) []T {
	head := r.take(5)
	if head == nil {
		return nil
	}
	width, lo := int(head[0]), T(binary.LittleEndian.Uint32(head[1:]))
	if width > 32 || width != widthOf(1<<width-1) {
		r.fault("unknown column width")
		return nil
	}
	b := r.take((n*width + 7) / 8)
	if r.err != nil {
		return nil
	}
	v := make([]T, n)
	switch width {
	case 0:
		if lo != 0 {
			for i := range v {
				v[i] = lo
			}
		}
	case 8:
		for i, d := range b[:len(v)] {
			v[i] = lo + T(d)
		}
	case 16:
		for i := range v {
			v[i] = lo + T(binary.LittleEndian.Uint16(b[2*i:]))
		}
	case 24:
		for i := range v {
			d := b[3*i : 3*i+3]
			v[i] = lo + T(uint32(d[0])|uint32(d[1])<<8|uint32(d[2])<<16)
		}
	case 32:
		for i := range v {
			v[i] = lo + T(binary.LittleEndian.Uint32(b[4*i:]))
		}
	case 1:
		for i := range v {
			v[i] = lo + T(b[i>>3]>>(i&7)&1)
		}
	case 2:
		for i := range v {
			v[i] = lo + T(b[i>>2]>>(i&3*2)&3)
		}
	case 4:
		for i := range v {
			v[i] = lo + T(b[i>>1]>>(i&1*4)&15)
		}
	}
	return v
}

// bits turns truths into a column's numbers, truths back.
func bits(v []bool) []uint8 {
	n := make([]uint8, len(v))
	for i, t := range v {
		if t {
			n[i] = 1
		}
	}
	return n
}

func truths(v []uint8) []bool {
	t := make([]bool, len(v))
	for i, n := range v {
		t[i] = n != 0
	}
	return t
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encodeSegment writes a segment.
func encodeSegment(s *demand.Segment) []byte {
	b := make([]byte, 0, 48*s.N+256)
	b = binary.LittleEndian.AppendUint32(b, uint32(s.N)) // at most SegmentRows
	b = putColumn(b, s.First)
	months := make([]uint16, s.N)
	for i := range months {
		months[i] = uint16(s.Last[i] - s.First[i])
	}
	b = putColumn(b, months)
	b = putColumn(b, bits(s.New))
	b = putColumn(b, s.Source)
	b = putColumn(b, s.Employer)
	b = putColumn(b, s.Group)
	b = putColumn(b, s.Roles)
	b = putColumn(b, s.Place)
	b = putColumn(b, s.Region)
	b = putColumn(b, s.Population)
	b = putColumn(b, s.EmployerType)
	b = putColumn(b, s.Employment)
	b = putColumn(b, s.Remote)
	b = putColumn(b, s.Seniority)
	b = putColumn(b, bits(s.Entry))
	years := make([]uint8, s.N)
	for i, y := range s.Years {
		years[i] = y + 1 // "not stated" wraps to 0: the rest is small
	}
	b = putColumn(b, years)
	b = putTerms(b, s)
	b = putColumn(b, s.Currency)
	var low, high []uint32
	var period []uint8
	for i, c := range s.Currency {
		if c != 0 {
			// An open end wraps to 0.
			low, high, period = append(low, s.PayLow[i]+1), append(high, s.PayHigh[i]+1), append(period, s.Period[i])
		}
	}
	b = putColumn(b, low)
	b = putColumn(b, high)
	b = putColumn(b, period)
	counts := make([]uint16, s.N)
	for i := range counts {
		counts[i] = uint16(s.SkillStart[i+1] - s.SkillStart[i]) // at most maxSkills
	}
	b = putColumn(b, counts)
	for _, p := range s.Skills {
		b = binary.LittleEndian.AppendUint16(b, uint16(p))
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// putTerms appends what few rows state: industries, stage, languages asked for.
// The industries of the rows that state any are numbers of a table of different
// sets, which is smaller than the bits are wide.
func putTerms(b []byte, s *demand.Segment) []byte {
	stage, asks := s.Stage, s.Asks
	if stage == nil {
		stage = make([]uint8, s.N)
	}
	if asks == nil {
		asks = make([]demand.AskBits, s.N)
	}
	b = putColumn(b, stage)
	b = putColumn(b, asks)
	stated := make([]uint8, s.N)
	number := map[uint32]uint32{}
	var sets, numbers []uint32
	for i, set := range s.Industries {
		if set == 0 {
			continue
		}
		stated[i] = 1
		n, ok := number[set]
		if !ok {
			n = uint32(len(sets)) // at most SegmentRows
			number[set] = n
			sets = append(sets, set)
		}
		numbers = append(numbers, n)
	}
	b = putColumn(b, stated)
	b = putColumn(b, []uint32{uint32(len(sets))})
	b = putColumn(b, sets)
	return putColumn(b, numbers)
}

func decodeTerms(r *columnReader, s *demand.Segment) {
	s.Stage = column[uint8](r, s.N)
	s.Asks = column[demand.AskBits](r, s.N)
	stated := truths(column[uint8](r, s.N))
	size := column[uint32](r, 1)
	if r.err != nil {
		return
	}
	rows := 0
	for _, t := range stated {
		if t {
			rows++
		}
	}
	if int64(size[0]) > int64(rows) {
		r.fault("has more sets of industries than rows that state any")
		return
	}
	sets, numbers := column[uint32](r, int(size[0])), column[uint32](r, rows)
	if r.err != nil {
		return
	}
	s.Industries = make([]uint32, s.N)
	j := 0
	for i, t := range stated {
		if !t {
			continue
		}
		if numbers[j] >= size[0] {
			r.fault("names a set of industries that it does not have")
			return
		}
		s.Industries[i] = sets[numbers[j]]
		j++
	}
}

// decodeSegment reads what encodeSegment wrote. Damage is an error that wraps
// ErrCorrupt.
func decodeSegment(b []byte) (*demand.Segment, error) {
	r := &columnReader{b: b}
	if len(b) < 8 {
		r.fault("too short")
		return nil, r.err
	}
	body := b[:len(b)-4]
	if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		r.fault("checksum differs")
		return nil, r.err
	}
	r.b = body[4:]
	n := int(binary.LittleEndian.Uint32(body))
	if n > demand.SegmentRows {
		r.fault("too many rows")
		return nil, r.err
	}
	s := &demand.Segment{N: n}
	s.First = column[listing.Month](r, n)
	s.Last = column[listing.Month](r, n)
	if r.err != nil {
		return nil, r.err
	}
	for i, f := range s.First {
		s.Last[i] += f
	}
	s.New = truths(column[uint8](r, n))
	s.Source = column[uint16](r, n)
	s.Employer = column[uint32](r, n)
	s.Group = column[uint32](r, n)
	s.Roles = column[uint16](r, n)
	s.Place = column[uint16](r, n)
	s.Region = column[listing.RegionBits](r, n)
	s.Population = column[uint8](r, n)
	s.EmployerType = column[uint8](r, n)
	s.Employment = column[uint8](r, n)
	s.Remote = column[uint8](r, n)
	s.Seniority = column[uint8](r, n)
	s.Entry = truths(column[uint8](r, n))
	s.Years = column[uint8](r, n)
	for i := range s.Years {
		s.Years[i]--
	}
	decodeTerms(r, s)
	s.Currency = column[uint8](r, n)
	decodePay(r, s)
	decodeSkills(r, s)
	if r.err == nil && len(r.b) != 0 {
		r.fault("is longer than its columns")
	}
	if r.err != nil {
		return nil, r.err
	}
	return s, nil
}

func decodePay(r *columnReader, s *demand.Segment) {
	priced := 0
	for _, c := range s.Currency {
		if c != 0 {
			priced++
		}
	}
	low, high, period := column[uint32](r, priced), column[uint32](r, priced), column[uint8](r, priced)
	if r.err != nil {
		return
	}
	s.PayLow, s.PayHigh, s.Period = make([]uint32, s.N), make([]uint32, s.N), make([]uint8, s.N)
	j := 0
	for i, c := range s.Currency {
		if c == 0 {
			s.PayLow[i], s.PayHigh[i] = demand.NoPay, demand.NoPay
			continue
		}
		s.PayLow[i], s.PayHigh[i], s.Period[i] = low[j]-1, high[j]-1, period[j]
		j++
	}
}

func decodeSkills(r *columnReader, s *demand.Segment) {
	counts := column[uint16](r, s.N)
	if r.err != nil {
		return
	}
	s.SkillStart = make([]uint32, s.N+1)
	total := uint32(0)
	for i, c := range counts {
		total += uint32(c)
		s.SkillStart[i+1] = total
	}
	b := r.take(2 * int(total))
	if r.err != nil {
		return
	}
	s.Skills = make([]listing.PackedSkill, total)
	for i := range s.Skills {
		s.Skills[i] = listing.PackedSkill(binary.LittleEndian.Uint16(b[2*i:]))
	}
}
