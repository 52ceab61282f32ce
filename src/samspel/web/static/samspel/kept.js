// Keeps what is written on a page that does not save itself, in this browser until it has been sent: offered again on the
// same page only, to the same person and organisation, or to whoever has the same link. The page works without this.
const told = document.querySelector("template[data-keeping]");
const HERE = "samspel-sendt-herfra";

function justSent() {
  try {
    const sent = sessionStorage.getItem(HERE);
    sessionStorage.removeItem(HERE);
    return sent;
  } catch {
    return null;
  }
}

if (told) {
  const texts = told.dataset, ours = `${texts.keeping}:`;
  if (justSent() === ours && texts.taken === "yes") ownText.forget(ours);
  if (texts.taken === "yes") history.replaceState(null, "", location.pathname); // told once, also to whoever comes back
  const form = document.querySelector("form[data-kept]");
  if (form) keepAndOffer(form, texts, ours, told.content.firstElementChild, told.content.lastElementChild);
}

function keepAndOffer(form, texts, ours, box, line) {
  const key = ours + [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16)).join("");
  const typed = texts.typed === "yes"; // the page came back with what was typed: nothing of it has been taken
  const written = [...form.elements].filter((one) => one.name && !["hidden", "submit", "button"].includes(one.type));
  const now = (one) => (one.type === "checkbox" ? (one.checked ? "on" : "") : one.value);
  const first = (one) => (typed ? "" : one.type === "checkbox" ? (one.defaultChecked ? "on" : "") : one.defaultValue);
  const named = (name) => written.find((one) => one.name === name);
  const status = line.cloneNode(true);
  form.prepend(status);

  function keep() {
    const fields = Object.fromEntries(written.filter((one) => now(one) !== first(one)).map((one) => [one.name, now(one)]));
    const room = ownText.keep(key, fields);
    const text = room ? texts.here : texts.full;
    if (status.textContent !== text) status.textContent = text;
    status.dataset.kind = room ? "" : "warning";
  }

  function offer(old) {
    const others = Object.entries(old.fields).filter(([name, kept]) => named(name) && kept !== now(named(name)));
    if (!others.length) return ownText.forget(old.key);
    const made = box.cloneNode(true);
    const time = ownText.inNorway(old.at);
    made.querySelector("strong").textContent = texts.own.replace("{time}", time);
    for (const [name, kept] of others) {
      const label = form.querySelector(`label[for="${CSS.escape(named(name).id)}"]`);
      const ticked = kept === "on" ? texts.ticked : kept;
      const parts = [["dt", label?.firstChild.textContent.trim() ?? name], ["dd", named(name).type === "checkbox" ? ticked : kept]];
      for (const [tag, text] of parts) {
        const part = made.querySelector("dl").appendChild(document.createElement(tag));
        part.textContent = text || texts.empty;
        part.className = tag === "dd" ? "sam-text" : "sam-quiet";
      }
    }
    made.querySelector("[data-use]").addEventListener("click", () => {
      for (const [name, kept] of others) put(named(name), kept);
      done(made, old.key);
      named(others[0][0]).focus();
      keep();
    });
    made.querySelector("[data-drop]").addEventListener("click", () => {
      done(made, old.key);
      written[0].focus();
    });
    form.prepend(made);
  }

  function put(one, kept) {
    if (one.type === "checkbox") one.checked = kept === "on";
    else one.value = kept;
    const around = one.closest("details");
    if (around) around.open = true;
    one.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function done(made, old) {
    ownText.forget(old);
    made.remove();
  }

  for (const old of ownText.found(ours)) offer(old);
  if (typed) keep();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    try {
      sessionStorage.setItem(HERE, ours);
    } catch {} // the copy is then offered once more, or goes after a week
  });
}
