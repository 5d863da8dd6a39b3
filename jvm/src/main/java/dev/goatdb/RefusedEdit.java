package dev.goatdb;

import java.util.Map;

/**
 * An edit of this device that the server refused; it is no longer shown.
 *
 * @param path of the item
 * @param commit the id of the commit, in hexadecimal
 * @param code the stable code of the error
 * @param reason what was wrong and what to do
 * @param values the fields of the item as the refused edit left them
 */
public record RefusedEdit(
    String path, String commit, String code, String reason, Map<String, Object> values) {}
