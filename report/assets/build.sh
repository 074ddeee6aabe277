#!/bin/sh
# Builds echarts.min.js from entry.js in a temporary folder; see README.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/entry.js" "$work/"
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund echarts@6.1.0 zrender@6.1.0 tslib@2.3.0 esbuild@0.28.2
node node_modules/esbuild/install.js
./node_modules/.bin/esbuild entry.js --bundle --minify --format=iife --global-name=echarts \
	--target=es2017 --charset=ascii --legal-comments=none \
	'--define:process.env.NODE_ENV="production"' --define:__DEV__=false --outfile=bundle.js
cat "$here/banner.txt" bundle.js >"$here/echarts.min.js"
sha256sum "$here/echarts.min.js"
