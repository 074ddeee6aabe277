package config

import (
	_ "embed"
	"fmt"

	"go.yaml.in/yaml/v4"
)

//go:embed example.yaml
var example []byte

// Example returns an annotated configuration file: every key, with its default
// or a commented example.
func Example() []byte { return append([]byte(nil), example...) }

// Show returns c as YAML, the way Load understood it.
func Show(c Config) ([]byte, error) {
	b, err := yaml.Dump(c)
	if err != nil {
		return nil, fmt.Errorf("show the configuration: %w", err)
	}
	return b, nil
}
