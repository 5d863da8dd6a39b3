package dev.goatdb.core.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.goatdb.core.property.Property;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The portable functions agree with those of the JDK. */
class PortableFunctionsTest {
  private static final PortableFunctions PORTABLE = new PortableFunctions();

  @Test
  void sha256AgreesForEverySizeAroundTheBlocks() throws Exception {
    for (int size = 0; size < 300; size++) {
      byte[] bytes = new byte[size];
      Arrays.fill(bytes, (byte) size);
      byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertArrayEquals(expected, PORTABLE.sha256(bytes, 0, size));
    }
  }

  @Test
  void sha256AndCrc32cAgreeOnAnyPartOfAnyBytes() {
    Property.check(
        500,
        chance -> {
          byte[] bytes = chance.bytes(chance.below(2_000));
          int offset = chance.below(bytes.length + 1);
          int length = chance.below(bytes.length - offset + 1);
          MessageDigest sha = MessageDigest.getInstance("SHA-256");
          sha.update(bytes, offset, length);
          assertArrayEquals(sha.digest(), PORTABLE.sha256(bytes, offset, length));
          CRC32C crc = new CRC32C();
          crc.update(bytes, offset, length);
          assertEquals((int) crc.getValue(), PORTABLE.crc32c(bytes, offset, length));
        });
  }

  @Test
  void utf8IsWrittenLikeTheJdkWritesItAndHalvesOfPairsAreRefused() {
    Property.check(
        5_000,
        chance -> {
          StringBuilder text = new StringBuilder(chance.text(20));
          if (chance.oneIn(3)) {
            text.insert(chance.below(text.length() + 1), (char) (0xd800 + chance.below(0x800)));
          }
          byte[] expected;
          try {
            ByteBuffer buffer =
                StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text.toString()));
            expected = new byte[buffer.remaining()];
            buffer.get(expected);
          } catch (CharacterCodingException malformed) {
            assertNull(PORTABLE.encodeUtf8(text.toString()));
            return;
          }
          assertArrayEquals(expected, PORTABLE.encodeUtf8(text.toString()));
        });
  }

  @Test
  void utf8IsReadLikeTheJdkReadsItAndMalformedBytesAreRefused() {
    Property.check(
        20_000,
        chance -> {
          byte[] bytes = chance.text(8).getBytes(StandardCharsets.UTF_8);
          for (int i = chance.below(3); i > 0 && bytes.length > 0; i--) {
            bytes[chance.below(bytes.length)] =
                (byte) (chance.oneIn(2) ? 0x80 : 0xff & chance.below(256));
          }
          String expected;
          try {
            expected =
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
          } catch (CharacterCodingException malformed) {
            expected = null;
          }
          assertEquals(expected, PORTABLE.decodeUtf8(bytes, 0, bytes.length));
        });
  }
}
