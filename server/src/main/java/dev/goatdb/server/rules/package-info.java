/**
 * Rules put to the test on a desk: cases that say what is allowed and what is not, without any
 * data. {@code RuleCases} reads and runs them. May import: core, jvm.
 */
@NullMarked
package dev.goatdb.server.rules;

import org.jspecify.annotations.NullMarked;
