/**
 * The definition file, {@code goat.json}: read with the place of every mistake, and written back.
 *
 * <pre>
 *   text --JsonReader--> Json --DefinitionReader--> GoatFile --DefinitionWriter--> text
 *                               FieldReader, UpgradeReader, RuleReader; Mistakes gathers
 * </pre>
 *
 * <p>What is read, written and read again is the same: the same schemas with the same digests.
 * Which entries there are says {@code Entry}; the JSON Schema for editors is tested against it.
 * Start reading at {@code GoatFile}. May import: schema, expression, value, host, error.
 */
@NullMarked
package dev.goatdb.core.schema.file;

import org.jspecify.annotations.NullMarked;
