package report

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// WriteJSON writes the report's answers as they came, indented, with
// schema_version first. Names of private sources are left out.
func (r *Report) WriteJSON(w io.Writer) error {
	public := *r
	overview := *r.Overview
	overview.Sources = append(overview.Sources[:0:0], overview.Sources...)
	for i := range overview.Sources {
		if overview.Sources[i].Private {
			overview.Sources[i].Source, overview.Sources[i].Kind = "private", ""
		}
	}
	public.Overview = &overview
	b, err := json.MarshalIndent(&public, "", " ")
	if err != nil {
		return fmt.Errorf("write report %s as JSON: %w", r.Month, err)
	}
	if _, err := w.Write(append(b, '\n')); err != nil {
		return fmt.Errorf("write report %s as JSON: %w", r.Month, err)
	}
	return nil
}

// WriteFiles writes the page to path, which ends in .html, and its JSON and CSV
// beside it, and returns the three paths. Each file appears whole or not at all:
// it is written under another name in the same folder and renamed. The folder is
// made when it is not there.
func WriteFiles(ctx context.Context, path string, r *Report) ([]string, error) {
	stem, ok := strings.CutSuffix(path, ".html")
	if !ok || filepath.Base(stem) == "" {
		return nil, fmt.Errorf("write report to %s: want a name that ends in .html, e.g. reports/%s.%s.html", path, r.Month, r.Lang)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("make the report's folder: %w", err)
	}
	var written []string
	// The page last: whoever waits for it finds the others there.
	for _, f := range []struct {
		path  string
		write func(io.Writer) error
	}{{stem + ".json", r.WriteJSON}, {stem + ".csv", r.WriteCSV}, {path, r.WriteHTML}} {
		if err := ctx.Err(); err != nil {
			return written, fmt.Errorf("write %s: %w", f.path, err)
		}
		if err := replaceFile(f.path, f.write); err != nil {
			return written, err
		}
		written = append(written, f.path)
	}
	return []string{written[2], written[0], written[1]}, nil
}

// replaceFile puts what write writes at path in one step. The bytes are made
// before the file is touched, so a report that cannot be drawn leaves the old one.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if _, err := content.WriteTo(f); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	// A report is made to be read by others.
	if err := f.Chmod(0o644); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
