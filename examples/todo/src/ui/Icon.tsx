// The signs of the app: lines on a grid of 20, in the colour of the text around them.

const PATHS = {
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5L5 15',
  menu: 'M3 5.5h14M3 10h14M3 14.5h9',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l4 4',
  sort: 'M6 4v12m0 0l-3-3m3 3l3-3M11 5h6M11 10h4.5M11 15h3',
  edit: 'M4 16l.8-3.4L13 4.4a1.5 1.5 0 0 1 2.2 0l.4.4a1.5 1.5 0 0 1 0 2.2L7.4 15.2 4 16z',
  trash: 'M3.5 5.5h13M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  help: 'M7.3 7.6a2.8 2.8 0 1 1 4 2.5c-.9.4-1.3 1-1.3 1.9M10 15v.1M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15z',
  sun: 'M10 6.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  moon: 'M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z',
  auto: 'M3 4.5h14v9H3zM7 17h6M10 13.5V17',
  saving: 'M10 3.5a6.5 6.5 0 1 1-6.5 6.5',
  device: 'M4 4h12v9H4zM2 16h16M7.5 8.5l1.8 1.8 3.2-3.5',
  cloud: 'M6 15.5a3.5 3.5 0 0 1-.5-7 4.8 4.8 0 0 1 9.2 1 3 3 0 0 1-.2 6zM7.8 11.5l1.7 1.7 3-3.2',
  offline: 'M3 2.5l14 15M8 5a4.8 4.8 0 0 1 6.7 4.5 3 3 0 0 1 2.6 4.5M13 15.5H6a3.5 3.5 0 0 1-.5-7',
  warning: 'M10 3.5l7.5 13h-15zM10 8.5v3.5M10 14.2v.1',
};

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
