package dev.goatdb.core.audit;

import dev.goatdb.core.commit.AtomicMark;
import java.util.List;
import java.util.Optional;

/**
 * Own commits that no seal covers: one, or all that belong together.
 *
 * @param mark what the log says of those that belong together
 */
public record Unsealed(Optional<AtomicMark> mark, List<Placed> commits) {}
