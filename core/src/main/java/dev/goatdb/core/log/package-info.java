/**
 * The append-only log of a repository, as bytes: the frame of records, and what is left of a log
 * after a crash.
 *
 * <pre>
 *   "GOATLOG0" | record | record | ...
 *   record = crc32c u32 | length u32 | type u8 | version u8 | payload      (little-endian; drawn in docs/format.md)
 * </pre>
 *
 * <p>Hosts store and return these bytes without knowing them. May import: value, host, error.
 */
@NullMarked
package dev.goatdb.core.log;

import org.jspecify.annotations.NullMarked;
