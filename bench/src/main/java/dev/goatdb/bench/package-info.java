/** Comparisons with other engines. */
@NullMarked
package dev.goatdb.bench;

import org.jspecify.annotations.NullMarked;
