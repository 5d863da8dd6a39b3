package dev.goatdb.core.golden;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.merge.Replay;
import dev.goatdb.core.merge.View;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges: described commits are admitted in their order, then the heads are merged. The output is
 * the state, its digest and the numbers of the heads.
 */
final class MergeVector {
  private MergeVector() {}

  static Octets run(Description in) {
    List<Commit> commits = new ArrayList<>();
    for (Value commit : in.list("commits")) {
      commits.add(Description.of(commit).commit(in, commits));
    }
    Graph graph = new Graph(16, new MapLedger());
    commits.forEach(commit -> graph.admit(commit, null));
    Value.Dict defaults = in.get("defaults") instanceof Value.Dict dict ? dict : Value.EMPTY_DICT;
    List<Node> heads = graph.resident().iterator().next().heads();
    ItemState state = new Replay(schema -> View.plain(defaults)).value(heads);
    CborWriter out = new CborWriter().array(4).bool(state.deleted()).value(state.fields());
    out.bytes(state.digest()).array(heads.size());
    heads.forEach(head -> out.integer(commits.indexOf(head.commit())));
    return out.octets();
  }
}
