/** GoatDB for the JVM: the public API over files, cryptography and the network. */
module dev.goatdb {
  requires static org.jspecify;
  requires dev.goatdb.core;
  requires org.slf4j;

  exports dev.goatdb;
}
