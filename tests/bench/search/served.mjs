// The files of a built site as a server sends them, and what was asked of it.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

export const ORIGIN = "https://catalogue.example/";

/** Serves one site; `bytes` and `requests` count what was sent since whoever measures set them. */
export class Served {
  constructor(site) {
    this.site = site;
    this.files = new Map();
    this.bytes = this.requests = 0;
  }

  /** A file with its size as it is sent: compressed where that makes it smaller. */
  read(name) {
    if (!this.files.has(name)) {
      const place = path.join(this.site, name);
      const content = fs.existsSync(place) ? fs.readFileSync(place) : null;
      this.files.set(name, content && { content, sent: Math.min(zlib.gzipSync(content).length, content.length) });
    }
    return this.files.get(name);
  }

  fetch = async (url) => {
    const found = this.read(decodeURIComponent(new URL(url, ORIGIN).pathname));
    this.requests++;
    if (!found) return new Response("", { status: 404 });
    this.bytes += found.sent;
    return new Response(found.content);
  };
}
