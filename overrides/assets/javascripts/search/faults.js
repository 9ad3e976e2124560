// What a reader is told when a search fails.
import { TooLong } from "./client.js";

/** @param {unknown} error */
export function faultOf(error) {
  if (error instanceof TooLong) return "This search took too long and was stopped. Try fewer or simpler words.";
  if (!navigator.onLine) return "You are offline, and this search needs a part of the index that is not here yet.";
  return "The search index could not be loaded.";
}
