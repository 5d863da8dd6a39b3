package dev.goatdb.core.schema;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;

/**
 * What a commit says of its schema.
 *
 * @param digest the first 8 bytes of the SHA-256 of the canonical definition
 */
public record SchemaId(String namespace, int version, Octets digest) {
  public static final int DIGEST_BYTES = 8;

  /** Its three parts, one after another; the caller began the array that they stand in. */
  public CborWriter write(CborWriter out) {
    return out.text(namespace).integer(version).bytes(digest);
  }

  /** Throws {@code Corrupted} for anything malformed. */
  public static SchemaId read(CborReader in) {
    return new SchemaId(in.text(), in.integer(1, Integer.MAX_VALUE), in.bytes(DIGEST_BYTES));
  }

  @Override
  public String toString() {
    return namespace + " version " + version;
  }
}
