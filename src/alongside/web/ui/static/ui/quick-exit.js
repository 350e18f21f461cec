// With script, leaving by "Exit this page" also takes this page out of the browser's history.
document.addEventListener("click", function (event) {
  var link = event.target.closest ? event.target.closest("a[data-exit]") : null;
  if (!link) return;
  event.preventDefault();
  window.location.replace(link.href);
});
