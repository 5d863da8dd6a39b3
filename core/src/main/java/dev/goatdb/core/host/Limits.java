package dev.goatdb.core.host;

/**
 * Every bound of the engine in one place; what exceeds one is refused with an error that names it.
 *
 * @param frameBytes the largest frame on the wire
 * @param dataBytes where a data message stops taking further packs
 * @param windowBytes how many bytes of commits and control records are on their way over a
 *     connection at once
 * @param packBytes the largest pack
 * @param packCommits the most commits one seal covers
 * @param bodyBytes the largest body of a commit
 * @param operations the most operations in one commit
 * @param parents the most parents a commit names
 * @param depth how deep values may nest
 * @param pendingCommits the most commits that wait for a parent, per repository; with bodies of
 *     1,600 bytes on average
 * @param needs the most commits asked for by id in one message
 * @param channels the most repositories one connection may subscribe to
 * @param liveMillis how long at least between two messages of live edits of an item; 0 where none
 *     are sent
 * @param liveBytes the largest of these messages
 * @param presenceChars the longest text that a program or window says of itself
 * @param presences how many programs or windows speak over one connection
 * @param refusals how many refused ids a repository remembers
 * @param clockAheadMillis how far ahead of the authority's clock a commit may be
 * @param certificateMillis how long a session's certificate is valid
 * @param restoringMillis how long an authority that lost commits waits for the next of them, before
 *     it goes on without them
 * @param indexCommits after how many commits the index of a log is written further
 * @param residentItems how many items that are not in use stay in memory, in all repositories
 * @param longHistory from how many commits on the value of an item is kept with the index
 * @param pageBytes how many bytes of logs and indexes stay in memory
 * @param anonymous how fast an anonymous session may bring commits that have no receipt
 * @param trusted the same for a session of the server's operator
 */
public record Limits(
    int frameBytes,
    int dataBytes,
    int windowBytes,
    int packBytes,
    int packCommits,
    int bodyBytes,
    int operations,
    int parents,
    int depth,
    int pendingCommits,
    int needs,
    int channels,
    int liveMillis,
    int liveBytes,
    int presenceChars,
    int presences,
    int refusals,
    long clockAheadMillis,
    long certificateMillis,
    long restoringMillis,
    int indexCommits,
    int residentItems,
    int longHistory,
    long pageBytes,
    Rate anonymous,
    Rate trusted) {

  /**
   * A steady rate, and how much may come at once after a pause.
   *
   * @param commitsPerSecond at least 1
   */
  public record Rate(int commitsPerSecond, int burst) {}

  public static final Limits DEFAULT =
      new Limits(
          1 << 20,
          256 << 10,
          1 << 20,
          512 << 10,
          1024,
          256 << 10,
          4096,
          16,
          32,
          10_000,
          1024,
          10_000,
          40,
          16 << 10,
          4_096,
          64,
          10_000,
          60_000,
          30L * 24 * 3600 * 1000,
          10 * 60_000,
          4096,
          20_000,
          64,
          16 << 20,
          new Rate(2_000, 50_000),
          new Rate(200_000, 1_000_000));

  /** The same with another use of memory. */
  public Limits within(int items, long pages) {
    return with(windowBytes, indexCommits, items, longHistory, pages);
  }

  /** The same with indexes that are written further after so many commits. */
  public Limits indexedEvery(int commits) {
    return with(windowBytes, commits, residentItems, longHistory, pageBytes);
  }

  /** The same with values that are kept from so many commits on. */
  public Limits keepingValuesFrom(int commits) {
    return with(windowBytes, indexCommits, residentItems, commits, pageBytes);
  }

  /** The same with so many bytes of commits on their way at once. */
  public Limits window(int bytes) {
    return with(bytes, indexCommits, residentItems, longHistory, pageBytes);
  }

  /** The same with other rates for sessions. */
  public Limits paced(Rate anonymousRate, Rate trustedRate) {
    return with(
        windowBytes,
        indexCommits,
        residentItems,
        longHistory,
        pageBytes,
        anonymousRate,
        trustedRate,
        restoringMillis);
  }

  /** The same with another patience for what was lost. */
  public Limits restoringWithin(long millis) {
    return with(
        windowBytes,
        indexCommits,
        residentItems,
        longHistory,
        pageBytes,
        anonymous,
        trusted,
        millis);
  }

  private Limits with(int window, int index, int items, int values, long pages) {
    return with(window, index, items, values, pages, anonymous, trusted, restoringMillis);
  }

  private Limits with(
      int window,
      int index,
      int items,
      int values,
      long pages,
      Rate anonymousRate,
      Rate trustedRate,
      long restoring) {
    return new Limits(
        frameBytes,
        dataBytes,
        window,
        packBytes,
        packCommits,
        bodyBytes,
        operations,
        parents,
        depth,
        pendingCommits,
        needs,
        channels,
        liveMillis,
        liveBytes,
        presenceChars,
        presences,
        refusals,
        clockAheadMillis,
        certificateMillis,
        restoring,
        index,
        items,
        values,
        pages,
        anonymousRate,
        trustedRate);
  }
}
