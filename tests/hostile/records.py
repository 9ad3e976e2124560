"""Invented records whose authors mean harm, each under a name, and harmless ones to stand beside them.

Every payload would set `window.pwned`, open a dialog or call a closed port if a browser ever ran it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Record = dict[str, Any]

RUN = "window.pwned=1;alert(1);fetch('http://127.0.0.1:9/')"
ABSTRACT = "An invented abstract about the weights of networks that were never trained, which harms nobody."

MARKUP = {
    "script": f"<script>{RUN}</script>",
    "script-split": f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    "script-slash": f"<script/x>{RUN}</script >",
    "script-src": "<script src=//127.0.0.1:9/x.js></script>",
    "img": f'<img src=x onerror="{RUN}">',
    "img-net": "<img src=http://127.0.0.1:9/x.png>",
    "svg": f"<svg onload={RUN}>",
    "svg-script": f"<svg><script>{RUN}</script></svg>",
    "svg-animate": "<svg><a><animate attributeName=href values=javascript:window.pwned=1 /><text>x</text></a></svg>",
    "iframe": f"<iframe srcdoc='<script>parent.window.pwned=1</script>'></iframe>{RUN}",
    "base": "<base href=http://127.0.0.1:9/>",
    "style": "<style>@import 'http://127.0.0.1:9/x.css';*{display:none}</style>",
    "form": "<form action=http://127.0.0.1:9/><input autofocus onfocus=window.pwned=1><button>go</button></form>",
    "object": "<object data=javascript:window.pwned=1></object><embed src=javascript:window.pwned=1>",
    "meta": "<meta http-equiv=refresh content=0;url=javascript:window.pwned=1>",
    "link": "<link rel=stylesheet href=http://127.0.0.1:9/x.css>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=1></style></table></mtext></math>",
    "details": "<details open ontoggle=window.pwned=1>x</details>",
    "body": "</p></article></body></html><script>window.pwned=1</script>",
    "title-end": "</title></head><script>window.pwned=1</script>",
    "pre-end": "</code></pre></textarea></style></noscript></template><img src=x onerror=window.pwned=1>",
    "comment": "<!-- never closed <script>window.pwned=1</script>",
    "comment-tricks": "--><!--><script>window.pwned=1</script><!-- --!><img src=x onerror=window.pwned=1>",
    "cdata": "]]><![CDATA[<script>window.pwned=1</script>]]>",
    "plaintext": "<plaintext>",
    "textarea": "<textarea><noscript><p title='</noscript><img src=x onerror=window.pwned=1>'>",
    "json-end": "</script><!--<script>window.pwned=1//",
    "attribute": '" onmouseover="window.pwned=1" style="position:fixed;inset:0" x="',
    "attribute-single": "' autofocus onfocus='window.pwned=1' x='",
    "attribute-bare": "x onpointerenter=window.pwned=1 y",
    "entities": "&lt;script&gt;window.pwned=1&lt;/script&gt; &#60;img src=x onerror=window.pwned=1&#62; &copy",
    "entities-double": "&amp;lt;img src=x onerror=window.pwned=1&amp;gt;",
    "fullwidth": "＜script＞window.pwned=1＜/script＞ ﹤img src=x onerror=window.pwned=1﹥",
    "separators": "x\u2028<script>window.pwned=1</script>\u2029\u0085",
    "custom-element": "<paper-shelf onclick=window.pwned=1 is=x-y slot=z>x</paper-shelf>",
}
"""Put into one field of text after the other."""

TEXT_FIELDS = ("title", "abstract", "author", "venue", "keyword")

ADDRESSES = {
    "javascript": "javascript:window.pwned=1",
    "javascript-case": "JaVaScRiPt:window.pwned=1",
    "javascript-tab": "java\tscript:window.pwned=1",
    "javascript-line": "java\nscript:window.pwned=1",
    "javascript-entity": "java&#115;cript:window.pwned=1",
    "javascript-colon": "javascript&colon;window.pwned=1",
    "javascript-blank": " \x01javascript:window.pwned=1",
    "javascript-comment": "javascript://papers.example/%0awindow.pwned=1",
    "data": "data:text/html,<script>window.pwned=1</script>",
    "data-base64": "data:text/html;base64,PHNjcmlwdD5wd25lZD0xPC9zY3JpcHQ+",
    "vbscript": "vbscript:msgbox(1)",
    "blob": "blob:https://papers.example/1",
    "file": "file:///etc/passwd",
    "ftp": "ftp://papers.example/x",
    "view-source": "view-source:https://papers.example/",
    "brackets": "http://[::1/x",
    "no-address": "https://[not-an-ip]/",
    "port": "https://papers.example:99999/",
    "port-word": "https://papers.example:x/",
    "user": "https://papers.example@127.0.0.1:9/x",
    "user-password": "https://name:secret@papers.example/",
    "backslash": "https:\\\\papers.example\\@127.0.0.1:9/",
    "no-host": "https:///x",
    "one-slash": "https:/papers.example/x",
    "scheme-relative": "//127.0.0.1:9/x.js",
    "relative": "../../../etc/passwd",
    "blanks": "https://papers.example/a b c",
    "quotes": 'https://papers.example/"onclick="window.pwned=1"x=\'y\'>',
    "angle": "https://papers.example/<script>window.pwned=1</script>",
    "long": "https://papers.example/" + "x" * 5_000,
    "controls": "https://papers.example/\x00\x1b[31m\x85",
    "bidi": "https://papers.example/\u202etxt.exe",
    "idn": "https://pаpers.example/with-a-cyrillic-letter",
    "host-long": "https://" + "a." * 200 + "example/",
    "percent": "https://papers.example/%zz%00%0d%0aSet-Cookie:x",
    "nothing": "https://",
    "number": "12",
}
"""Put into url, pdf, code and project at once."""

SYNTAX = {
    "jinja": "{{ 7*7 }} {% include 'main.html' %} {# x #} {{ config.__class__ }}",
    "jinja-raw": "{% endraw %}{{ cycler.__init__.__globals__ }}",
    "snippet": '--8<-- "mkdocs.yml"',
    "attribute-list": "x {: #stolen .a onclick=window.pwned=1 } {: style=display:none }",
    "admonition": '!!! note "<img src=x onerror=window.pwned=1>"',
    "tabs": '=== "<img src=x onerror=window.pwned=1>"',
    "block": "/// html | div[onclick='window.pwned=1']",
    "abbreviation": '*[the]: " onmouseover=window.pwned=1',
    "footnote": "[^1] and [^1]: <script>window.pwned=1</script>",
    "contents": "[TOC] [[TOC]] [toc]",
    "setext": "Invented heading ===== ----",
    "heading": "# One ## Two ###### Six",
    "list": "1. first * second - third + fourth",
    "quote": "> quoted >> twice",
    "fence": "```{ #stolen onclick=window.pwned=1 }",
    "fence-tilde": "~~~ html <script>window.pwned=1</script>",
    "code": "`unclosed ``code <b>",
    "link": "[x](javascript:window.pwned=1) ![x](http://127.0.0.1:9/x.png) <javascript:window.pwned=1>",
    "reference": '[pdf]: javascript:window.pwned=1 "x" [pdf]',
    "autolink": "<http://127.0.0.1:9/x> <a@papers.example>",
    "table": "| a | b | |---|---| | <img src=x onerror=window.pwned=1> | x |",
    "emoji-code": ":smile:{ onclick=window.pwned=1 } :material-account:",
    "critic": "{++added++} {--gone--} {~~a~>b~~} {==x==}",
    "plain-marks": "snake_case 2*3*4 x^2^ H~2~O (c) (tm) --> ++ == -- ... # 1.",
    "backslashes": "\\<script>window.pwned=1</script> \\* \\` \\\\ \\=",
    "placeholder": "\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03",
    "html-in-md": '<div markdown="1" onclick=window.pwned=1>*x*</div>',
    "front-matter": '---\ntemplate: redirect.html\nlocation: "javascript:window.pwned=1"\n---',
    "front-matter-end": "x\n---\n\n<script>window.pwned=1</script>",
    "yaml-key": "x\ntemplate: redirect.html\nhead: <script>window.pwned=1</script>",
    "yaml-next-line": "x\u0085template: redirect.html\u2028kind: home\u2029hide: [navigation]",
    "yaml-python": "!!python/object/apply:os.system ['touch pwned']",
    "yaml-env": "!ENV [HOME, PATH]",
    "yaml-marks": "'\"` &anchor *alias <<: {a: b} [c] ? : - | > % @",
    "yaml-booleans": "no",
    "yaml-null": "~",
    "csv": '=HYPERLINK("http://127.0.0.1:9/")',
    "csv-at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "bibtex": "} @article{stolen, title={x}} \\input{/etc/passwd} % # $ & ~ ^ _ \\write18{id}",
    "actions": "::add-path::/tmp ::set-output name=x::y",
    "actions-line": "x\n::error file=a::b",
    "terminal": "\x1b[31mred\x1b]0;title\x07 \x1b[2J",
    "mail-header": "x\r\nBcc: somebody@papers.example\r\n\r\nbody",
    "encoded-word": "=?utf-8?q?x=0d=0aBcc:_a?=",
    "format": "%s %n %x {0} {x!r} ${HOME} $(id) `id` \\N{DASH}",
    "proto": "__proto__",
    "constructor": "constructor",
    "has-own": "hasOwnProperty toString valueOf",
    "null-word": "null undefined NaN None true",
}
"""Put into title and abstract at once; `{title}` alone where a word before it would hide the effect."""

ALPHABETS = {
    "cjk": "深度学习中的对称性",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "questions": "???",
    "dots": "...",
    "slash": "/",
    "arabic": "التماثل في الشبكات العصبية",
    "persian": "می‌خواهم شبکه",
    "hebrew": "סימטריה ברשתות",
    "bidi-override": "\u202e)sgninnigeb fo( elcitra\u202c",
    "bidi-isolate": "\u2066\u2067x\u2069 never closed \u2067",
    "tags": "x\U000e0041\U000e0042\U000e007f",
    "zero-width": "a\u200bb\u2060c\ufeffd\u200ee",
    "nul": "a\x00b",
    "c1": "a\x80\x9bb",
    "nonchars": "a\ufdd0\uffff\U0001fffe",
    "surrogate-high": "a\ud800b",
    "surrogate-low": "a\udc00b",
    "surrogate-pair": "a\ud83d\ude00b",
    "combining": "z" + "\u0301" * 300,
    "nfc": "Invented caf\u00e9",
    "nfd": "Invented cafe\u0301",
    "private-use": "\ue000\U00100000",
    "tag-only": "\U000e0001\U000e0020",
    "white": "\u3000\u2003\u00a0",
    "invisible": "\u200b\u200c\u200d\ufeff",
    "astral-only": "𝕴𝖓𝖛𝖊𝖓𝖙𝖊𝖉",
    "upside": "∀∃∅ ≤≥ ⟨⟩",
    "turkish": "Iİıi",
    "kelvin": "\u212a and \u00b5",
}
"""Whole titles."""

PLACES = {
    "traversal": "../../etc/passwd",
    "traversal-windows": "..\\..\\windows\\system32",
    "absolute": "/etc/passwd",
    "git-hook": ".git/hooks/post-checkout",
    "dot": ".",
    "index": "index",
    "readme": "README",
    "not-found": "404",
    "page": "page",
    "page-number": "page 2",
    "search": "search",
    "sitemap": "sitemap.xml",
    "cname": "CNAME",
    "assets": "assets",
    "con": "con",
    "nul": "NUL",
    "aux": "aux.html",
    "com1": "com1",
    "trailing": "a. ",
    "windows-marks": "a:b?c*d|e",
    "case-upper": "Invented Letter Case",
    "case-lower": "invented letter case",
    "punctuation": "invented-letter.case",
    "encoded": "%2e%2e%2f%00",
    "long": "Invented " + "word " * 60,
    "long-cjk": "对称" * 200,
    "one-word": "x" * 300,
}
"""Whole titles that could become names of files."""

MATHS = {
    "href": r"$\href{javascript:window.pwned=1}{x}$",
    "url": r"$\url{javascript:window.pwned=1}$",
    "text": "$\\text{<script>window.pwned=1</script>}$",
    "text-img": "$\\text{<img src=x onerror=window.pwned=1>}$",
    "mbox": "$\\mbox{</mtext></math><script>window.pwned=1</script>}$",
    "raw": "$<img src=x onerror=window.pwned=1>$",
    "operator": "$\\operatorname{<svg onload=window.pwned=1>}$",
    "class": '$\\class{" onclick=window.pwned=1}{x} \\cssId{stolen}{y} \\style{display:none}{z}$',
    "html": "$\\htmlClass{x}{y} \\htmlData{a=b}{c} \\htmlId{stolen}{x}$",
    "graphics": "$\\includegraphics{http://127.0.0.1:9/x.png}$",
    "define": r"$\def\x{\x\x}\x$ $\newcommand{\y}{\y\y}\y$ $\let\z=\z$",
    "require": r"$\require{html}\unicode{x3c}\char60$",
    "color": r"$\color{red}{x} \textcolor{\" onclick=1}{y} \colorbox{expression(1)}{z}$",
    "entity": "$&lt;script&gt; \\& &#x3c;img src=x onerror=window.pwned=1&#x3e;$",
    "unbalanced": "$" + "{" * 20_000 + "x$",
    "unbalanced-close": "$x" + "}" * 20_000 + "$",
    "nested": "$" + "{" * 9_000 + "x" + "}" * 9_000 + "$",
    "fractions": "$" + r"\frac{" * 3_000 + "x" + "}{y}" * 3_000 + "$",
    "scripts": "$x" + "^{x" * 3_000 + "}" * 3_000 + "$",
    "left-right": "$" + r"\left(" * 2_000 + "x" + r"\right)" * 2_000 + "$",
    "matrix": "$\\begin{matrix}" + "&" * 9_000 + r"\\" * 500 + "\\end{matrix}$",
    "environment": "$\\begin{x}\\end{y} \\begin{matrix}$",
    "dollars": "$" * 5_001,
    "dollar-pairs": "$x$" * 3_000,
    "double-dollars": "$$x$$ $$ $ \\( y \\) \\[ z \\]",
    "backslash-end": "$x\\$ and $\\",
    "commands": "$" + "\\alpha" * 3_000 + "$",
    "unknown": "$\\undefined{\\alsoundefined{x}}$",
    "nul": "$x\x00\u202ey$",
    "padding": r"$\rule{9999em}{9999em}\hspace{99999em}\kern-9999em\raisebox{9em}{x}$",
}
"""Whole abstracts, and titles too."""

IDENTIFIERS = {
    "doi-script": {"doi": '10.1234/"><script>window.pwned=1</script>'},
    "doi-quotes": {"doi": "10.1234/x' onclick='window.pwned=1"},
    "doi-javascript": {"doi": "javascript:window.pwned=1"},
    "doi-address": {"doi": "https://doi.org/../../../evil"},
    "doi-blank": {"doi": "   "},
    "doi-long": {"doi": "10.1234/" + "x" * 10_000},
    "doi-line": {"doi": "10.1234/x\ntemplate: redirect.html"},
    "arxiv-script": {"arxiv": "2401.00001<script>window.pwned=1</script>"},
    "arxiv-path": {"arxiv": "../../x"},
    "arxiv-query": {"arxiv": "2401.00001?x=javascript:window.pwned=1#y"},
    "arxiv-huge": {"arxiv": "9" * 5_000},
    "year-huge": {"year": 10**400},
    "year-negative": {"year": -1},
    "year-float": {"year": 1e300},
    "year-markup": {"year": "<script>window.pwned=1</script>"},
    "year-path": {"year": "../../2020"},
    "date-markup": {"date": "2020-01-01<script>window.pwned=1</script>"},
    "date-impossible": {"date": "2020-02-31"},
    "date-far": {"date": "99999-99-99"},
    "citations-huge": {"citations": 10**300},
    "citations-negative": {"citations": -5},
    "citations-markup": {"citations": "<b>1</b>"},
    "types": {"authors": {"a": [1]}, "venue": ["x"], "keywords": 7, "url": {"href": "javascript:x"}, "year": [2020]},
    "types-deep": {"authors": [[["x"]], {"name": {"first": "x"}}, None, 5, True]},
    "unknown-fields": {"__proto__": {"polluted": 1}, "constructor": 1, "slug": "../x", "key": "x", "<script>": "x"},
    "authors-many": {"authors": [f"Invented Person{number}" for number in range(3_000)]},
    "author-long": {"authors": ["x" * 50_000, "y " * 20_000]},
    "author-empty": {"authors": ["", " ", "\u200b", ",", ";", " and "]},
    "author-proto": {"authors": ["__proto__", "constructor", "index", "page"]},
    "author-same": {"authors": ["Ann Invented"] * 400},
    "keywords-many": {"keywords": [f"word{number}" for number in range(5_000)]},
    "venue-long": {"venue": "V" * 10_000},
    "venue-path": {"venue": "../../x 2020"},
    "venue-page": {"venue": "page"},
    "abstract-long": {"abstract": "word " * 200_000},
    "abstract-paragraphs": {"abstract": "a\n\n" * 20_000},
    "abstract-brackets": {"abstract": "[" * 8_000 + "<a " * 5_000},
    "abstract-images": {"abstract": "![" * 4_000 + "[a](<" * 3_000},
    "abstract-ticks": {"abstract": "`" * 3 + " " * 16_000},
    "abstract-word": {"abstract": "x" * 300_000},
    "abstract-carets": {"abstract": "x_{" * 6_000 + "a^" * 6_000},
    "abstract-blanks": {"abstract": "x" + " \t\u00a0" * 60_000 + "y"},
    "abstract-urls": {"abstract": "https://papers.example/" * 4_000},
    "abstract-emails": {"abstract": "a@" * 30_000},
    "abstract-type": {"abstract": ["not", "a", "text"]},
    "title-long": {"title": "Invented long title " + "word " * 30_000},
    "title-type": {"title": {"text": "Invented"}},
    "title-number": {"title": 42},
    "title-missing": {"title": None},
    "title-empty": {"title": ""},
}
"""Single fields of a record, as they are."""

THEFTS = {
    "same-title": {
        "title": "Invented good paper number 1",
        "url": "https://papers.example/stolen",
        "authors": ["Eve Thief"],
    },
    "same-arxiv": {"title": "Invented thief of a number", "arxiv": "2401.00002", "authors": ["Eve Thief"]},
    "same-doi": {"title": "Invented thief of a name", "doi": "10.1234/INVENTED.3", "authors": ["Eve Thief"]},
}
"""Records that claim to be one of the good ones."""


def good_records() -> list[Record]:
    """Return a hundred harmless invented records."""
    return [
        {
            "title": f"Invented good paper number {number}",
            "abstract": f"{ABSTRACT} It is the {number}th of its kind, and holds $x_{{{number}}}^2$.",
            "authors": [f"Ann Invented{number % 7}", f"Bo Example{number % 11}"],
            "year": 2000 + number % 20,
            "venue": f"Invented Conference {2000 + number % 20}",
            "url": f"https://papers.example/{number}",
            "arxiv": f"2401.{number:05}",
            "doi": f"10.1234/invented.{number}",
        }
        for number in range(1, 101)
    ]


def complete_records() -> list[Record]:
    """Return harmless invented records that together have everything that a page can show."""
    address = "https://papers.example"
    full = {
        "authors": [f"Cy Invented{number}" for number in range(30)],
        "date": "2020-02-03",
        "venue": "Invented Workshop 2020",
        "doi": "10.1234/invented.full",
        "arxiv": "2402.00001",
        "url": f"{address}/full",
        "pdf": f"{address}/full.pdf",
        "code": f"{address}/code",
        "project": f"{address}/project",
        "citations": 12,
        "keywords": ["weights", "networks"],
    }
    # More than fit on one page of any list.
    many = [
        {
            "title": f"Invented repaired paper number {number} with $\\unknown{{x}}$ in it",
            "abstract": f"{ABSTRACT} The weights w^*_{{min}} of number {number} are damaged.",
            "authors": [f"Di Invented{number}", "Ann Invented1"],
            "venue": f"Invented Meeting on Number{number}",
            "year": 2019,
            "code": f"{address}/code/{number}",
        }
        for number in range(120)
    ]
    return [
        *many,
        {
            **full,
            "title": "Invented paper with everything",
            "abstract": f"{ABSTRACT} Code is available at {address}/code.",
        },
        {
            "title": "Invented $\\mathcal{O}(n^2)$ title",
            "abstract": r"Bounds $\frac{1}{2} \le x_i$ and $\unknown{x}$ and $\sqrt{x}$.",
        },
        {"title": "Invented paper without an abstract"},
        {"title": "Invented format: %s {0} {x} ${NAME}", "abstract": f"{ABSTRACT} It is left as found."},
        {
            "title": "Invented damaged formulas",
            "abstract": "The weights w^*_{min} and  caf\\'e -- text \\textbf{bold} 10 % http://x.example.",
        },
        {"title": "Invented broken addresses", "abstract": ABSTRACT, "url": "javascript:x", "pdf": "http://[::1/x"},
    ]


def hostile_records() -> Iterator[tuple[str, Record]]:
    """Yield every hostile record under its name."""
    for name, payload in MARKUP.items():
        for field in TEXT_FIELDS:
            yield f"markup-{name}-in-{field}", _with(field, payload, name)
    for name, address in ADDRESSES.items():
        yield f"address-{name}", _paper(f"address {name}", url=address, pdf=address, code=address, project=address)
    for name, text in SYNTAX.items():
        yield f"syntax-{name}", {"title": text, "abstract": text}
        yield (
            f"syntax-{name}-within",
            {"title": f"Invented {name}: {text}", "abstract": f"{ABSTRACT} {text} {ABSTRACT}"},
        )
    for family, titles in (("alphabet", ALPHABETS), ("place", PLACES)):
        yield from ((f"{family}-{name}", {"title": title, "abstract": ABSTRACT}) for name, title in titles.items())
    for name, text in MATHS.items():
        yield f"maths-{name}", {"title": f"Invented maths {name}: {text}", "abstract": f"{text} {ABSTRACT} {text}"}
    yield from ((f"field-{name}", {**_paper(f"field {name}"), **fields}) for name, fields in IDENTIFIERS.items())
    yield from ((f"theft-{name}", {"abstract": ABSTRACT, **fields}) for name, fields in THEFTS.items())


def _paper(name: str, **fields: object) -> Record:
    return {"title": f"Invented paper with {name}", "abstract": ABSTRACT, "authors": ["Ann Invented1"], **fields}


def _with(field: str, payload: str, name: str) -> Record:
    record = _paper(f"{name} in {field}")
    if field in ("author", "keyword"):
        return {**record, f"{field}s": ["Ann Invented1", f"Mallory {payload}"]}
    return {**record, field: f"Invented {field} {name} {payload}"}


def listing_text() -> str:
    """Return the payloads as a listing copied from a page: a title and an abstract on a line each."""
    payloads = {**MARKUP, **SYNTAX, **MATHS}
    pairs = (
        (f"Listed {name} {_line(text)}", f"{ABSTRACT} {_line(text)} {ABSTRACT}") for name, text in payloads.items()
    )
    return "".join(f"{title}\n{abstract}\n" for title, abstract in pairs)


def _line(text: str) -> str:
    return " ".join(text.split()).encode("utf-8", "replace").decode()
