// What a reader does to the map with mouse, fingers and keys, told as moves, zooms and choices.

/** Pixels that a press may wander and still be a click. */
const STILL = 6;
/** How far an arrow key moves, as a share of the window, and with Shift. */
const STEP = 0.08, LEAP = 0.4;
export const ZOOM = 1.5;

/**
 * @typedef {{
 *   move: (right: number, down: number) => void,
 *   zoom: (factor: number, left?: number, top?: number) => boolean,
 *   point: (left: number, top: number) => void,
 *   leave: () => void,
 *   choose: (left: number, top: number, isFinger: boolean) => void,
 *   aim: () => void,
 *   open: () => void,
 *   showAll: () => void,
 *   drop: () => void,
 * }} Actions `zoom` tells whether anything changed; pixels count from the upper left of the map
 */

/** @param {HTMLElement} frame @param {Actions} actions */
export function mountGestures(frame, actions) {
  /** Where each finger, or the mouse, was last. @type {Map<number, [number, number]>} */
  const held = new Map();
  let wandered = 0;
  /** @param {MouseEvent} event @returns {[number, number]} */
  const within = (event) => {
    const box = frame.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || isOnCard(event)) return;
    held.set(event.pointerId, within(event));
    // Text beside the map is not marked while somebody drags.
    if (event.pointerType === "mouse") frame.setPointerCapture(event.pointerId);
    if (held.size === 1) wandered = 0;
  });
  frame.addEventListener("pointermove", (event) => {
    const place = within(event), before = held.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse" && !isOnCard(event)) actions.point(...place);
      return;
    }
    const others = [...held].filter(([finger]) => finger !== event.pointerId).map(([, where]) => where);
    held.set(event.pointerId, place);
    wandered += Math.hypot(place[0] - before[0], place[1] - before[1]);
    if (others.length) return pinch(before, place, others[0], actions);
    if (wandered > STILL) actions.move(before[0] - place[0], before[1] - place[1]);
  });
  frame.addEventListener("pointerup", (event) => {
    const isClick = held.delete(event.pointerId) && !held.size && wandered <= STILL;
    if (isClick) actions.choose(...within(event), event.pointerType === "touch");
  });
  frame.addEventListener("pointercancel", (event) => held.delete(event.pointerId));
  frame.addEventListener("pointerleave", () => actions.leave());
  frame.addEventListener("wheel", (event) => {
    // Browsers tell of two fingers on a pad as of a wheel with Ctrl, in smaller steps.
    const step = event.ctrlKey ? 0.01 : event.deltaMode ? 0.05 : 0.002;
    // Where the whole map is shown the wheel scrolls the page on.
    if (actions.zoom(Math.exp(-event.deltaY * step), ...within(event))) event.preventDefault();
  }, { passive: false });
  frame.addEventListener("keydown", (event) => press(event, frame, actions));
}

/** @param {Event} event */
const isOnCard = (event) => event.target instanceof Element && event.target.closest(".card") !== null;

/** Two fingers: the map follows their middle and grows as they part. @param {[number, number]} before @param {[number, number]} place @param {[number, number]} other @param {Actions} actions */
function pinch(before, place, other, actions) {
  const apart = (/** @type {[number, number]} */ one) => Math.max(Math.hypot(one[0] - other[0], one[1] - other[1]), 1);
  actions.move((before[0] - place[0]) / 2, (before[1] - place[1]) / 2);
  actions.zoom(apart(place) / apart(before), (place[0] + other[0]) / 2, (place[1] + other[1]) / 2);
}

/** @param {KeyboardEvent} event @param {HTMLElement} frame @param {Actions} actions */
function press(event, frame, actions) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // From the card Escape leads back to the map; its other keys are those of a link.
  if (event.key === "Escape") frame.focus();
  else if (event.target !== frame) return;
  const share = event.shiftKey ? LEAP : STEP;
  const right = share * frame.clientWidth, down = share * frame.clientHeight;
  /** @type {Record<string, () => unknown>} */
  const keys = {
    ArrowLeft: () => actions.move(-right, 0), ArrowRight: () => actions.move(right, 0),
    ArrowUp: () => actions.move(0, -down), ArrowDown: () => actions.move(0, down),
    "+": () => actions.zoom(ZOOM), "=": () => actions.zoom(ZOOM), "-": () => actions.zoom(1 / ZOOM),
    0: () => actions.showAll(), Home: () => actions.showAll(), Enter: () => actions.open(), Escape: () => actions.drop(),
  };
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
  if (event.key !== "Enter" && event.key !== "Escape") actions.aim();
}
