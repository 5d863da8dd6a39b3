/**
 * What is fuzzed: each decoder of bytes or text from outside as a {@code Target}, with what it
 * promises and well-formed inputs to begin with.
 *
 * <p>Start reading at {@code Target}, then {@code Targets}, which lists them all. A new decoder is
 * one more entry there. May import: core, jvm, server.
 */
@NullMarked
package dev.goatdb.fuzz.decoder;

import org.jspecify.annotations.NullMarked;
