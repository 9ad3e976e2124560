// Files that are kept compressed: the references of 67,000 papers take 8 MB of a site, and took 33.

/** The first bytes of a file of gzip. */
const MAGIC = [0x1f, 0x8b];

/** What a packed file of JSON says. @param {Response} answer @returns {Promise<any>} */
export const unpacked = async (answer) => new Response(await unpackedBytes(new Uint8Array(await answer.arrayBuffer()))).json();

/** The content of a packed file; there are servers that unpack it on the way. @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function unpackedBytes(bytes) {
  if (MAGIC.some((byte, place) => bytes[place] !== byte)) return bytes;
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}
