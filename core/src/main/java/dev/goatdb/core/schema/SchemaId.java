package dev.goatdb.core.schema;

import dev.goatdb.core.host.Octets;

/**
 * What a commit says of its schema.
 *
 * @param digest the first 8 bytes of the SHA-256 of the canonical definition
 */
public record SchemaId(String namespace, int version, Octets digest) {
  public static final int DIGEST_BYTES = 8;

  @Override
  public String toString() {
    return namespace + " version " + version;
  }
}
