// TeX in the fields of our own BibTeX back to text; what the generator writes (generator/latex.py), and nothing more.

/** @type {Record<string, string>} Accents by command: the combining mark that each stands for. */
const ACCENTS = {
  "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", u: "\u0306",
  v: "\u030c", H: "\u030b", c: "\u0327", k: "\u0328", d: "\u0323", b: "\u0331", r: "\u030a",
};
const NAMED = table(
  "dots … textdegree ° P ¶ S § texteuro € pounds £ copyright © texttrademark ™ textregistered ® textquotedblright ” " +
  "textquotedblleft “ textquoteleft ‘ textquoteright ’ textemdash — textendash – NG Ŋ ng ŋ DJ Đ dj đ TH Þ th þ DH Ð " +
  "dh ð j ȷ i ı AA Å aa å OE Œ oe œ AE Æ ae æ L Ł l ł O Ø o ø ss ß textbackslash \\ textbraceleft { textbraceright } " +
  "textasciitilde ~ textasciicircum ^",
);
const SYMBOLS = table(
  "bigotimes ⨂ bigoplus ⨁ bigcap ⋂ bigcup ⋃ oint ∮ int ∫ prod ∏ sum ∑ aleph ℵ vdots ⋮ cdots ⋯ triangle △ angle ∠ neg ¬ " +
  "ddagger ‡ dagger † prime ′ perp ⊥ top ⊤ Im ℑ Re ℜ hbar ℏ ell ℓ emptyset ∅ exists ∃ forall ∀ nabla ∇ partial ∂ infty ∞ " +
  "Vert ‖ rfloor ⌋ lfloor ⌊ rceil ⌉ lceil ⌈ rangle ⟩ langle ⟨ amalg ⨿ setminus ∖ vee ∨ wedge ∧ cap ∩ cup ∪ odot ⊙ " +
  "otimes ⊗ oplus ⊕ bullet • circ ∘ star ⋆ div ÷ mp ∓ pm ± cdot ⋅ times × asymp ≍ models ⊨ vdash ⊢ parallel ∥ mid ∣ " +
  "succeq ⪰ preceq ⪯ succ ≻ prec ≺ Leftrightarrow ⇔ Rightarrow ⇒ mapsto ↦ leftrightarrow ↔ leftarrow ← to → supseteq ⊇ " +
  "supset ⊃ subseteq ⊆ subset ⊂ propto ∝ equiv ≡ cong ≅ simeq ≃ sim ∼ approx ≈ ne ≠ ge ≥ le ≤ gg ≫ ll ≪ ni ∋ notin ∉ " +
  "in ∈ Omega Ω Psi Ψ Phi Φ Upsilon Υ Sigma Σ Pi Π Xi Ξ Lambda Λ Theta Θ Delta Δ Gamma Γ omega ω psi ψ chi χ phi φ " +
  "upsilon υ tau τ varsigma ς sigma σ varrho ϱ rho ρ varpi ϖ pi π xi ξ nu ν mu μ lambda λ kappa κ iota ι vartheta ϑ " +
  "theta θ eta η zeta ζ epsilon ε delta δ gamma γ beta β alpha α",
);
// A command, a brace, an expression between dollars, or a run of anything else.
const TOKEN = /\\[A-Za-z]+|\\.|[{}]|\$[^$]*\$|[^\\{}$]+|\$/gsu;

/** @param {string} pairs @returns {Record<string, string>} */
function table(pairs) {
  const words = pairs.split(" ");
  return Object.fromEntries(words.flatMap((word, at) => (at % 2 ? [] : [[word, words[at + 1]]])));
}

/** The text of a TeX field: braces go, commands are their letters, expressions stay TeX. @param {string} tex @returns {string} */
export function decode(tex) {
  return new Reader(tex.match(TOKEN) ?? []).group();
}

/** Reads tokens; lives for one field. */
class Reader {
  /** @param {string[]} tokens */
  constructor(tokens) {
    this.tokens = tokens.reverse();
  }

  /** Everything up to the brace that closes, or the end. @returns {string} */
  group() {
    let text = "";
    for (let token = this.tokens.pop(); token !== undefined && token !== "}"; token = this.tokens.pop()) text += this.part(token);
    return text;
  }

  /** @param {string} token @returns {string} */
  part(token) {
    if (token === "{") return this.group();
    if (token[0] !== "\\") return token;
    const name = token.slice(1);
    if (name === "ensuremath") return this.symbol();
    if (name in ACCENTS) return this.accented(ACCENTS[name]);
    return NAMED[name] ?? name;
  }

  symbol() {
    this.tokens.pop();
    const command = this.tokens.pop() ?? "";
    this.tokens.pop();
    return SYMBOLS[command.slice(1)] ?? command;
  }

  /** @param {string} mark @returns {string} */
  accented(mark) {
    const token = this.tokens.pop() ?? "";
    if (token === "\\i" || token === "\\j") return (token[1] + mark).normalize("NFC");
    if (token === "{" || token[0] === "\\") {
      // The dotless letters lose their dot only to carry an accent.
      const letter = this.part(token).replace("ı", "i").replace("ȷ", "j");
      return (letter + mark).normalize("NFC");
    }
    return (token[0] + mark).normalize("NFC") + token.slice(1);
  }
}
