package dev.goatdb.sim.machine;

import dev.goatdb.core.Policy;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.RepositoryPath;
import java.util.List;

/** What all nodes of a world share. */
public record Place(
    Schedule schedule,
    Network network,
    Keys keys,
    Schemas schemas,
    List<RepositoryPath> repositories,
    Tally tally,
    Fault fault,
    Witness witness,
    Policy policy) {}
