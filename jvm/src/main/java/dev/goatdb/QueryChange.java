package dev.goatdb;

import java.util.List;

/** What changed about the results of a query: items that came, went, or changed and stayed. */
public record QueryChange(List<Item> added, List<Item> removed, List<Item> changed) {}
