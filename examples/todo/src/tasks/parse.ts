// What a person types, as a task: words that start with # are its tags.

const TAG = /(^|\s)#([\p{L}\p{N}][\p{L}\p{N}_-]*)/gu;

export interface Parsed {
  text: string;
  tags: ReadonlySet<string>;
}

/** `Oil the boots #gear` is the text `Oil the boots` with the tag `gear`; tags are in lower case. */
export function parseTask(input: string): Parsed {
  const tags = new Set([...input.matchAll(TAG)].map((match) => tagOf(match[2] ?? '')));
  const text = input.replace(TAG, '$1').replace(/\s+/g, ' ').trim();
  return { text, tags };
}

/** The tag that a person means by what was typed into a field for one tag; empty if none. */
export function tagOf(input: string): string {
  return input.trim().replace(/^#+/, '').replace(/\s+/g, '-').toLocaleLowerCase();
}
