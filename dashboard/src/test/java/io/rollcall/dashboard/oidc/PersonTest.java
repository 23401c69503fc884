package io.rollcall.dashboard.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.rollcall.model.settings.Role;
import org.junit.jupiter.api.Test;

/** By which name somebody is shown, and stands in the audit log. */
class PersonTest {
    private final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().subject("subject-of-ann");

    private String name() {
        return Person.name(claims.build());
    }

    /** At some providers, people give any address of mail as theirs: it would name somebody else. */
    @Test
    void address_isANameOnlyIfTheProviderHasVerifiedIt() {
        claims.claim("email", "admin@example.com");
        assertThat(name()).isEqualTo("subject-of-ann");
        for (Object unverified : new Object[] {false, "true", 1}) {
            claims.claim("email_verified", unverified);
            assertThat(name()).as(String.valueOf(unverified)).isEqualTo("subject-of-ann");
        }
        claims.claim("name", "Ann");
        assertThat(name()).isEqualTo("Ann");
        claims.claim("email_verified", true);
        assertThat(name()).isEqualTo("admin@example.com");
        claims.claim("preferred_username", "ann");
        assertThat(name()).isEqualTo("ann");
    }

    @Test
    void name_isNeverBlank_andNotLongerThanALine() {
        claims.claim("preferred_username", "  ").claim("name", "n".repeat(200));
        assertThat(name()).isEqualTo("n".repeat(100));
    }

    @Test
    void text_hasNoToken() {
        assertThat(new Person("subject", "ann", Role.VIEWER, "id-token", "refresh-token"))
                .hasToString("ann (viewer)");
    }
}
