package io.rollcall.dashboard.access;

import io.rollcall.model.settings.Role;
import java.util.function.BooleanSupplier;

/**
 * Who sent a request.
 *
 * @param name of the user or token; empty where nobody is asked
 * @param role what they may see
 * @param stillValid says, also later and from any thread, whether the same request would still be let in; an answer that
 *     stays open is closed when it would not
 */
public record Identity(String name, Role role, BooleanSupplier stillValid) {}
