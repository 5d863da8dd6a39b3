// @vitest-environment node
import { expect, test } from "vitest";
import { pure } from "./pure.js";

const bytesOf = (text: string) => new Int8Array(new TextEncoder().encode(text).buffer);

test("SHA-256 is that of WebCrypto, at every length and offset", async () => {
  for (let length = 0; length < 300; length++) {
    const bytes = crypto.getRandomValues(new Int8Array(length + 7));
    const digest = new Int8Array(32);
    pure.sha256(bytes, 3, length, digest);
    const expected = await crypto.subtle.digest("SHA-256", bytes.slice(3, 3 + length));
    expect([...digest]).toEqual([...new Int8Array(expected)]);
  }
});

test("CRC32C is that of RFC 3720", () => {
  const vectors: [Int8Array, number][] = [
    [new Int8Array(32), 0x8a9136aa],
    [new Int8Array(32).fill(-1), 0x62a8ab43],
    [Int8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
    [bytesOf("123456789"), 0xe3069283],
  ];
  for (const [bytes, crc] of vectors) expect(pure.crc32c(bytes, 0, bytes.length) >>> 0).toBe(crc);
});

test("text of any length is decoded, also where one stands in for another of the same hash", () => {
  const texts = ["", "text", "tags", "a".repeat(16), "a".repeat(17), "b".repeat(5000), "Grüezi 🐐", "é"];
  for (let i = 0; i < 5000; i++) texts.push(`tag${i}`);
  for (const text of [...texts, ...texts]) {
    const bytes = bytesOf(`<${text}>`);
    expect(pure.decode(bytes, 1, bytes.length - 2)).toBe(text);
  }
});

test("bytes that are not UTF-8 are no text", () => {
  for (const bytes of [[-1], [-61], [-61, 40], [-19, -96, -128], [97, -30, -126]]) {
    expect(pure.decode(Int8Array.from(bytes), 0, bytes.length)).toBeNull();
  }
});
