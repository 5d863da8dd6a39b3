package dev.goatdb.jvm.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A disk in memory that forgets, fails and fills up as a seed says.
 *
 * <p>Each change is a step; a fault waits for one. What no force has confirmed is kept beside what
 * the disk is sure to have: of a file every version of every sector and every size, of the folders
 * every change. When the power fails each of them is there or not, and a sector may be torn. When
 * the process dies they all are.
 */
final class FaultyDisk implements Disk {
  private static final FaultyInode FOLDER = new FaultyInode();

  private final Random random;
  private final Path root;
  private final Map<Path, FaultyInode> now = new HashMap<>();
  private final Map<Path, FaultyInode> safe = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private long steps;
  private long dieAt = Long.MAX_VALUE;
  private long failForceAt = Long.MAX_VALUE;
  private long fullFrom = Long.MAX_VALUE;
  private long fullTo;
  private long space = Long.MAX_VALUE;
  private boolean lying;
  private boolean off;
  private int forces;

  /** A change of one folder: the names that mean something else now, or nothing. */
  private record Change(Path folder, Map<Path, FaultyInode> added, List<Path> removed) {}

  FaultyDisk(long seed, Path root) {
    this.random = new Random(seed * 0x9e3779b97f4a7c15L + 3);
    this.root = root;
    now.put(root, FOLDER);
    safe.put(root, FOLDER);
  }

  synchronized long steps() {
    return steps;
  }

  synchronized int forces() {
    return forces;
  }

  /** The machine or the process ends in the middle of a step. */
  synchronized void dieAt(long step) {
    dieAt = step;
  }

  /** The first force from a step on fails, and what it was to write is forgotten. */
  synchronized void failForceAt(long step) {
    failForceAt = step;
  }

  /**
   * No change but a force succeeds in a span of steps: some file systems need space even to cut.
   */
  synchronized void fullBetween(long from, long to) {
    fullFrom = from;
    fullTo = to;
  }

  /** Files may hold so many bytes in all. */
  synchronized void space(long bytes) {
    space = bytes;
  }

  /** Forces do nothing, as those of some disks: a bug for tests to find. */
  synchronized void lie() {
    lying = true;
  }

  synchronized void heal() {
    dieAt = Long.MAX_VALUE;
    failForceAt = Long.MAX_VALUE;
    fullFrom = Long.MAX_VALUE;
    space = Long.MAX_VALUE;
  }

  synchronized boolean isOff() {
    return off;
  }

  /** The process is gone; what it wrote is there. */
  synchronized void kill() {
    off = false;
    heal();
    now.values().forEach(FaultyInode::closeAll);
  }

  /** The machine is gone; what was not confirmed is there or not. */
  synchronized void losePower() {
    kill();
    int kept = random.nextInt(3);
    for (Change change : changes) {
      if (kept == 0 || kept == 1 && random.nextBoolean()) {
        apply(change, safe);
      }
    }
    changes.clear();
    safe.keySet().removeIf(path -> !isReachable(path));
    now.clear();
    now.putAll(safe);
    now.values().forEach(inode -> inode.losePower(random));
  }

  private boolean isReachable(Path path) {
    for (Path at = path; !at.equals(root); at = at.getParent()) {
      if (!safe.containsKey(at)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public synchronized boolean exists(Path file) throws IOException {
    checkPower();
    return now.containsKey(file);
  }

  @Override
  public synchronized DiskFile open(Path file) throws IOException {
    checkPower();
    FaultyInode inode = now.get(file);
    if (inode == null) {
      step();
      needSpace();
      inode = new FaultyInode();
      change(file.getParent(), Map.of(file, inode), List.of());
    }
    FaultyFile open = new FaultyFile(this, inode);
    inode.opened(open);
    return open;
  }

  @Override
  public synchronized void createFolders(Path folder) throws IOException {
    checkPower();
    if (!now.containsKey(folder)) {
      createFolders(folder.getParent());
      step();
      needSpace();
      change(folder.getParent(), Map.of(folder, FOLDER), List.of());
    }
  }

  @Override
  public synchronized List<String> list(Path folder) throws IOException {
    checkPower();
    return now.keySet().stream()
        .filter(path -> folder.equals(path.getParent()))
        .map(path -> path.getFileName().toString())
        .toList();
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    step();
    checkFull();
    change(to.getParent(), Map.of(to, now.get(from)), List.of(from));
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    checkPower();
    if (now.containsKey(file)) {
      step();
      checkFull();
      change(file.getParent(), Map.of(), List.of(file));
    }
  }

  /**
   * Where this fails nothing is forgotten: a file system that cannot write what it knows of itself
   * stops, unlike one that cannot write the bytes of a file.
   */
  @Override
  public synchronized void forceFolder(Path folder) throws IOException {
    if (forceFails()) {
      throw new IOException("Input/output error");
    }
    if (!lying) {
      List<Change> forced = changes.stream().filter(c -> c.folder().equals(folder)).toList();
      changes.removeAll(forced);
      forced.forEach(change -> apply(change, safe));
    }
  }

  private void change(Path folder, Map<Path, FaultyInode> added, List<Path> removed)
      throws IOException {
    if (!now.containsKey(folder)) {
      throw new IOException("no such folder: " + folder);
    }
    Change change = new Change(folder, added, removed);
    changes.add(change);
    apply(change, now);
  }

  private static void apply(Change change, Map<Path, FaultyInode> names) {
    change.removed().forEach(names::remove);
    names.putAll(change.added());
  }

  synchronized void read(FaultyInode inode, ByteBuffer target, long offset) throws IOException {
    checkPower();
    inode.read(target, offset);
  }

  synchronized void write(FaultyInode inode, ByteBuffer source, long offset) throws IOException {
    checkPower();
    boolean dies = ++steps >= dieAt;
    long growth = Math.max(0, offset + source.remaining() - inode.size());
    boolean full = growth > 0 && (isFull() || growth > free());
    if (dies || full) {
      int most = full ? (int) Math.max(0, Math.min(growth - 1, isFull() ? growth : free())) : 0;
      int length = dies ? source.remaining() : (int) (source.remaining() - growth + most);
      ByteBuffer part = source.slice(source.position(), random.nextInt(length + 1));
      inode.write(part, offset);
      off |= dies;
      throw dies ? new IOException("the power is off") : new DiskFullException();
    }
    inode.write(source, offset);
  }

  synchronized void truncate(FaultyInode inode, long length) throws IOException {
    step();
    checkFull();
    inode.truncate(length);
  }

  synchronized void force(FaultyInode inode) throws IOException {
    boolean fails = forceFails();
    if (fails) {
      inode.forget(random);
      throw new IOException("Input/output error");
    }
    if (!lying) {
      inode.force();
    }
  }

  private boolean forceFails() throws IOException {
    step();
    forces++;
    boolean fails = steps >= failForceAt;
    if (fails) {
      failForceAt = Long.MAX_VALUE;
    }
    return fails;
  }

  private void step() throws IOException {
    checkPower();
    if (++steps >= dieAt) {
      off = true;
      checkPower();
    }
  }

  private void needSpace() throws IOException {
    checkFull();
    if (free() <= 0) {
      throw new DiskFullException();
    }
  }

  private void checkFull() throws IOException {
    if (isFull()) {
      throw new DiskFullException();
    }
  }

  private boolean isFull() {
    return steps >= fullFrom && steps < fullTo;
  }

  private long free() {
    return space - now.values().stream().distinct().mapToLong(FaultyInode::size).sum();
  }

  private void checkPower() throws IOException {
    if (off) {
      throw new IOException("the power is off");
    }
  }
}
