// Asks one thing at a time: what is asked next takes back what was asked before, so no late answer replaces a newer one.

/** Milliseconds after which a reader is told that she waits: before that it would only flicker. */
const SLOW = 250;

/** Owns the one question that a dialog or page has. */
export class Latest {
  /** @param {Pick<import("./client.js").Client, "search">} client @param {(isSlow: boolean) => void} wait told when waiting becomes long, and when it has ended */
  constructor(client, wait) {
    this.client = client;
    this.wait = wait;
    this.control = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** The answer, or null when it is no longer wanted. @param {string} query @param {import("./engine.js").Options} options */
  async ask(query, options) {
    this.takeBack();
    const control = this.control = new AbortController();
    this.timer = setTimeout(() => this.wait(true), SLOW);
    try {
      return await this.client.search(query, options, control.signal);
    } catch (error) {
      if (control.signal.aborted) return null;
      throw error;
    } finally {
      if (control === this.control) this.rest();
    }
  }

  /** What was asked is no longer wanted. */
  takeBack() {
    this.control.abort();
    this.rest();
  }

  rest() {
    clearTimeout(this.timer);
    this.wait(false);
  }
}
