package io.rollcall.dashboard.access;

import io.rollcall.dashboard.oidc.SignedInPerson;
import io.rollcall.model.settings.Role;

/** Somebody whom a provider of OpenID Connect has signed in. */
record ProviderUser(SignedInPerson known) implements SessionUser {
    @Override
    public String key() {
        return known.person().subject();
    }

    @Override
    public String name() {
        return known.person().name();
    }

    @Override
    public Role role() {
        return known.person().role();
    }
}
