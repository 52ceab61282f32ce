// Typing ahead on top of a search that works without it: the answer is the same list the page itself shows.
const PAUSE_MS = 120;
const ENOUGH = 2;

for (const form of document.querySelectorAll("[data-find]")) {
  const input = form.querySelector("input[name=q]");
  const list = form.querySelector("[data-find-list]");
  let waiting;
  let asking;

  function show() {
    asking?.abort();
    const typed = input.value.trim();
    if (typed.length < ENOUGH) return list.replaceChildren();
    asking = new XMLHttpRequest();
    asking.responseType = "document"; // read as a page of ours, never as text put into this one
    asking.addEventListener("load", ({ target }) => {
      if (target.status === 200 && target.response) list.replaceChildren(...target.response.body.children);
    });
    asking.addEventListener("error", () => list.replaceChildren());
    asking.open("GET", `${form.action}?liste&q=${encodeURIComponent(typed)}`);
    asking.send();
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE_MS);
  });

  form.addEventListener("keydown", (event) => {
    const hits = [...list.querySelectorAll("a")];
    const place = hits.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && hits.length) (hits[place + 1] ?? hits[0]).focus();
    else if (event.key === "ArrowUp" && place >= 0) (hits[place - 1] ?? input).focus();
    else if (event.key === "Escape" && hits.length) {
      list.replaceChildren();
      input.focus();
    } else return;
    event.preventDefault();
  });
}
