/** GoatDB for the JVM: the public API over files, cryptography and the network. */
module dev.goatdb {
  requires static org.jspecify;
  requires transitive dev.goatdb.core;
  requires java.net.http;
  requires org.slf4j;

  exports dev.goatdb;
  exports dev.goatdb.jvm to
      dev.goatdb.server;
  exports dev.goatdb.jvm.maintenance to
      dev.goatdb.server;
}
