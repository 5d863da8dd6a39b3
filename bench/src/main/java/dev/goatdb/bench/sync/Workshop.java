package dev.goatdb.bench.sync;

import dev.goatdb.bench.group.Sheet;
import java.nio.file.Path;

/**
 * What measuring needs: a folder for everything that is written, how much effort is wanted, and
 * where the rows go.
 */
record Workshop(Path folder, Effort effort, Sheet sheet) {}
