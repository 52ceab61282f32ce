// Adds up the amounts of the budget while they are typed. Without this the sums are those of what was saved or sent.
const NO_BREAK = "\u00a0";
const sums = document.querySelector("[data-sums]");

if (sums) {
  const cells = [...document.querySelectorAll("input[data-use]")];

  // Reads an amount as the server does, as far as that is needed to add it up; nothing for what is no amount.
  function amount(cell) {
    const text = cell.value.replace(/[\s\u00a0\u202f]+/g, " ").trim().replace(/^(kr|nok)\.? ?| ?(kroner|kr|nok)\.?$/gi, "");
    const whole = text.replace(/(,-|,–|,00)$/, "").trim();
    return /^(\d+|\d{1,3}([ .]\d{3})+)$/.test(whole) ? Number(whole.replace(/[ .]/g, "")) : 0;
  }

  function kroner(nok) {
    return String(nok).replace(/\B(?=(\d{3})+$)/g, NO_BREAK) + NO_BREAK + "kr";
  }

  function total(wanted) {
    return cells.filter(wanted).reduce((sum, cell) => sum + amount(cell), 0);
  }

  function show(place, text) {
    if (place && place.textContent !== text) place.textContent = text;
  }

  function add() {
    for (const place of sums.querySelectorAll("[data-sum]")) {
      const { sum, sumYear } = place.dataset;
      const nok = total((cell) => (sum === "all" || cell.dataset.to === sum) && (!sumYear || cell.dataset.year === sumYear));
      show(place, kroner(nok));
    }
    const own = sums.querySelector("[data-own]");
    if (own) {
      const asked = total((cell) => !cell.dataset.notCounted);
      const least = Math.ceil((asked * Number(own.dataset.own)) / 100);
      show(own, own.dataset.words.replace("{asked}", kroner(asked)).replace("{least}", kroner(least)));
    }
    for (const cell of cells.filter((one) => one.dataset.was)) {
      const more = amount(cell) - Number(cell.dataset.was);
      const words = more > 0 ? sums.dataset.more : more < 0 ? sums.dataset.less : sums.dataset.same;
      const help = document.getElementById(`${cell.id}_helptext`);
      const was = help.dataset.before ?? (help.dataset.before = help.textContent.slice(0, help.textContent.indexOf(".") + 1));
      show(help, `${was} ${words.replace("{amount}", kroner(Math.abs(more)))}`);
    }
  }

  document.addEventListener("input", ({ target }) => {
    if (target.dataset.use) add();
  });
}
