/** The GoatDB server and its command line. */
module dev.goatdb.server {
  requires static org.jspecify;
  requires transitive dev.goatdb;
  requires dev.goatdb.core;
  requires info.picocli;
  requires io.vertx.core;
  requires io.vertx.web;
  requires java.compiler;
  requires java.net.http;
  requires org.slf4j;

  exports dev.goatdb.server;

  opens dev.goatdb.server.command to
      info.picocli;
}
