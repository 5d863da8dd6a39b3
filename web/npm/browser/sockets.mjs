// A WebSocket server for pages under test, as small as it can be: short binary frames, on the loopback address only.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

/** Connections echo what they get; returns where it listens, the connections so far, and how to stop it. */
export async function serveSockets(port = 0) {
  const connections = [];
  const server = createServer((_, response) => response.writeHead(404).end());
  server.on("upgrade", (request, socket) => {
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${createHash("sha1").update(key).digest("base64")}\r\n\r\n`,
    );
    const connection = {
      path: request.url,
      over: false,
      received: [],
      send: (text) => frame(socket, 1, text),
    };
    connections.push(connection);
    socket.on("data", (data) => receive(connection, socket, data));
    socket.on("error", () => undefined);
    socket.on("close", () => (connection.over = true));
    connection.cut = () => socket.destroy();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: server.address().port,
    connections,
    close() {
      server.close();
      connections.forEach((connection) => connection.cut());
    },
  };
}

// Frames of a client are masked; those of tests are shorter than 126 bytes.
function receive(connection, socket, data) {
  for (let at = 0; at < data.length;) {
    const code = data[at] & 15;
    const length = data[at + 1] & 127;
    const mask = data.subarray(at + 2, at + 6);
    const bytes = Buffer.from(data.subarray(at + 6, at + 6 + length).map((byte, i) => byte ^ mask[i % 4]));
    at += 6 + length;
    if (code === 2) {
      connection.received.push([...bytes]);
      frame(socket, 2, bytes);
    } else if (code === 8) {
      frame(socket, 8, bytes);
      socket.end();
    }
  }
}

function frame(socket, code, content) {
  const bytes = Buffer.from(content);
  socket.write(Buffer.concat([Buffer.of(128 | code, bytes.length), bytes]));
}
