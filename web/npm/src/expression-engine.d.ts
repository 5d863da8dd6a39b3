// What the module of expressions exports. Made from its Java source; after a change there, make it anew:
// mvn package -DskipTests -pl web -am -Ddeclarations=write

/** Checks a definition file: the first mistake and its remedy, or nothing. */
export declare function check(definition: string): Int8Array;

/**
 * Reads and checks an expression: its print and the type of its result in words; or what is wrong, its
 * remedy, and an empty text.
 */
export declare function read(source: string, surroundings: string): Int8Array;

/**
 * Whether what an expression gives may be written to a field of a type, which is spelled as in surroundings.
 */
export declare function fits(printed: string, surroundings: string, type: string): boolean;

/**
 * Evaluates an expression from its print: its value; or the code of its failure, the detail, line and column.
 * The variables are an array of places and values, in turn.
 */
export declare function evaluate(
  printed: string,
  surroundings: string,
  nowMillis: number,
  random: Int8Array,
  variables: Int8Array,
): Int8Array;
