/**
 * The text of expressions and their trees.
 *
 * <pre>
 *   text --Lexer--> tokens --Parser--> Tree --Printer--> text
 * </pre>
 *
 * <p>Printing and parsing are inverse: a printed tree reads back as the same tree, and is printed
 * the same again. So the printed text is what schemas store and hash. Start reading at {@code
 * Tree}. May import: data, decimal, value, host, error.
 */
@NullMarked
package dev.goatdb.core.expression.syntax;

import org.jspecify.annotations.NullMarked;
