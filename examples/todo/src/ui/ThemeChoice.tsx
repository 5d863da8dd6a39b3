// The choice of the theme.
import { Icon, type IconName } from './Icon';
import { useSetting } from './settings';
import type { Theme } from './theme';

const THEMES: [Theme, IconName, string][] = [
  ['light', 'sun', 'Light'],
  ['system', 'auto', 'As the system'],
  ['dark', 'moon', 'Dark'],
];

export function ThemeChoice() {
  const [theme, setTheme] = useSetting<Theme>('theme', 'system');
  return (
    <fieldset className="choice themes">
      <legend className="sr">Theme</legend>
      {THEMES.map(([value, icon, label]) => (
        <label key={value} title={label}>
          <input
            type="radio"
            name="theme"
            aria-label={label}
            checked={theme === value}
            onChange={() => setTheme(value)}
          />
          <span>
            <Icon name={icon} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
