/**
 * What is done to the folder of a database from outside: it is looked over, repaired, saved into
 * one file and restored from it.
 *
 * <pre>
 *   FolderAudit    is all of it right?              FolderRepair   what can be read, in logs that are whole
 *   Backup         logs --> BackupFile              Restore        BackupFile --> an empty folder
 * </pre>
 *
 * <p>Auditing and saving read a folder that may be in use; repairing and restoring hold its lock.
 * What a log holds is for {@code dev.goatdb.core.audit} to say. Start reading at {@code
 * FolderAudit}. May import: store, jvm, core.
 */
@NullMarked
package dev.goatdb.jvm.maintenance;

import org.jspecify.annotations.NullMarked;
