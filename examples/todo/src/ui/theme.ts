// The theme: the system's, or the one that was chosen here.
import { onSettings, readSetting } from './settings';

export type Theme = 'system' | 'light' | 'dark';

/** Keeps the page and the colour of the browser's bar in step with the choice. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const theme = readSetting('theme');
    const root = document.documentElement;
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
    const bar = document.querySelector<HTMLMetaElement>('meta[name=theme-color]');
    if (bar) bar.content = getComputedStyle(root).getPropertyValue('--paper').trim();
  };
  apply();
  onSettings(apply);
  dark.addEventListener('change', apply);
}
