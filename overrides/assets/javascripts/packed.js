// Files of JSON that are kept compressed: a site for 67,000 papers is 34 MB smaller for it.

/** The first bytes of a file of gzip. */
const MAGIC = [0x1f, 0x8b];

/** What a packed file says; there are servers that unpack it on the way. @param {Response} answer @returns {Promise<any>} */
export async function unpacked(answer) {
  const content = await answer.arrayBuffer();
  const start = new Uint8Array(content, 0, Math.min(MAGIC.length, content.byteLength));
  const isPacked = start.length === MAGIC.length && start.every((byte, place) => byte === MAGIC[place]);
  const body = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (new Response(content).body);
  return new Response(isPacked ? body.pipeThrough(new DecompressionStream("gzip")) : body).json();
}
