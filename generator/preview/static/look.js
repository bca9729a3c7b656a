// How a letter is looked at: zoom, one page or all, and where a figure comes from. Kept for the next letter.
const SHARPEST = 4;

export function look() {
  choice("zoom", (value) => enlarge(Number(value) / 100));
  choice("all", (value) => {
    for (const image of document.querySelectorAll("#sheets img")) {
      image.hidden = value !== "all" && image.id !== `page-${value}`;
    }
  });
  const web = document.getElementById("web");
  web?.addEventListener("load", () => origins(web));
  if (web?.contentDocument?.querySelector("[data-path]")) origins(web);
}

function choice(id, apply) {
  const select = document.getElementById(id);
  if (!select) return;
  const kept = sessionStorage.getItem(id);
  if (kept && [...select.options].some((option) => option.value === kept)) select.value = kept;
  apply(select.value);
  if (select.dataset.live) return;
  select.dataset.live = "yes";
  select.addEventListener("change", () => { sessionStorage.setItem(id, select.value); apply(select.value); });
}

// A page that is shown larger is drawn again with as many dots.
function enlarge(zoom) {
  for (const image of document.querySelectorAll("#sheets img")) {
    image.style.width = `${image.getAttribute("width") * zoom}px`;
    const scale = Math.min(SHARPEST, (4 / 3) * zoom * devicePixelRatio);
    const wanted = `${image.dataset.print}?scale=${scale.toFixed(3)}`;
    if (image.getAttribute("src") !== wanted) image.src = wanted;
  }
}

function origins(web) {
  const output = document.getElementById("origin");
  for (const value of web.contentDocument.querySelectorAll("[data-path]")) {
    const say = () => { output.textContent = value.title; };
    value.tabIndex = 0;
    value.addEventListener("pointerenter", say);
    value.addEventListener("focus", say);
  }
}
