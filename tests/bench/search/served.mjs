// The files of a built site as a server sends them, and what was asked of it.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

export const ORIGIN = "https://catalogue.example/";

/**
 * Set how many milliseconds of CPU a repeated search takes; the clock would measure what else the machine does.
 * Times are taken when all else is done, or they would have the garbage of the engines that were opened for one search.
 */
export async function timed(answers, search) {
  for (const answer of answers.filter(({ isMeasured }) => isMeasured)) {
    await search(answer.text);
    const start = process.cpuUsage();
    await search(answer.text);
    const { user, system } = process.cpuUsage(start);
    answer.ms = (user + system) / 1000;
  }
}

/** Serves one site, and counts what it sends while somebody counts. */
export class Served {
  constructor(site) {
    this.site = site;
    this.files = new Map();
    this.sizes = new Map();
    this.counted = null;
  }

  /** What a task is sent, with the code that was sent before it. */
  async counting(code, task) {
    this.counted = { ...code };
    await task();
    const { counted } = this;
    this.counted = null;
    return counted;
  }

  read(name) {
    if (!this.files.has(name)) {
      const place = path.join(this.site, name);
      this.files.set(name, fs.existsSync(place) ? fs.readFileSync(place) : null);
    }
    return this.files.get(name);
  }

  /** The size of a file as it is sent: compressed where that makes it smaller. */
  size(name) {
    if (!this.sizes.has(name)) {
      const content = this.read(name);
      this.sizes.set(name, Math.min(zlib.gzipSync(content).length, content.length));
    }
    return this.sizes.get(name);
  }

  fetch = async (url) => {
    const name = decodeURIComponent(new URL(url, ORIGIN).pathname), content = this.read(name);
    if (this.counted) {
      this.counted.requests++;
      this.counted.bytes += content ? this.size(name) : 0;
    }
    return content ? new Response(content) : new Response("", { status: 404 });
  };
}
