package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.log.LogReader;
import dev.goatdb.core.session.Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The certificates that a log holds; each is read when somebody asks for it. */
final class Certificates {
  private final LogReader reader;
  private final Map<SessionId, Long> offsets = new LinkedHashMap<>();
  private final Map<SessionId, Certificate> known = new LinkedHashMap<>();

  Certificates(LogReader reader) {
    this.reader = reader;
  }

  Optional<Certificate> find(SessionId session) {
    Certificate certificate = known.get(session);
    Long offset = certificate == null ? offsets.get(session) : null;
    if (offset != null) {
      certificate = Certificate.decode(reader.at(offset).payload());
      known.put(session, certificate);
    }
    return Optional.ofNullable(certificate);
  }

  /** Whether it is the one that is known. */
  boolean isKnown(Certificate certificate) {
    return find(certificate.session()).filter(certificate::equals).isPresent();
  }

  void put(Certificate certificate) {
    known.put(certificate.session(), certificate);
  }

  /** One stands in the log at an offset. */
  void noted(SessionId session, long offset) {
    offsets.put(session, offset);
  }

  List<Certificate> all() {
    List<Certificate> all = new ArrayList<>();
    offsets.keySet().forEach(session -> find(session).ifPresent(all::add));
    known.forEach((session, certificate) -> {
      if (!offsets.containsKey(session)) {
        all.add(certificate);
      }
    });
    return all;
  }
}
