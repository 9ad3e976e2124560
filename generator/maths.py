"""TeX segments in text: where they are, and their MathML, Unicode and validity."""
