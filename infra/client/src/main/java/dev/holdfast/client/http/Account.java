package dev.holdfast.client.http;

/**
 * Whose calls these are, and where they go. Calls of different accounts are never mixed: a service recognises a
 * repeated call by its subject and key, and the tenant owns what the call makes.
 *
 * @param url the base of the service, normalised
 * @param tenant as the token says, unverified: it parts what is kept on this machine and nothing else
 * @param subject as the token says, unverified
 */
public record Account(String url, String tenant, String subject) {}
