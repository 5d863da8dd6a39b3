// The frame: lists on the left, the chosen list beside them.
import { useDBReady } from '@goatdb/client/react';
import { useState } from 'react';

import { Sidebar } from './lists/Sidebar';
import { Welcome } from './lists/Welcome';
import { useLists } from './lists/useLists';
import { Failure } from './status/Failure';
import { Loading } from './status/Loading';
import { useRefusals } from './status/useRefusals';
import { useUnseenEdits } from './status/useUnseenEdits';
import { TaskPane } from './tasks/TaskPane';
import { HelpDialog } from './ui/HelpDialog';
import { Notices } from './ui/Notices';
import { useKeys } from './ui/keys';
import { useNarrow } from './ui/useNarrow';

export function App() {
  const ready = useDBReady();
  const { lists, current, isLoading } = useLists();
  const [menu, setMenu] = useState(false);
  const [help, setHelp] = useState(false);
  const [settled, setSettled] = useState(false);
  const narrow = useNarrow();
  const covered = narrow && menu;

  useKeys({ '?': () => setHelp(true) });
  useRefusals();
  useUnseenEdits();

  if (ready === 'error') return <Failure />;
  if (ready === 'loading' || isLoading) return <Loading />;
  return (
    <div className="app" data-drawer={covered || undefined}>
      <Sidebar
        lists={lists}
        current={current}
        counts={settled}
        drawer={narrow ? (menu ? 'open' : 'shut') : undefined}
        onLeave={() => setMenu(false)}
        onHelp={() => setHelp(true)}
      />
      <main className="main" inert={covered}>
        {current ? (
          <TaskPane
            key={current.path}
            list={current}
            onMenu={() => setMenu(true)}
            onSettled={() => setSettled(true)}
          />
        ) : (
          <Welcome onMenu={() => setMenu(true)} />
        )}
      </main>
      <Notices />
      <HelpDialog open={help} onClose={() => setHelp(false)} />
    </div>
  );
}
