// What the module of expressions exports. Made from its Java source; after a change there, make it anew:
// mvn package -DskipTests -pl web -am -Ddeclarations=write

/**
 * Reads and checks a default: what is wrong and its remedy; or its print, the type of its result in words, an
 * empty text, and the phrases of the field types that it fits.
 */
export declare function read(source: string): Int8Array;

/** Evaluates a default from its print: its value; or the code of its failure, the detail, line and column. */
export declare function evaluate(printed: string, nowMillis: number, random: Int8Array): Int8Array;
