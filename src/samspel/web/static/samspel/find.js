// Typing ahead on top of a search that works without it: the answer is the same list the page itself shows.
const PAUSE_MS = 120;

for (const form of document.querySelectorAll("[data-find]")) {
  const input = form.querySelector("input[name=q]");
  const list = form.querySelector("[data-find-list]");
  let waiting;
  let asking;

  const show = async () => {
    asking?.abort();
    const typed = input.value.trim();
    if (typed.length < 2) return list.replaceChildren();
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.action}?liste&q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      if (answer.ok) list.innerHTML = await answer.text();
    } catch (fault) {
      if (fault.name !== "AbortError") list.replaceChildren();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE_MS);
  });
  form.addEventListener("keydown", (event) => {
    const hits = [...list.querySelectorAll("a")];
    const place = hits.indexOf(document.activeElement);
    if (event.key === "ArrowDown") (hits[place + 1] ?? hits[0])?.focus();
    else if (event.key === "ArrowUp") (place > 0 ? hits[place - 1] : input).focus();
    else if (event.key === "Escape") list.replaceChildren(), input.focus();
    else return;
    event.preventDefault();
  });
}
