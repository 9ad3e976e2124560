// The page's side of the Worker: asks, takes questions back, and ends and restarts the Worker when it computes for too long.

/** Milliseconds between two knocks: a Worker that computes does not answer them, one that waits for the network does. */
const KNOCK = 100;
/** Milliseconds of computing after which a question is given up. */
const PATIENCE = 1000;
/** Milliseconds, waiting for the network included, after which nothing is hoped for any more. */
const LONGEST_WAIT = 60_000;

export class TooLong extends Error {}

/**
 * @typedef {import("./answers.js").ShownAnswer} ShownAnswer
 * @typedef {{query: string, options: import("./engine.js").Options, signal: AbortSignal | undefined,
 *   resolve: (answer: ShownAnswer) => void, reject: (error: unknown) => void}} Question
 */

/** Owns the Worker, for the lifetime of a page. */
export class Client {
  /** @param {() => Worker} [start] makes the Worker */
  constructor(start = () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" })) {
    this.start = start;
    /** @type {Worker | null} */
    this.worker = null;
    /** What the Worker has not yet answered, questions that were taken back among it. @type {Map<number, Question>} */
    this.asked = new Map();
    this.last = 0;
    /** Whether the Worker runs: before that it is being loaded. */
    this.isReady = false;
    /** Whether it has answered the last knock. */
    this.isListening = true;
    this.computed = this.waited = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.clock = undefined;
  }

  /** Load what every search needs, before anything is asked. */
  warm() {
    this.send({ warm: true });
  }

  /** @param {string} query @param {import("./engine.js").Options} options @param {AbortSignal} [signal] takes the question back @returns {Promise<ShownAnswer>} */
  search(query, options, signal) {
    return new Promise((resolve, reject) => this.ask({ query, options, signal, resolve, reject }));
  }

  /** @param {Question} question */
  ask(question) {
    const { query, options, signal, reject } = question;
    if (signal?.aborted) return reject(signal.reason);
    const id = ++this.last;
    this.asked.set(id, question);
    signal?.addEventListener("abort", () => {
      reject(signal.reason);
      if (this.asked.has(id)) this.send({ id, isTakenBack: true });
    }, { once: true });
    this.send({ id, query, options });
    this.clock ??= setInterval(() => this.knock(), KNOCK);
  }

  /** @param {{id?: number, query?: string, options?: object, isTakenBack?: boolean, warm?: boolean, knock?: boolean}} message */
  send(message) {
    (this.worker ??= this.begin()).postMessage(message);
  }

  begin() {
    const worker = this.start();
    this.isReady = false;
    this.isListening = true;
    worker.onmessage = ({ data }) => this.take(data);
    worker.onerror = (event) => {
      // The reader is told.
      event.preventDefault();
      this.end(new Error("The search could not be loaded."));
    };
    return worker;
  }

  /** @param {{id?: number, answer?: ShownAnswer, problem?: string}} message without an id it is an answer to a knock */
  take({ id, answer, problem }) {
    this.isReady = this.isListening = true;
    const question = id === undefined ? undefined : this.asked.get(id);
    if (id === undefined || !question) return;
    this.asked.delete(id);
    this.rest();
    if (answer) question.resolve(answer);
    else question.reject(new Error(problem));
  }

  /** Measured in knocks, so that a computer that slept or a page that stood still counts for one. */
  knock() {
    this.waited += KNOCK;
    if (!this.isListening) this.computed += KNOCK;
    if (this.computed >= PATIENCE) return this.end(new TooLong());
    if (this.waited >= LONGEST_WAIT) return this.end(new Error("The search did not answer."));
    if (!this.isReady || !this.isListening) return;
    this.isListening = false;
    this.send({ knock: true });
  }

  rest() {
    this.computed = this.waited = 0;
    if (this.asked.size) return;
    clearInterval(this.clock);
    this.clock = undefined;
  }

  /** Give up what was asked; the next question starts a new Worker. @param {Error} error */
  end(error) {
    this.worker?.terminate();
    this.worker = null;
    const questions = [...this.asked.values()];
    this.asked.clear();
    this.rest();
    // What was taken back may be what has no end: what is still wanted is asked once more.
    const isInnocent = error instanceof TooLong && questions.some(({ signal }) => signal?.aborted);
    for (const question of questions) {
      if (isInnocent) this.ask(question);
      else question.reject(error);
    }
  }
}
