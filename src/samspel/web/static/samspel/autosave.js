// Saves a page of the form while it is written, says truly how that goes, and shows both texts where two wrote at once.
// The page works without this: it is then saved when one goes on.
const PAUSE = 2500; // after the last key
const LONGEST = 8000; // while somebody goes on typing
const HERE = 12_000; // between the signs that somebody is on the page
const AWAY = 60_000;
const NOT_ANSWERS = new Set(["csrfmiddlewaretoken", "version", "formaal", "endret", "tab", "seq", ""]);

const form = document.querySelector("form[data-autosave]");
if (form) {
  const [status, people, template] = ["status", "people", "both"].map((part) => form.querySelector(`[data-${part}]`));
  const texts = { ...template.dataset, ...form.dataset };
  const way = status.querySelector("a"), said = status.querySelector("span");
  const tab = uuid(), ours = `${texts.mark}:${texts.need}:${texts.page}:`, key = ours + tab;
  const acked = new Map(), pending = new Set(), refused = new Map(), faults = new Map(), held = new Set();
  let version = Number(form.elements.version.value), seq = 0, busy = false, again = false, trouble = "", wait = 0;
  let pause, longest, active = 0, pressing = false;

  function uuid() {
    const b = crypto.getRandomValues(new Uint8Array(16));
    const hex = [...b].map((one, n) => (n === 6 ? (one & 15) | 64 : n === 8 ? (one & 63) | 128 : one).toString(16).padStart(2, "0"));
    return [[0, 4], [4, 6], [6, 8], [8, 10], [10, 16]].map(([from, to]) => hex.slice(from, to).join("")).join("-");
  }

  const controls = (name) => [...form.elements].filter((one) => one.name === name);
  const names = () => [...new Set([...form.elements].map((one) => one.name))].filter(
    (name) => !NOT_ANSWERS.has(name) && !/^(deres|hvem)-/.test(name) && controls(name)[0].type !== "submit",
  );
  const ticks = (one) => one.type === "checkbox" || one.type === "radio";
  const values = (name, first = false) => controls(name).flatMap((one) => {
    if (ticks(one)) return (first ? one.defaultChecked : one.checked) ? [one.value] : [];
    const value = first && one.type !== "select-one" ? one.defaultValue : one.value;
    return value === "" ? [] : [value];
  });
  const now = (name) => JSON.stringify(values(name));
  // What we suggest is nobody's answer until it is changed, or the page is saved.
  const suggested = (name) => controls(name).some((one) => one.dataset.suggested && one.dataset.suggested === one.value);
  const unsaved = () => names().filter((name) => !suggested(name) && (pending.has(name) || now(name) !== acked.get(name)));
  const touched = () => unsaved().filter((name) => !held.has(name) && refused.get(name) !== now(name));

  function put(name, wanted) {
    for (const one of controls(name)) {
      if (ticks(one)) one.checked = wanted.includes(one.value);
      else one.value = wanted[0] ?? "";
      one.dispatchEvent(new Event("put"));
    }
  }

  function say(text, kind = "", href = "") {
    if (said.textContent !== text) said.textContent = text;
    status.dataset.kind = kind;
    way.hidden = !href;
    if (href) way.href = href;
  }

  // What we have not got is kept here until we have; where there is no room for it, that is said.
  function keepHere() {
    const room = ownText.keep(key, Object.fromEntries(unsaved().map((name) => [name, values(name)])));
    if (!room && trouble) say(`${texts[trouble]} ${texts.full}`, "warning", trouble === "out" ? location.pathname : "");
    return room;
  }

  function failed(why, href = "") {
    trouble = why;
    say(texts[why], "warning", href);
    keepHere();
    wait = Math.min(wait ? wait * 2 : 5000, 30_000);
    if (why !== "out") longest ??= setTimeout(send, wait);
  }

  async function send({ last = false, ping = false } = {}) {
    if (busy && !last) return (again = true);
    clearTimeout(pause);
    clearTimeout(longest);
    longest = undefined;
    const these = touched();
    if (!these.length && !ping) return;
    const body = new FormData();
    const parts = { csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, version, tab, seq: ++seq };
    for (const [name, value] of Object.entries(parts)) body.append(name, value);
    for (const one of controls("formaal")) body.append("formaal", one.value);
    const sent = new Map(these.map((name) => [name, now(name)]));
    for (const name of these) {
      pending.add(name);
      body.append("endret", name);
      for (const value of values(name)) body.append(name, value);
    }
    busy = true;
    try {
      const answer = await fetch(texts.autosave, { method: "post", body: new URLSearchParams(body), redirect: "manual", keepalive: last });
      if (answer.type === "opaqueredirect" || answer.status === 403) failed("out", location.pathname);
      else if (answer.status === 409) over(await answer.json());
      else if (!answer.ok) failed("server");
      else saved(await answer.json(), sent);
    } catch {
      failed("offline");
    }
    busy = false;
    if (!again) return;
    again = false;
    send();
  }

  function over({ over: text, url }) {
    trouble = "over";
    say(text, "warning", url);
    keepHere();
  }

  function saved(told, sent) {
    if (told.late) return;
    wait = 0;
    trouble = "";
    people.textContent = told.people;
    for (const [name, text] of sent) {
      pending.delete(name);
      refused.delete(name);
      if (told.kept.includes(name)) acked.set(name, text);
      else refused.set(name, text);
    }
    // What was refused beside an answer that has now been kept may fit it: the end of a period, when its start moves.
    const anew = told.kept?.length ? [...refused.keys()].filter((name) => !sent.has(name)) : [];
    for (const name of anew) again = refused.delete(name);
    if (told.faults) tellFaults(sent, told.faults);
    for (const [name, theirs] of Object.entries(told.theirs ?? {})) meet(name, theirs);
    dropOwn();
    version = Math.max(version, told.version);
    if (!held.size) form.elements.version.value = version;
    keepHere();
    if (!told.saved) return;
    try { localStorage.setItem("samspel-alive", Date.now()); } catch {} // the session goes on, in every window
    if (anew.length) return;
    const all = !refused.size && !held.size;
    say(texts[all ? "saved" : "partly"].replace("{time}", told.saved), all ? "" : "warning");
  }

  // A colleague has changed an answer: where nothing was written here it is simply shown, else one chooses.
  function meet(name, { who, sent, text }) {
    const theirs = JSON.stringify(sent);
    const alone = suggested(name) || now(name) === acked.get(name) || now(name) === theirs;
    acked.set(name, theirs);
    refused.delete(name);
    if (alone) return put(name, sent);
    held.add(name);
    box(name, texts.theirs.replace("{who}", who), sent, text);
  }

  function box(name, title, sent, text, own = "") {
    const place = controls(name)[0].closest("fieldset, .ds-field");
    place.querySelector(`[data-box="${CSS.escape(name)}"]`)?.remove();
    const made = template.content.firstElementChild.cloneNode(true);
    made.dataset.box = name;
    made.dataset.kept = own;
    made.querySelector("strong").textContent = title;
    made.querySelector(".sam-text").textContent = text || texts.empty;
    for (const button of made.querySelectorAll("button")) button.value += name;
    if (controls(name)[0].type !== "textarea") made.querySelector("button[value^=begge]").remove();
    for (const value of sent) {
      made.append(Object.assign(document.createElement("input"), { type: "hidden", name: `deres-${name}`, value }));
    }
    place.append(made);
  }

  // What lay here and was not saved after all turns out to stand there: then there is nothing to choose.
  function dropOwn() {
    for (const made of form.querySelectorAll("[data-kept]:not([data-kept=''])")) {
      const kept = controls(`deres-${made.dataset.box}`).map((one) => one.value);
      if (JSON.stringify(kept) !== now(made.dataset.box)) continue;
      ownText.forget(made.dataset.kept);
      made.remove();
      if (said.textContent === texts.found) say("");
    }
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=velg]");
    if (!button) return;
    event.preventDefault();
    const [what, name] = [button.value.slice(0, button.value.indexOf(":")), button.value.slice(button.value.indexOf(":") + 1)];
    const theirs = controls(`deres-${name}`).map((one) => one.value);
    if (what === "deres") put(name, theirs);
    if (what === "begge") put(name, [[...values(name), ...theirs].join("\n\n")]);
    const made = button.closest("[data-box]");
    if (made.dataset.kept) ownText.forget(made.dataset.kept);
    made.remove();
    held.delete(name);
    if (!held.size) form.elements.version.value = version;
    controls(name)[0].focus();
    write();
    send();
  });

  // Where the page itself said what was wrong when it came.
  const pageSaid = (name) => document.getElementById(`id_${name}_error`);

  function tellFaults(sent, found) {
    for (const name of sent.keys()) {
      faults.delete(name);
      if (!(name in found)) pageSaid(name)?.replaceChildren();
    }
    for (const [name, told] of Object.entries(found)) faults.set(name, told.join(" "));
    showFaults();
  }

  // Nobody is corrected in the middle of a word.
  // Nor does anything move under a finger that is pressing: the button would no longer be where it was.
  function showFaults() {
    if (pressing) return;
    for (const old of form.querySelectorAll("[data-fault]")) if (!faults.has(old.dataset.fault)) old.remove();
    for (const [name, text] of faults) {
      const first = controls(name)[0];
      if (!first || document.activeElement?.name === name) continue;
      const place = pageSaid(name) ?? first.closest("fieldset, .ds-field");
      const told = place.querySelector(`[data-fault="${CSS.escape(name)}"]`) ?? document.createElement("p");
      if (pageSaid(name)) place.replaceChildren(told);
      else if (!told.isConnected) place.append(told);
      Object.assign(told, { className: "ds-validation-message", textContent: text });
      Object.assign(told.dataset, { field: "validation", fault: name });
    }
  }

  function write() {
    active = Date.now();
    clearTimeout(pause);
    pause = setTimeout(send, PAUSE);
    longest ??= setTimeout(send, wait || LONGEST);
    keepHere();
  }

  for (const name of names()) {
    const typed = texts.typed === "yes"; // the page came back with what was typed: nothing of it is known to be saved
    acked.set(name, typed ? "" : JSON.stringify(suggested(name) ? [] : values(name, true)));
    if (form.querySelector(`[name="deres-${CSS.escape(name)}"]`)) held.add(name);
  }
  for (const old of ownText.found(ours)) {
    const time = ownText.inNorway(old.at);
    for (const [name, kept] of Object.entries(old.fields)) {
      if (!controls(name).length || JSON.stringify(kept) === now(name)) continue;
      box(name, texts.own.replace("{time}", time), kept, kept.join("\n"), old.key);
      say(texts.found, "warning");
    }
    if (!form.querySelector(`[data-kept="${CSS.escape(old.key)}"]`)) ownText.forget(old.key);
  }

  form.addEventListener("input", write);
  form.addEventListener("change", write);
  form.addEventListener("focusout", () => { showFaults(); send(); });
  addEventListener("online", () => trouble && send());
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send({ last: true }));
  addEventListener("pointerdown", () => { active = Date.now(); pressing = true; }, { passive: true });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(() => { pressing = false; showFaults(); }), { passive: true });
  setInterval(() => {
    const here = document.visibilityState === "visible" && Date.now() - active < AWAY;
    if (here && !trouble && !busy) send({ ping: true });
  }, HERE);
  active = Date.now();
  send({ ping: true });

  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      failed("offline");
      return status.scrollIntoView({ block: "center" });
    }
    for (const old of form.querySelectorAll("[data-sending]")) old.remove();
    const ours_too = [...unsaved(), ...names().filter(suggested)];
    const told = [...ours_too.map((name) => ["endret", name]), ["endret", ""], ["tab", tab], ["seq", ++seq]];
    for (const [name, value] of told) {
      const one = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      one.dataset.sending = "yes";
      form.append(one);
    }
    ownText.sent(ours, location.pathname, texts.path);
  });
}
