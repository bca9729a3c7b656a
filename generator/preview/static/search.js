// Councils are looked for while one types; without this module the form asks the server.
const heard = new WeakSet(); // and no mark in the form itself, so that a list that has not changed is equal to the next

export function search() {
  const form = document.getElementById("filter");
  if (!form || heard.has(form)) return;
  heard.add(form);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => show(form));
}

export function show(form) {
  const asked = Object.fromEntries(new FormData(form));
  const words = asked.q.toLowerCase().split(/\s+/).filter(Boolean);
  const entries = [...document.querySelectorAll("#entries li")];
  for (const entry of entries) {
    const { name, sector, state } = entry.dataset;
    entry.hidden = !(words.every((word) => name.includes(word)) && [sector, ""].includes(asked.sector)
      && [state, ""].includes(asked.state));
    const link = entry.querySelector("a");
    link.href = address(link, asked);
  }
  const found = entries.filter((entry) => !entry.hidden);
  document.getElementById("found").textContent = `${found.length} of ${entries.length} shown`;
  history.replaceState(null, "", address(location, asked));
  neighbours(entries.filter((entry) => !entry.hidden || entry.querySelector("[aria-current]")));
}

function address(place, asked) {
  const url = new URL(place.href);
  for (const [name, value] of Object.entries(asked)) {
    if (value) url.searchParams.set(name, value); else url.searchParams.delete(name);
  }
  return url.href;
}

// Previous and next lead through what was found.
function neighbours(entries) {
  const here = entries.findIndex((entry) => entry.querySelector("[aria-current]"));
  for (const [id, step] of [["before", -1], ["after", 1]]) {
    const link = document.getElementById(id);
    const to = entries[here + step]?.querySelector("a");
    if (link && to) link.href = to.href;
  }
}
