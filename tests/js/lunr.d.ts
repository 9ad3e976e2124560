// The parts of lunr.js 2.3.9 that the engine uses.
declare namespace lunr {
  class Token { constructor(text: string, metadata: object); toString(): string; }
  class Vector { constructor(elements: number[]); }
  class Pipeline {}
  class TokenSet { static fromArray(words: string[]): TokenSet; }
  interface Clause { term: string; boost?: number; fields?: string[]; usePipeline?: boolean; }
  interface Query { clause(clause: Clause): Query; }
  class Index {
    constructor(attributes: { invertedIndex: object; fieldVectors: object; tokenSet: TokenSet; fields: string[]; pipeline: Pipeline });
    query(build: (query: Query) => void): { ref: string; score: number }[];
  }
  function stemmer(token: Token): Token;
}
export default lunr;
