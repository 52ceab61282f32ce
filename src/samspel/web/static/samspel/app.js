// Small help on top of pages that work without it: focus on the faults, a form sent once, long work that goes on.
const PATIENCE_MS = 8000;

const faults = document.querySelector(".ds-error-summary");
if (faults) faults.focus();

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  // An answer that is a file leaves the page standing: it may be asked for again.
  setTimeout(release, PATIENCE_MS, form);
});

// How many words stand in a text, and how far it is over what it may be.
function count(told) {
  const text = document.getElementById(told.dataset.counts).value;
  const [words, over] = told.querySelectorAll("[data-many], [data-beyond]");
  const many = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const shown = many === 1 ? words.dataset.one : words.dataset.many.replace("{n}", many);
  words.textContent = many ? shown : "";
  const more = told.dataset.most ? [...text].length - told.dataset.most : 0;
  const said = more > 0 ? over.dataset.beyond.replace("{n}", more) : "";
  if (over.textContent !== said) over.textContent = said;
}
for (const told of document.querySelectorAll("[data-counts]")) {
  count(told);
  for (const what of ["input", "put"]) {
    document.getElementById(told.dataset.counts).addEventListener(what, () => count(told));
  }
}

// Long work goes on by itself, a part at a time; without this its button does.
document.querySelector("form[data-goes-on]")?.requestSubmit();

// The browser's back button shows the page as it was when left.
addEventListener("pageshow", () => {
  for (const form of document.forms) release(form);
});
