/** The engine of GoatDB: pure Java without I/O, threads or dependencies. */
module dev.goatdb.core {
  requires static org.jspecify;

  exports dev.goatdb.error;
  exports dev.goatdb.core to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.host to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.value to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.order to
      dev.goatdb;
  exports dev.goatdb.core.expression to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.expression.data to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.expression.run to
      dev.goatdb,
      dev.goatdb.server;
  exports dev.goatdb.core.rule to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.text to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.schema to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.schema.file to
      dev.goatdb,
      dev.goatdb.server;
  exports dev.goatdb.core.commit to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.merge to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.query to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.sync to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.session to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.log to
      dev.goatdb,
      dev.goatdb.server,
      dev.goatdb.sim;
  exports dev.goatdb.core.audit to
      dev.goatdb,
      dev.goatdb.server;
}
