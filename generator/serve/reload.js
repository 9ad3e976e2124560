// Loads the page anew when the preview has built another version of it.

const here = new URL(import.meta.url);
const shown = here.searchParams.get("version");

/** @type {EventSource | null} */
let events = null;

/** Listens while the page can be seen: a browser allows six connections to a host, and hidden tabs would hold them. */
function listen() {
  if (document.hidden) {
    stop();
  } else if (!events) {
    events = new EventSource(new URL("events", here));
    events.onmessage = (event) => {
      if (JSON.parse(event.data).version !== shown) location.reload();
    };
  }
}

function stop() {
  events?.close();
  events = null;
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", stop);
addEventListener("pageshow", listen);
