// The title of the page: how much is open, and in which list.
import { useItem } from '@goatdb/client/react';

import type { ListItem } from '../lists/useLists';

export function PageTitle({ list, open }: { list: ListItem; open: number }) {
  useItem(list, { keys: ['name'] });
  return <title>{`${open > 0 ? `(${open}) ` : ''}${list.get('name')} – Nibble`}</title>;
}
