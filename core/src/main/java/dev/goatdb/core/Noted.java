package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.error.GoatException;

/** Takes in what an index tells of the records of a log that are no commits. */
final class Noted implements Notes.Reader {
  private final Repository repository;

  Noted(Repository repository) {
    this.repository = repository;
  }

  @Override
  public void context(Octets record) {
    repository.history().contexts().read(record);
  }

  @Override
  public void certificate(SessionId session, long offset) {
    repository.certificates().noted(session, offset);
  }

  @Override
  public void control(Octets chain, long offset) {
    repository.receipts().noted(chain, offset);
  }

  /** One that cannot be read any more is left out: the log is known to be damaged by then. */
  @Override
  public void refusal(long offset) {
    try {
      Octets record = repository.history().reader().at(offset).payload();
      repository.refusals().add(Refusal.decode(record));
    } catch (GoatException.Corrupted damaged) {
      repository.log().forbid(damaged);
    }
  }

  @Override
  public void epoch(Octets name) {
    repository.epoch(name);
  }
}
