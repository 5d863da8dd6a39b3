/** The public API of GoatDB on the JVM. */
@NullMarked
package dev.goatdb;

import org.jspecify.annotations.NullMarked;
