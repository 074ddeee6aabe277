// Package assets embeds the one file of other people's making that a report
// carries: a custom build of Apache ECharts. It is data, not code to call; the
// folder's README.md says where it comes from and how to build it again. Call
// ECharts for the text.
package assets

import _ "embed"

//go:embed echarts.min.js
var echarts string

// EChartsVersion is the version of Apache ECharts the bundle is made from.
const EChartsVersion = "6.1.0"

// EChartsSHA256 is the SHA-256 of the bundle in hexadecimal; a test compares it.
const EChartsSHA256 = "d8d30b8d67eff76861a3da3d9a8be445d702833dab08e0812d7c60893927e577"

// ECharts returns the bundle: a classic script that defines the global variable
// echarts with its function init. Apache-2.0, see echarts.LICENSE.
func ECharts() string { return echarts }
