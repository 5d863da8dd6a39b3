// Applies the chosen theme before the first paint; a file of its own, so that no inline script is needed.
try {
  var theme = localStorage.getItem('nibble.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's theme is used then.
}
