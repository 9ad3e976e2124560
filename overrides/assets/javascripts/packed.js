// Files of JSON that are kept compressed: the references of 67,000 papers take 8 MB of a site, and took 33.

/** The first bytes of a file of gzip. */
const MAGIC = [0x1f, 0x8b];

/** What a packed file says; there are servers that unpack it on the way. @param {Response} answer @returns {Promise<any>} */
export async function unpacked(answer) {
  const content = await answer.blob();
  const start = new Uint8Array(await content.slice(0, MAGIC.length).arrayBuffer());
  const isPacked = MAGIC.every((byte, place) => start[place] === byte);
  const stream = content.stream();
  return new Response(isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).json();
}
