// Shows how far a file has come on its way to us. Without this the browser sends the form, and shows what it shows.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const box = form.querySelector("[data-uploading]");
  if (!box || event.defaultPrevented) return;
  if (![...form.elements].some((one) => one.type === "file" && one.files.length)) return; // the page says what is missing
  event.preventDefault();
  if (box.dataset.busy) return;
  box.dataset.busy = "yes";
  const [said, bar] = [box.querySelector("[role=status]"), box.querySelector("progress")];
  const way = new XMLHttpRequest();

  function failed() {
    delete box.dataset.busy;
    delete form.dataset.sent;
    event.submitter?.removeAttribute("aria-busy");
    bar.hidden = true;
    said.textContent = box.dataset.failed;
  }

  // The answer is the page that the browser would have shown.
  function answered() {
    const shown = new URL(way.responseURL);
    if (shown.pathname !== location.pathname) return location.assign(shown);
    const page = way.response;
    const main = page?.querySelector("main");
    if (!main) return failed();
    document.title = page.title;
    document.querySelector("main").replaceWith(document.adoptNode(main));
    (main.querySelector(".ds-error-summary") ?? main).focus();
    scrollTo(0, 0);
  }

  way.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = (100 * loaded) / total;
    event.submitter?.setAttribute("aria-busy", "true");
  });
  way.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    said.textContent = box.dataset.looking;
  });
  way.addEventListener("load", answered);
  for (const wrong of ["error", "abort", "timeout"]) way.addEventListener(wrong, failed);
  box.hidden = bar.hidden = false;
  bar.value = 0;
  said.textContent = box.dataset.sending;
  way.open("post", location.href);
  way.responseType = "document";
  way.send(new FormData(form, event.submitter));
});
