/** The simulator: whole networks in one process from one seed. */
module dev.goatdb.sim {
  requires static org.jspecify;
  requires dev.goatdb.core;

  exports dev.goatdb.sim;
}
