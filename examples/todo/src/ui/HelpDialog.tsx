// Help: the shortcuts, what the signs of saving mean, and a hint for the curious.
import { useEffect, useRef } from 'react';

import { SAVED } from '../tasks/SavedMark';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import { useSetting } from './settings';

const SHORTCUTS: [string[], string][] = [
  [['n'], 'New task'],
  [['/'], 'Search'],
  [['j', 'k'], 'Next, previous task (or arrows)'],
  [['x'], 'Done or not (or Space)'],
  [['e'], 'Edit (or Enter)'],
  [['Esc'], 'Leave a field'],
  [['Del'], 'Delete'],
  [['u'], 'Undo, while it is offered'],
  [['1', '2', '3'], 'All, open, done'],
  [['?'], 'This help'],
];

const MEANINGS = {
  pending: 'on its way to this device’s storage',
  here: 'safe on this device; the server has not confirmed it yet',
  server: 'safe on the server too',
  refused: 'the server did not accept it, for the reason that stands below it',
};

export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);

  return (
    <dialog
      ref={dialog}
      className="help"
      aria-labelledby="help-title"
      onClose={onClose}
      onClick={closeOutside}
    >
      {open && <Help onClose={onClose} />}
    </dialog>
  );
}

function Help({ onClose }: { onClose: () => void }) {
  const [keys, setKeys] = useSetting<'on' | 'off'>('keys', 'on');
  return (
    <div className="help-body">
      <IconButton className="help-close" icon="close" label="Close the help" onClick={onClose} />
      <h2 id="help-title">Help</h2>
      <div className="help-columns">
        <section>
          <h3>Keyboard</h3>
          <dl className="shortcuts">
            {SHORTCUTS.map(([keys, meaning]) => (
              <div key={meaning}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <label className="switch">
            <span>Shortcuts of one letter</span>
            <input
              type="checkbox"
              role="switch"
              checked={keys === 'on'}
              onChange={(event) => setKeys(event.target.checked ? 'on' : 'off')}
            />
          </label>
        </section>
        <section>
          <h3>Where an edit is</h3>
          <dl className="legend">
            {Object.entries(SAVED).map(([saved, { icon, label }]) => (
              <div key={saved} data-saved={saved}>
                <dt>
                  <Icon name={icon} /> {label}
                </dt>
                <dd>{MEANINGS[saved as keyof typeof MEANINGS]}</dd>
              </div>
            ))}
          </dl>
          <h3>For the curious</h3>
          <p>
            Open the console and type <code>db</code>. It is the database of this page; <code>app</code> holds
            its schemas.
          </p>
        </section>
      </div>
    </div>
  );
}

function closeOutside(event: React.MouseEvent<HTMLDialogElement>): void {
  if (event.target === event.currentTarget) event.currentTarget.close();
}
