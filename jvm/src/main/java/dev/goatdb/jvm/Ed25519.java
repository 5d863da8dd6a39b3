package dev.goatdb.jvm;

import dev.goatdb.core.host.Octets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ed25519 (RFC 8032) by the fastest provider that works here: Amazon Corretto's, Bouncy Castle's,
 * the JDK's. All make and accept the same bytes. The provider is loaded at the first signature.
 */
final class Ed25519 {
  private static final Logger LOG = LoggerFactory.getLogger(Ed25519.class);
  private static final List<String> PROVIDERS =
      List.of(
          "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
          "org.bouncycastle.jce.provider.BouncyCastleProvider");
  private static final byte[] PRIVATE_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");
  private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** A key pair as raw bytes: 32 of the seed, 32 of the public key. */
  record Pair(Octets seed, Octets publicKey) {}

  /** Loaded once, when first used. */
  private static final class Chosen {
    static final @Nullable Provider PROVIDER = choose();
  }

  static Pair generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new Pair(
          tail(pair.getPrivate().getEncoded(), PRIVATE_PREFIX.length),
          tail(pair.getPublic().getEncoded(), PUBLIC_PREFIX.length));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK since 15 has Ed25519", impossible);
    }
  }

  static PrivateKey privateKey(Octets seed) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new PKCS8EncodedKeySpec(join(PRIVATE_PREFIX, seed)));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("a seed of 32 bytes is a key", impossible);
    }
  }

  static Octets sign(PrivateKey key, Octets message) {
    try {
      return sign(Chosen.PROVIDER, key, message);
    } catch (GeneralSecurityException broken) {
      throw new AssertionError("signing cannot fail with a valid key", broken);
    }
  }

  /** Whether the signature is right; a malformed key or signature is wrong. */
  static boolean verify(Octets publicKey, Octets message, Octets signature) {
    try {
      return verify(Chosen.PROVIDER, publicKey, message, signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  /** The name of the provider in use. */
  static String provider() {
    Provider provider = Chosen.PROVIDER;
    return provider == null ? "JDK" : provider.getName();
  }

  private static @Nullable Provider choose() {
    Pair pair = generate();
    Octets message = Octets.of(new byte[] {1, 2, 3});
    for (String name : PROVIDERS) {
      try {
        Provider provider =
            Class.forName(name).asSubclass(Provider.class).getDeclaredConstructor().newInstance();
        Octets signature = sign(provider, privateKey(pair.seed()), message);
        if (verify(provider, pair.publicKey(), message, signature)) {
          return provider;
        }
      } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError absent) {
        LOG.debug("{} is not available", name, absent);
      }
    }
    return null;
  }

  private static Octets sign(@Nullable Provider provider, PrivateKey key, Octets message)
      throws GeneralSecurityException {
    Signature signer = signature(provider);
    signer.initSign(key);
    signer.update(message.array());
    return Octets.wrap(signer.sign());
  }

  private static boolean verify(
      @Nullable Provider provider, Octets publicKey, Octets message, Octets signature)
      throws GeneralSecurityException {
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(join(PUBLIC_PREFIX, publicKey)));
    Signature verifier = signature(provider);
    verifier.initVerify(key);
    verifier.update(message.array());
    return verifier.verify(signature.array());
  }

  private static Signature signature(@Nullable Provider provider) throws GeneralSecurityException {
    return provider == null
        ? Signature.getInstance("Ed25519")
        : Signature.getInstance("Ed25519", provider);
  }

  private static Octets tail(byte[] bytes, int from) {
    return Octets.wrap(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static byte[] join(byte[] prefix, Octets key) {
    byte[] all = Arrays.copyOf(prefix, prefix.length + key.size());
    System.arraycopy(key.array(), 0, all, prefix.length, key.size());
    return all;
  }
}
