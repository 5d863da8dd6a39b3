/**
 * Schemas as data: namespaces, versions, fields with defaults and constraints, and upgrades from
 * version to version; {@code file} is the definition file that holds them.
 *
 * <p>A schema is a value with a digest; commits name the digest, so two peers never compute with
 * different definitions under one name. An expression is checked in its {@code Surroundings} before
 * anything asks it. Start reading at {@code Schema}. May import: expression, value, host, error.
 */
@NullMarked
package dev.goatdb.core.schema;

import org.jspecify.annotations.NullMarked;
