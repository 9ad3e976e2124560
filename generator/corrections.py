class Corrections: pass
def parse_corrections(text, file): return Corrections(), ()
def apply_corrections(papers, c, slugs): return list(papers), {}, ()
