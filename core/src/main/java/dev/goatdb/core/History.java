package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.Ledger;
import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.log.LogIndex;
import dev.goatdb.core.log.LogReader;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All commits of a repository as its log holds them: found by id and by item, read when they are
 * wanted, and what is known of each by its number.
 */
final class History implements Ledger {
  private final RepositoryPath path;
  private final OrganisationId organisation;
  private final LogReader reader;
  private final LogIndex index;
  private final Contexts contexts = new Contexts();
  private final Pieces pieces = new Pieces();
  private final Values values;
  private final SetDigest digest;
  private Numbers removed = new Numbers();
  private Numbers unreceipted = new Numbers();
  private int items;

  History(
      Context context,
      RepositoryPath path,
      OrganisationId organisation,
      StoredLog stored,
      int stamp,
      LogReader reader) {
    this.path = path;
    this.organisation = organisation;
    this.digest = new SetDigest();
    this.values = context.settings().indexing().values();
    this.reader = reader;
    this.index =
        context
            .settings()
            .indexing()
            .index(
                stored,
                stamp,
                context.pages(),
                (position, into) ->
                    new Rescan(path, organisation, stored.log(), position).into(into));
  }

  LogIndex index() {
    return index;
  }

  LogReader reader() {
    return reader;
  }

  Contexts contexts() {
    return contexts;
  }

  Values values() {
    return values;
  }

  /** The digest of the commits that are sealed. */
  SetDigest digest() {
    return digest;
  }

  Numbers unreceipted() {
    return unreceipted;
  }

  Numbers taken() {
    return removed;
  }

  /** How many items there are, deleted ones included. */
  int items() {
    return items;
  }

  /** What an index says of the commits before its end. */
  void restore(Numbers without, Numbers open, int itemCount, int sealedCount, Octets sum) {
    removed = without;
    unreceipted = open;
    items = itemCount;
    digest.restore(sealedCount, sum);
  }

  @Override
  public int admitted(Commit commit, int newest) {
    String item = commit.header().item();
    int tag = index.tagOf(item);
    return add(commit, tag, removed.size() == 0 ? newest : newest(tag, item));
  }

  /** A commit was read back from the log: the same where nobody knows the one before it. */
  int recalled(Commit commit) {
    String item = commit.header().item();
    int tag = index.tagOf(item);
    return add(commit, tag, newest(tag, item));
  }

  private int add(Commit commit, int tag, int previous) {
    if (previous < 0 || isVacant(previous)) {
      items++;
    }
    int number = index.add(commit.id().hash(), commit.header().item(), tag, previous, -1);
    unreceipted.add(number);
    return number;
  }

  /** A commit stands in the log. */
  void placed(int number, long offset) {
    index.place(number, offset);
  }

  /** What stands before a position of the log is safe, and is read there from now on. */
  void readable(long position) {
    reader.endsAt(position);
    index.readable(position);
    pieces.readable(position);
  }

  /** Commits are covered by the seal at an offset, and count from now on. */
  void sealed(List<Integer> numbers, long sealOffset, Optional<Piece> piece) {
    piece.ifPresent(one -> pieces.keep(sealOffset, one));
    for (int number : numbers) {
      index.seal(number, sealOffset);
      if (!removed.contains(number)) {
        digest.add(id(number));
      }
    }
  }

  @Override
  public void removed(int number) {
    removed.add(number);
    values.clear();
    unreceipted.remove(number);
    if (isSealed(number)) {
      digest.remove(id(number));
    }
    if (isVacant(newest(index.itemTag(number), item(number)))) {
      items--;
    }
  }

  /** Whether a commit and all before it of its item were taken out. */
  private boolean isVacant(int newest) {
    int at = newest;
    while (at >= 0 && removed.contains(at)) {
      at = index.previous(at);
    }
    return at < 0;
  }

  @Override
  public int find(CommitId id) {
    return index.find(
        id.hash(), candidate -> !removed.contains(candidate) && id(candidate).equals(id));
  }

  CommitId id(int number) {
    return index.isRecent(number)
        ? new CommitId(index.recentId(number))
        : commit(number, false).id();
  }

  @Override
  public String item(int number) {
    return index.recentName(number).orElseGet(() -> StoredCommit.item(stored(number)));
  }

  /** The number of the newest commit of an item, or -1. */
  int newest(String item) {
    return newest(index.tagOf(item), item);
  }

  private int newest(int tag, String item) {
    return index.newest(tag, number -> item(number).equals(item));
  }

  @Override
  public List<Numbered> commits(String item) {
    int number = newest(item);
    if (number < 0) {
      return List.of();
    }
    List<Numbered> commits = new ArrayList<>();
    for (; number >= 0; number = index.previous(number)) {
      if (!removed.contains(number)) {
        commits.add(new Numbered(number, commit(number, !reader.isResident())));
      }
    }
    Collections.reverse(commits);
    return commits;
  }

  /** The commit of an item that has just this one; nothing where it has several or none. */
  Optional<Commit> only(String item) {
    int number = newest(item);
    boolean alone = number >= 0 && index.previous(number) < 0;
    return alone && !removed.contains(number)
        ? Optional.of(commit(number, false))
        : Optional.empty();
  }

  /**
   * The same for a commit that no other one of its item follows or precedes, for somebody who
   * passes over many; nothing where it was taken out, or may not be readable yet.
   */
  Optional<Commit> passing(int number) {
    return removed.contains(number) || index.recentName(number).isPresent()
        ? Optional.empty()
        : Optional.of(
            StoredCommit.decodeSharing(
                reader.passing(index.offset(number)).payload(), contexts, organisation, path));
  }

  private Commit commit(int number, boolean copied) {
    Octets stored = stored(number);
    return copied
        ? StoredCommit.decode(stored, contexts, organisation, path)
        : StoredCommit.decodeSharing(stored, contexts, organisation, path);
  }

  /** A commit as it is stored, where it can be read in the log. */
  Octets stored(int number) {
    return reader.at(index.offset(number)).payload();
  }

  @Override
  public int size() {
    return index.count() - removed.size();
  }

  /** How many numbers were given; some of their commits may have been taken out. */
  int count() {
    return index.count();
  }

  /** Whether an item with that newest commit has none left. */
  boolean isVacantItem(String name) {
    return removed.size() > 0 && isVacant(newest(name));
  }

  @Override
  public boolean isSealed(int number) {
    return index.sealOffset(number) > 0;
  }

  @Override
  public boolean isReceipted(int number) {
    return !unreceipted.contains(number);
  }

  @Override
  public Piece piece(int number) {
    long at = index.sealOffset(number);
    return pieces.find(at).orElseGet(() -> pieces.keep(at, read(number, at)));
  }

  /** The seal over a commit: one that was made just now is not readable in the log yet. */
  Seal seal(int number) {
    Optional<Piece> known = pieces.find(index.sealOffset(number));
    return known.isPresent() ? known.get().seal() : stored(index.sealOffset(number)).seal();
  }

  private StoredSeal stored(long sealOffset) {
    return StoredSeal.decode(reader.at(sealOffset).payload(), organisation, path);
  }

  private Piece read(int number, long at) {
    return Pieces.read(stored(at), at, number, index, one -> id(one).hash());
  }

  void close(Context context) {
    reader.close();
    index.close(context.pages());
  }
}
