package dev.goatdb;

import java.util.AbstractSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a set field as an immutable set in their canonical order: a list that is looked
 * through while there are few.
 */
final class ElementSet<T> extends AbstractSet<T> {
  private static final int FEW = 8;

  private final List<T> elements;
  private volatile @Nullable Set<T> hashed;

  /**
   * @param elements each once, in an immutable list
   */
  ElementSet(List<T> elements) {
    this.elements = elements;
  }

  @Override
  public boolean contains(@Nullable Object element) {
    if (elements.size() <= FEW) {
      return element != null && elements.contains(element);
    }
    Set<T> known = hashed;
    if (known == null) {
      known = new HashSet<>(elements);
      hashed = known;
    }
    return known.contains(element);
  }

  @Override
  public Iterator<T> iterator() {
    return elements.iterator();
  }

  @Override
  public Object[] toArray() {
    return elements.toArray();
  }

  @Override
  public int size() {
    return elements.size();
  }
}
