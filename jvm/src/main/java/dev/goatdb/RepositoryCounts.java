package dev.goatdb;

/**
 * How much a repository on this device holds.
 *
 * @param items how many items it has, deleted ones included
 * @param commits how many commits
 * @param pending how many of them the server has not confirmed
 * @param logBytes the size of the log
 */
public record RepositoryCounts(String path, int items, int commits, int pending, long logBytes) {}
