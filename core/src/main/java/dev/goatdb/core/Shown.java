package dev.goatdb.core;

import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.ItemState;

/** What is shown of an item, and under which schema. */
public record Shown(SchemaId schema, ItemState state) {}
