package io.rollcall.dashboard.access;

import io.rollcall.model.settings.Role;

/** Somebody who has signed in. */
interface SessionUser {
    /** By which they are told apart. */
    String key();

    /** By which people know them. */
    String name();

    /** What they may see. */
    Role role();
}
