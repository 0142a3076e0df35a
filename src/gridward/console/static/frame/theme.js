// Runs before the page is drawn, so that a dark page never flashes white: "auto" follows the machine.
(function () {
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function set() {
    var chosen = root.getAttribute("data-theme") || "auto";
    root.setAttribute("data-bs-theme", chosen === "auto" ? (dark.matches ? "dark" : "light") : chosen);
  }
  set();
  dark.addEventListener("change", set);
})();
