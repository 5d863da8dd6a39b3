package dev.goatdb;

import java.util.Optional;

/**
 * How far the edits of a database, or of one of its repositories, have got: what {@link
 * Item#saved()} says of one item, counted.
 *
 * @param online whether the server is connected and has certified this session
 * @param pending how many edits the server has not confirmed
 * @param here how many of these are durable on this device; the others are still in memory
 * @param server how many edits are durable on the server, those of others included
 * @param refused how many edits of this device the server refused since the database was opened
 * @param problem what keeps edits from getting through, where something does, for people
 */
public record SyncState(
    boolean online, int pending, int here, int server, int refused, Optional<String> problem) {

  /** The same of both together. */
  SyncState and(SyncState other) {
    return new SyncState(
        online && other.online,
        pending + other.pending,
        here + other.here,
        server + other.server,
        refused + other.refused,
        problem.or(other::problem));
  }
}
