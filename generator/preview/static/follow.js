// Shows what was saved, without a reload: the page is asked for again and its parts are put in place of the old ones.
import { show } from "./search.js";

const PARTS = ["list", "letter"];

export function follow(ready) {
  const status = document.getElementById("status");
  const events = new EventSource("/events");
  let asked = 0;

  async function renew() {
    const mine = ++asked;
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return; // something was saved again meanwhile: only the last answer counts
    await pictures(fresh);
    if (mine !== asked) return;
    replace(fresh);
    ready();
  }

  events.addEventListener("message", ({ data: version }) => {
    status.textContent = "";
    if (version !== document.body.dataset.version) renew().catch(() => {});
  });
  events.addEventListener("error", () => {
    status.textContent = "The preview has stopped. Waiting for it to be started again.";
  });
}

// Pictures that are on the screen are loaded before the old ones go, so that nothing flickers.
async function pictures(fresh) {
  const zoom = document.getElementById("zoom")?.value ?? "100";
  await Promise.all([...fresh.querySelectorAll("#sheets img")].map((image) => {
    const before = document.getElementById(image.id);
    const scale = before ? new URL(before.src).search : `?scale=${Number(zoom) / 75}`;
    image.setAttribute("src", image.dataset.print + scale);
    image.style.width = before?.style.width ?? "";
    image.hidden = before?.hidden ?? false;
    if (before ? !inSight(before) : image.id !== "page-1") return null;
    const loading = new Image();
    loading.src = image.getAttribute("src");
    return loading.decode().catch(() => {});
  }));
}

function inSight(image) {
  const { top, bottom } = image.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function replace(fresh) {
  const focused = document.activeElement?.id;
  const fields = [...document.querySelectorAll("#filter [name], .tools select")];
  const chosen = new Map(fields.filter((field) => field.id).map((field) => [field.id, field.value]));
  const scrolled = [scrollX, scrollY, document.getElementById("entries")?.scrollTop ?? 0];
  const web = document.getElementById("web")?.contentWindow?.scrollY ?? 0;
  for (const id of PARTS) {
    const before = document.getElementById(id);
    const after = document.adoptNode(fresh.getElementById(id));
    // Four hundred names that are the same need not be laid out again; a letter's frame shows what is new by being so.
    if (id !== "list" || !before?.isEqualNode(after)) before?.replaceWith(after);
  }
  document.title = fresh.title;
  document.body.dataset.version = fresh.body.dataset.version;
  const others = [...chosen].filter(([id, value]) => (document.getElementById(id) ?? { value }).value !== value);
  for (const [id, value] of others) document.getElementById(id).value = value;
  const form = document.getElementById("filter");
  if (form && others.some(([id]) => form.contains(document.getElementById(id)))) show(form);
  document.getElementById("entries")?.scrollTo(0, scrolled[2]);
  scrollTo(scrolled[0], scrolled[1]);
  document.getElementById("web")?.addEventListener("load", (event) => event.target.contentWindow.scrollTo(0, web));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
