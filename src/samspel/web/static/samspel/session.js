// Says in good time that somebody is about to be logged out. The server decides; here is only counted what it told.
// Every page that any window of this browser opens begins the quiet time anew, so that the windows tell each other.
const MINUTE = 60_000;
const WARN = 5 * MINUTE;
const ALIVE = "samspel-alive";

for (const dialog of document.querySelectorAll("[data-session]")) {
  const [form, leave] = dialog.querySelectorAll("form");
  const parts = Object.fromEntries([...dialog.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
  const present = dialog.dataset.present === "yes";
  let longest = endOf(dialog.dataset.longest);
  let busy = false;
  let seen = false; // that the longest time is near, and somebody has closed the words about it
  let over = false;

  function endOf(seconds) {
    return seconds ? Date.now() + Number(seconds) * 1000 : Infinity;
  }

  function alive() {
    return Number(localStorage.getItem(ALIVE)) || 0;
  }

  function lives() {
    localStorage.setItem(ALIVE, Date.now());
    over = false;
  }

  function show(name, left) {
    for (const [one, part] of Object.entries(parts)) part.hidden = one !== name;
    const minutes = Math.ceil(left / MINUTE);
    for (const words of parts[name].querySelectorAll("[data-many]")) {
      const told = minutes > 1 ? words.dataset.many.replace("{minutes}", minutes) : words.dataset.one;
      if (words.textContent !== told) words.textContent = told;
    }
    dialog.setAttribute("aria-labelledby", parts[name].querySelector("h2").id);
    if (!dialog.open) dialog.showModal();
  }

  async function goOn() {
    busy = false;
    let told;
    try {
      const answer = await fetch(form.action, { method: "post", body: new FormData(form) });
      told = await answer.json();
    } catch {
      return; // no network just now: the next tick asks again
    }
    if (!told.here) return end();
    longest = endOf(told.longest);
    lives();
    if (dialog.open && !seen) dialog.close();
  }

  function end() {
    over = true;
    show("over", 0);
  }

  function tick() {
    if (over) return;
    const now = Date.now();
    const quiet = alive() + Number(dialog.dataset.quiet) * 1000;
    const left = Math.min(quiet, longest) - now;
    if (left <= 0) {
      fetch(leave.action, { method: "post", body: new FormData(leave), redirect: "manual" }).catch(() => {});
      return end();
    }
    if ((busy || present) && now - alive() > WARN && !dialog.open) return goOn();
    if (longest - now <= WARN) return seen || show("longest", longest - now);
    if (left <= WARN) return show("quiet", left);
    if (dialog.open) dialog.close(); // somebody went on in another window
  }

  for (const sign of ["input", "keydown", "pointerdown"]) addEventListener(sign, () => (busy = true), { passive: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    goOn();
  });
  dialog.addEventListener("close", () => {
    seen ||= !parts.longest.hidden;
    if (!parts.quiet.hidden && !over) goOn();
  });
  lives();
  setInterval(tick, 1000);
}
