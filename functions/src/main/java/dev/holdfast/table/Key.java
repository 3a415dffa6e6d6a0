package dev.holdfast.table;

/** Where an item stands in the table. Every {@code pk} leads with its tenant (design of the keys: README, "Where things are"). */
public record Key(String pk, String sk) {}
