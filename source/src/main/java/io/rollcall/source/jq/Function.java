package io.rollcall.source.jq;

import java.util.List;

/**
 * The definition of a function.
 *
 * @param parameters names; with a $ if the value is wanted
 */
record Function(String name, List<String> parameters, Expr body) {
    /** Name and number of parameters, as in {@code map/1}. */
    String key() {
        return name + "/" + parameters.size();
    }
}
