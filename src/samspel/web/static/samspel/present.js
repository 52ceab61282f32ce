// Tells beside each part of a need who has it before them just now. Without this the page says who had when it came.
const PRESENT = 12_000; // between the looks
const GONE = 60_000; // after the last sign that somebody looks

const board = document.querySelector("[data-present]");
if (board) {
  let seen = Date.now();

  async function look() {
    if (document.visibilityState === "hidden" || Date.now() - seen > GONE) return;
    let here;
    try {
      const answer = await fetch(board.dataset.present, { redirect: "error" });
      here = answer.ok ? await answer.json() : null;
    } catch {} // no net, or no page of ours any more: what stands there goes on standing
    if (!here) return;
    for (const place of board.querySelectorAll("[data-now]")) {
      const text = here[place.dataset.now] ?? "";
      if (place.textContent !== text) place.textContent = text;
    }
  }

  for (const sign of ["pointermove", "pointerdown", "keydown", "scroll", "focus"]) {
    addEventListener(sign, () => (seen = Date.now()), { passive: true });
  }
  document.addEventListener("visibilitychange", () => {
    seen = Date.now();
    look();
  });
  setInterval(look, PRESENT);
}
