package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
)

// LimitPages bounds the file of db, as a full disk would.
func LimitPages(ctx context.Context, db *DB, pages int64) error {
	_, err := db.writer.ExecContext(ctx, fmt.Sprintf(`pragma max_page_count = %d`, pages))
	return err
}

// For tests of the format itself.
var (
	EncodeSegment = encodeSegment
	DecodeSegment = decodeSegment
	MonthOf       = func(db *DB, ms int64) string { return db.month(ms).String() }
)

const SchemaVersion = schemaVersion

// Seal appends the checksum that makes b a segment not damaged on its way.
func Seal(b []byte) []byte {
	return binary.LittleEndian.AppendUint32(slices.Clip(b), crc32.Checksum(b, castagnoli))
}
