// What the module of order stamps exports. Made from its Java source; after a change there, make it anew:
// mvn package -DskipTests -pl web -am -Ddeclarations=write

/** How many marks of order stamps there are; a page draws one of them. */
export declare function orderMarks(): number;

/** The text itself, if it is an order stamp; else an error with code and remedy. */
export declare function requireOrderStamp(text: string): string;

/**
 * New order stamps between two others, separated by spaces; an empty text is the start, a tilde the end.
 *
 * @param chance eight random bytes for each
 */
export declare function orderStamps(
  after: string,
  before: string,
  count: number,
  mark: number,
  chance: Int8Array,
): string;
