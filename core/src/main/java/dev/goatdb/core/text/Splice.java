package dev.goatdb.core.text;

/**
 * A part of a {@link TextChange}: so much is kept, so much is deleted, and a text is inserted
 * there.
 *
 * @param keep the characters that stay between the end of the splice before and this one
 * @param delete the characters that go
 * @param insert what comes in their place
 */
public record Splice(int keep, int delete, String insert) {}
