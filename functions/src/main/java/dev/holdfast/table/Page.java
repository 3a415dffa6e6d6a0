package dev.holdfast.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next where to go on; null after the last page */
public record Page(List<Item> items, Query.@Nullable Position next) {}
