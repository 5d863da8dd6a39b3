package dev.goatdb.bench.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HeapInUseTest {
  @Test
  void theGenerationsOfAHeapAreAddedUp() throws IOException {
    assertEquals(
        67_510 * 1024,
        HeapInUse.parse(
            """
            garbage-first heap   total reserved 6172672K, committed 122880K, used 67510K [0x0687, 0x0800)
             region size 4096K, 9 young (36864K), 1 survivors (4096K)
            """));
    assertEquals(
        (31_005 + 1_166) * 1024,
        HeapInUse.parse(
            """
            def new generation   total 116160K, used 31005K [0x0687, 0x068f, 0x0704)
             eden space 103296K,  30% used [0x0687, 0x0689, 0x068d)
            tenured generation   total 258048K, used 1166K [0x0704, 0x0714, 0x0800)
            Metaspace       used 3456K, committed 3648K, reserved 1114112K
            """));
    assertThrows(IOException.class, () -> HeapInUse.parse("no heap"));
  }

  @Test
  void aProcessIsAskedForIt() throws Exception {
    byte[] held = new byte[50_000_000];
    assertTrue(HeapInUse.of(ProcessHandle.current().pid()) > held.length);
  }
}
