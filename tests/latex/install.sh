#!/bin/sh
# Install pdfLaTeX, BibLaTeX and biber where they are missing: Debian's packages, as root or through sudo.
set -eu
command -v pdflatex > /dev/null && command -v biber > /dev/null && exit 0
root=""
[ "$(id -u)" = 0 ] || root=sudo
$root apt-get update -q
DEBIAN_FRONTEND=noninteractive $root apt-get install -q -y --no-install-recommends \
  texlive-latex-base texlive-latex-recommended texlive-bibtex-extra lmodern biber
