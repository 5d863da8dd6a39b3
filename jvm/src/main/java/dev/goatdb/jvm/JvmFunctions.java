package dev.goatdb.jvm;

import dev.goatdb.core.host.Pure;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The pure functions as the JVM does them: by intrinsics where the processor has them. */
public final class JvmFunctions implements Pure.Functions {
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(() -> {
        try {
          return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
          throw new AssertionError("every JDK has SHA-256", impossible);
        }
      });

  private static final char REPLACED = '\ufffd';

  @Override
  public byte[] sha256(byte[] bytes, int offset, int length) {
    MessageDigest digest = SHA_256.get();
    digest.update(bytes, offset, length);
    return digest.digest();
  }

  @Override
  public int crc32c(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  @Override
  public byte @Nullable [] encodeUtf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return hasLoneSurrogate(text) ? null : bytes;
  }

  @Override
  public @Nullable String decodeUtf8(byte[] bytes, int offset, int length) {
    // Fast, but puts a sign in the place of what is malformed.
    String likely = new String(bytes, offset, length, StandardCharsets.UTF_8);
    if (likely.length() == length && likely.indexOf(REPLACED) < 0) {
      return likely;
    }
    try {
      CharBuffer text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
      return text.toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
