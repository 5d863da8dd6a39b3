package dev.goatdb.sim.machine;

import dev.goatdb.core.host.PortableFunctions;
import dev.goatdb.core.host.Pure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The pure functions of the JDK where they are faster than the portable ones. */
public final class FastFunctions implements Pure.Functions {
  private final PortableFunctions portable = new PortableFunctions();

  private final ThreadLocal<MessageDigest> digests =
      ThreadLocal.withInitial(FastFunctions::newDigest);

  @Override
  public byte[] sha256(byte[] bytes, int offset, int length) {
    MessageDigest digest = digests.get();
    digest.update(bytes, offset, length);
    return digest.digest();
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new AssertionError("every JDK has SHA-256", missing);
    }
  }

  @Override
  public int crc32c(byte[] bytes, int offset, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, offset, length);
    return (int) sum.getValue();
  }

  @Override
  public byte @Nullable [] encodeUtf8(String text) {
    return portable.encodeUtf8(text);
  }

  @Override
  public @Nullable String decodeUtf8(byte[] bytes, int offset, int length) {
    return portable.decodeUtf8(bytes, offset, length);
  }
}
