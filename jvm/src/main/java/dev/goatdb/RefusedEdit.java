package dev.goatdb;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An edit of this device that the server refused, or that depends on one; it is no longer shown.
 * Later edits of other fields stay.
 *
 * @param path of the item
 * @param commit the id of the commit, in hexadecimal
 * @param code the stable code of the error
 * @param reason what was wrong and what to do
 * @param rule the name of the rule that decided, where one did
 * @param fields the names of the fields that the edit had changed and that are lost with it; none
 *     where it deleted or restored the item
 * @param values all fields of the item as the refused edit left them
 */
public record RefusedEdit(
    String path,
    String commit,
    String code,
    String reason,
    Optional<String> rule,
    Set<String> fields,
    Map<String, Object> values) {}
