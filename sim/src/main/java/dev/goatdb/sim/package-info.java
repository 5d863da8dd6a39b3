/** The simulator: whole networks in one process from one seed. */
@NullMarked
package dev.goatdb.sim;

import org.jspecify.annotations.NullMarked;
