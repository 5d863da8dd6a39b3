package dev.goatdb.bench.contestant;

/**
 * What reading everything came to.
 *
 * @param sum of {@link Document#sum()}; the same for all engines that hold the same documents
 */
public record Tally(int count, long sum) {
  static final Tally NONE = new Tally(0, 0);

  public static Tally of(Iterable<Document> documents) {
    Tally tally = NONE;
    for (Document document : documents) {
      tally = tally.plus(document);
    }
    return tally;
  }

  Tally plus(Document document) {
    return new Tally(count + 1, sum + document.sum());
  }
}
