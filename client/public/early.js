// Before the first paint: the language and the theme chosen on this device, whether this is the front page, and whether the
// typefaces are on the device already.
(() => {
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const known = root.dataset.languages.split(" ");
  const wanted = [kept("sp-language"), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  root.lang = wanted.find((language) => known.includes(language)) ?? known[0];
  const theme = kept("sp-theme");
  const evening = theme === null ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "evening";
  root.classList.add(evening ? "wa-dark" : "wa-light");
  if (location.pathname === "/") root.classList.add("at-front");
  if (!navigator.serviceWorker?.controller) root.classList.add("typefaces-later");
})();
