// What somebody has written and we have not got yet, kept in this browser for a short while: for the same person and the
// same organisation only (the mark), for at most a week, and gone as soon as it is saved, handed in or logged out from.
const OWN = "samspel-kladd:";
const SENT = "samspel-sendt";
const WEEK = 7 * 24 * 3_600_000;

globalThis.ownText = {
  // Keeps the answers under a key, or forgets it when there are none; false when this browser has no room.
  keep(key, fields) {
    try {
      if (Object.keys(fields).length) localStorage.setItem(OWN + key, JSON.stringify({ at: Date.now(), fields }));
      else localStorage.removeItem(OWN + key);
      return true;
    } catch {
      return false;
    }
  },
  // Gives what is kept under keys that begin so, the oldest first.
  found(start) {
    return keys(start)
      .map((key) => ({ key, ...read(OWN + key) }))
      .sort((one, other) => one.at - other.at);
  },
  // Notes that a form was sent; a page of the same need that follows says that it was taken.
  sent(key, page, need) {
    try {
      sessionStorage.setItem(SENT, JSON.stringify({ key, page, need }));
    } catch {} // the copy then goes after a week
  },
  forget,
  inNorway,
};

// «29.11.2026 kl. 15.54», whatever the browser's own language and zone.
function inNorway(at) {
  const wanted = { timeZone: "Europe/Oslo", day: "numeric", month: "numeric", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const part = Object.fromEntries(new Intl.DateTimeFormat("en", wanted).formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return `${part.day}.${part.month}.${part.year} kl. ${part.hour}.${part.minute}`;
}

function keys(start) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(OWN + start)).map((key) => key.slice(OWN.length));
  } catch {
    return [];
  }
}

function read(name) {
  try {
    return { at: 0, fields: {}, ...JSON.parse(localStorage.getItem(name)) };
  } catch {
    return { at: 0, fields: {} };
  }
}

function forget(start, older = Infinity) {
  for (const key of keys(start)) if (read(OWN + key).at < older) localStorage.removeItem(OWN + key);
}

forget("", Date.now() - WEEK);
try {
  const sent = JSON.parse(sessionStorage.getItem(SENT));
  if (sent && location.pathname.startsWith(sent.need) && location.pathname !== sent.page) forget(sent.key);
  if (sent && location.pathname.startsWith(sent.need)) sessionStorage.removeItem(SENT);
} catch {} // no storage, or not ours

document.addEventListener("submit", ({ target }) => {
  if (target.getAttribute("action") === "/logg-ut/") forget("");
  if (target.dataset.handsIn) forget(target.dataset.handsIn);
});
