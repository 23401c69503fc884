package io.rollcall.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bench.source.SourceForm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    @ParameterizedTest
    @CsvSource({
        "repeating-source, okta, true",
        "addresses-only, okta, true",
        "repeating-source, rollcall, false",
        "kill-up, okta, false",
        "clean-off, okta, false"
    })
    void aFaultWithASourceOfItsOwn_isRefusedBesideAnother(String fault, String source, boolean refused) {
        SourceForm form = SourceForm.of(source, SourceForm.Shares.MIXED);
        assertThat(Faults.whyNot(AllFaults.named(fault).get(0), form).isPresent())
                .isEqualTo(refused);
    }
}
