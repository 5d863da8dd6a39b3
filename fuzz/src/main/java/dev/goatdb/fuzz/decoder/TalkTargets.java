package dev.goatdb.fuzz.decoder;

import static dev.goatdb.fuzz.decoder.Target.require;
import static dev.goatdb.fuzz.decoder.Target.same;

import dev.goatdb.core.DiskHost;
import dev.goatdb.core.Settings;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.sync.Filter;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What comes over a connection: messages, and whole talks with an engine on either side. */
final class TalkTargets {
  private static final int FRAME = 0;
  private static final int MINUTE = 1;
  private static final int MOST_FRAMES = 64;

  private TalkTargets() {}

  static List<Target<?>> all() {
    return List.of(
        Target.of(
            "message",
            Set.of("corrupted", "limit-exceeded"),
            MessageCodec::decode,
            TalkTargets::checkMessage,
            Seeds::frames),
        Target.of(
            "filter",
            Set.of("corrupted"),
            TalkTargets::filter,
            TalkTargets::check,
            () -> filters()),
        talk("talk-to-server", Settings.Role.AUTHORITY),
        talk("talk-to-client", Settings.Role.KEEPER));
  }

  /** The same comes back, but what is behind the parts that are known. */
  private static void checkMessage(Message message, Octets frame) {
    Octets known = MessageCodec.encode(message);
    if (parts(frame) == parts(known)) {
      same(frame, known);
    }
    if (message instanceof Message.Offer offer) {
      ask(offer.filter());
    }
  }

  private static int parts(Octets frame) {
    return new CborReader(frame).array();
  }

  private static Filter filter(Octets bytes) {
    CborReader in = new CborReader(bytes);
    Filter filter = Filter.read(in);
    in.end();
    return filter;
  }

  private static void check(Filter filter, Octets bytes) {
    same(bytes, written(filter));
    ask(filter);
  }

  private static void ask(Filter filter) {
    for (CommitId id : new Chance(7).ids(20)) {
      filter.mayContain(id);
    }
    require(filter.count() >= 0, "counts below nothing");
  }

  private static Octets written(Filter filter) {
    CborWriter out = new CborWriter();
    filter.write(out);
    return out.octets();
  }

  private static List<Octets> filters() {
    List<Octets> filters = new ArrayList<>();
    for (int count : new int[] {0, 1, 5, 128, 129, 400}) {
      Chance chance = new Chance(count);
      filters.add(written(Filter.of(chance.ids(count), chance)));
    }
    return filters;
  }

  /**
   * Frames for an engine, some time between them: it may hang up, and never fails. The signatures
   * of this host are hashes, so that chance can sign as well.
   */
  private static Target<DiskHost> talk(String name, Settings.Role role) {
    boolean server = role == Settings.Role.AUTHORITY;
    Target.Decoder<DiskHost> decoder =
        bytes -> {
          DiskHost host = new DiskHost(role, server ? 1 : 2, new byte[0], new byte[0]).open();
          host.connect(!server);
          List<Shapes.Part> parts = Shapes.parts(bytes);
          for (Shapes.Part part : parts.subList(0, Math.min(parts.size(), MOST_FRAMES))) {
            if (part.kind() == MINUTE) {
              host.pass(60_000);
            } else {
              host.receive(part.bytes());
            }
          }
          return host;
        };
    return Target.of(
            name,
            Set.of(),
            decoder,
            (host, bytes) -> {
              host.pass(3_000);
              host.engine()
                  .items(DiskHost.TODOS)
                  .forEach(item -> LogTargets.look(host.engine(), item));
            },
            () -> talks(server ? Seeds.Samples.LOGS.server() : Seeds.Samples.LOGS.client()))
        .within(2_000, 16 << 20);
  }

  /** What an engine was told while the samples were made, up to some point of it. */
  private static List<Octets> talks(DiskHost host) {
    List<Octets> talks = new ArrayList<>();
    List<Shapes.Part> parts = new ArrayList<>();
    for (Octets frame : host.received()) {
      parts.add(new Shapes.Part(FRAME, frame));
      if (parts.size() < MOST_FRAMES / 2) {
        talks.add(Shapes.joined(parts));
      }
    }
    parts.add(3, new Shapes.Part(MINUTE, Octets.EMPTY));
    talks.add(Shapes.joined(parts));
    return talks;
  }
}
