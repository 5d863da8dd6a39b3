package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;

/** An operation and the commit it belongs to. */
record Edit<T extends Operation>(Node by, T operation) {}
