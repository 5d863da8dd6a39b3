/**
 * Definition files as source code, and the JSON Schema of definition files, for {@code goat types}.
 *
 * <p>What is written depends on the definition file alone, so it can be compared in a build. Start
 * reading at {@code TypeScript}.
 */
@NullMarked
package dev.goatdb.server.types;

import org.jspecify.annotations.NullMarked;
