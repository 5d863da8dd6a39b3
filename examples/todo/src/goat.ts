// Made by `goat types goat.json`; edit goat.json instead.
import { defineApp, type ValuesOf } from '@goatdb/client';

export const app = defineApp({
  schemas: {
    list: [
      {
        version: 1,
        fields: {
          name: { type: 'string', required: true },
          created: { type: 'instant', default: { expr: 'now()' } },
        },
      },
    ],
    task: [
      {
        version: 1,
        fields: {
          text: { type: 'string', required: true },
          done: { type: 'boolean', default: false },
          created: { type: 'instant', default: { expr: 'now()' } },
          tags: { type: 'set', of: 'string' },
        },
      },
    ],
  },
});

export type List = ValuesOf<typeof app.list>;
export type Task = ValuesOf<typeof app.task>;
