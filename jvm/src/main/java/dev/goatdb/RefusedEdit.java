package dev.goatdb;

/**
 * An edit of this device that the server refused; it is no longer shown.
 *
 * @param path of the item
 * @param commit the id of the commit, in hexadecimal
 * @param code the stable code of the error
 * @param reason what was wrong and what to do
 */
public record RefusedEdit(String path, String commit, String code, String reason) {}
