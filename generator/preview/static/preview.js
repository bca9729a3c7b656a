// The preview's own few lines: leafing with keys, looking for councils, zooming, and showing what was saved.
import { follow } from "./follow.js";
import { look } from "./look.js";
import { search } from "./search.js";

const KEYS = { j: "after", ArrowRight: "after", k: "before", ArrowLeft: "before" };

document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, select, textarea, [role='group'], pre");
  if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
  document.getElementById(KEYS[event.key])?.click();
});

function ready() {
  search();
  look();
}

if (matchMedia("(max-width: 50em)").matches) document.getElementById("list")?.removeAttribute("open");
ready();
document.querySelector("#entries [aria-current]")?.scrollIntoView({ block: "nearest" });
follow(ready);
