// The page's side of the Worker: asks, and ends and restarts it when it computes for too long.

/** Milliseconds of computing, waiting for the network not counted, after which a question is given up. */
const PATIENCE = 1000;

export class TooLong extends Error {}

/** @typedef {import("./worker.js").ShownAnswer} ShownAnswer */

/** Owns the Worker, for the lifetime of a page. */
export class Client {
  /** @param {() => Worker} [start] makes the Worker */
  constructor(start = () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" })) {
    this.start = start;
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Map<number, {resolve: (answer: ShownAnswer) => void, reject: (error: Error) => void}>} */
    this.asked = new Map();
    this.last = 0;
    this.isWaiting = true;
    this.spent = 0;
    /** @type {{timer: ReturnType<typeof setTimeout>, since: number} | null} */
    this.clock = null;
  }

  /** @param {string} query @param {import("./engine.js").Options} options @returns {Promise<ShownAnswer>} */
  search(query, options) {
    const worker = (this.worker ??= this.begin());
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject });
      worker.postMessage({ id, query, options });
      this.watch();
    });
  }

  begin() {
    const worker = this.start();
    // Until the Worker speaks, its modules are being loaded.
    this.isWaiting = true;
    worker.onmessage = ({ data }) => this.take(data);
    worker.onerror = () => this.end(new Error("The search could not be loaded."));
    return worker;
  }

  /** @param {{id?: number, answer?: ShownAnswer, problem?: string, isWaiting?: boolean}} message */
  take({ id, answer, problem, isWaiting }) {
    if (isWaiting !== undefined) this.isWaiting = isWaiting;
    const question = id === undefined ? undefined : this.asked.get(id);
    if (id !== undefined) {
      this.asked.delete(id);
      this.stop();
      this.spent = 0;
    }
    if (question && answer) question.resolve(answer);
    else question?.reject(new Error(problem));
    this.watch();
  }

  /** Let the clock run while the Worker computes, and only then. */
  watch() {
    this.stop();
    if (!this.asked.size || this.isWaiting) return;
    this.clock = { since: Date.now(), timer: setTimeout(() => this.end(new TooLong()), PATIENCE - this.spent) };
  }

  stop() {
    if (!this.clock) return;
    clearTimeout(this.clock.timer);
    this.spent += Date.now() - this.clock.since;
    this.clock = null;
  }

  /** Give up everything that was asked; the next question starts a new Worker. @param {Error} error */
  end(error) {
    this.worker?.terminate();
    this.worker = null;
    this.stop();
    this.spent = 0;
    const questions = [...this.asked.values()];
    this.asked.clear();
    for (const { reject } of questions) reject(error);
  }
}
