package dev.goatdb;

import dev.goatdb.core.Engine;
import java.security.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry to GoatDB. */
public final class GoatDB {
  private static final Logger log = LoggerFactory.getLogger(GoatDB.class);
  private static final List<String> PROVIDERS =
      List.of(
          "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
          "org.bouncycastle.jce.provider.BouncyCastleProvider");

  private GoatDB() {}

  /** One line that names the engine and who signs for it. */
  public static String about() {
    Provider provider = provider();
    return Engine.current().name()
        + ", signatures by "
        + (provider == null ? "the JDK" : provider.getName());
  }

  private static @Nullable Provider provider() {
    for (String name : PROVIDERS) {
      try {
        return Class.forName(name)
            .asSubclass(Provider.class)
            .getDeclaredConstructor()
            .newInstance();
      } catch (ReflectiveOperationException | LinkageError e) {
        log.debug("{} is not available", name, e);
      }
    }
    return null;
  }
}
