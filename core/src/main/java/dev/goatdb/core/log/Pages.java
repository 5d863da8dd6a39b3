package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stored file read page by page; pages stay in memory while there is room and they are used. */
final class Pages {
  private final StoredBytes source;
  private final int pageBytes;
  private final PageCache cache;
  private byte[] @Nullable [] pages = new byte[0] @Nullable [];
  private boolean[] used = new boolean[0];
  private long end = Long.MAX_VALUE;

  Pages(StoredBytes source, int pageBytes, PageCache cache) {
    this.source = source;
    this.pageBytes = pageBytes;
    this.cache = cache;
  }

  int pageBytes() {
    return pageBytes;
  }

  /** How many whole pages the file has. */
  long count() {
    return source.size() / pageBytes;
  }

  /** Only what stands before a position is of any meaning; what follows may still change. */
  void endAt(long position) {
    if (position < end) {
      cut((int) (position / pageBytes));
    }
    end = position;
  }

  private byte[] fetch(int number) {
    long from = (long) number * pageBytes;
    int meant = (int) Math.max(0, Math.min(pageBytes, end - from));
    return source.read(from, meant).array();
  }

  /** The page of that number, shorter where the file ends. */
  byte[] page(int number) {
    byte[] known = number < pages.length ? pages[number] : null;
    if (known != null) {
      used[number] = true;
      return known;
    }
    return load(number);
  }

  private byte[] load(int number) {
    byte[] read = fetch(number);
    if (number >= pages.length) {
      int room = Math.max(number + 1, 2 * pages.length);
      pages = Arrays.copyOf(pages, room);
      used = Arrays.copyOf(used, room);
    }
    pages[number] = read;
    used[number] = true;
    cache.loaded(this, number);
    return read;
  }

  /** Bytes anywhere in the file, fewer where it ends; perhaps in the memory of a page. */
  Octets read(long offset, int length) {
    if (source.isResident()) {
      return source.read(offset, length);
    }
    int number = (int) (offset / pageBytes);
    int from = (int) (offset % pageBytes);
    if (from + length <= pageBytes) {
      byte[] page = whole(number, from + length);
      int end = Math.min(page.length, from + length);
      return Octets.wrap(page, Math.min(from, end), Math.max(0, end - from));
    }
    return length <= pageBytes ? across(number, from, length) : source.read(offset, length);
  }

  private Octets across(int number, int from, int length) {
    byte[] first = whole(number, pageBytes);
    byte[] second = whole(number + 1, from + length - pageBytes);
    byte[] both = new byte[length];
    int head = Math.max(0, first.length - from);
    int tail = head < pageBytes - from ? 0 : Math.min(second.length, length - head);
    System.arraycopy(first, Math.min(from, first.length), both, 0, head);
    System.arraycopy(second, 0, both, head, tail);
    return Octets.wrap(both, 0, head + tail);
  }

  /** A page that was read when the file was shorter is read again. */
  private byte[] whole(int number, int needed) {
    byte[] page = page(number);
    if (page.length < needed) {
      page = fetch(number);
      pages[number] = page;
    }
    return page;
  }

  /** The pages from one on are written anew: what is in memory of them is of no use. */
  void cut(int from) {
    for (int i = from; i < pages.length; i++) {
      pages[i] = null;
    }
  }

  /** Lets a page go unless it was used since the last time; says whether it went. */
  boolean drop(int number) {
    if (number < pages.length && pages[number] != null && used[number]) {
      used[number] = false;
      return false;
    }
    if (number < pages.length) {
      pages[number] = null;
    }
    return true;
  }

  /** Lets all pages go. */
  void clear() {
    pages = new byte[0] @Nullable [];
  }
}
