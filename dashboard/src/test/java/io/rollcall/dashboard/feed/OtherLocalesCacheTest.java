package io.rollcall.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kafka.newest.OtherLocales;
import io.rollcall.model.settings.UserError;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Kafka is asked at most once per lifetime, whatever it answers. */
class OtherLocalesCacheTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger reads = new AtomicInteger();
    private boolean fails;
    private final OtherLocalesCache cache = new OtherLocalesCache(this::read, nanos::get);

    private OtherLocales read() {
        reads.incrementAndGet();
        if (fails) {
            throw new UserError("no Kafka");
        }
        return new OtherLocales(reads.get(), Map.of());
    }

    @Test
    void anAnswer_isKeptForItsLifetime() {
        assertThat(cache.get().sample()).isEqualTo(1);
        nanos.addAndGet(OtherLocalesCache.LIFETIME.toNanos() - 1);
        assertThat(cache.get().sample()).isEqualTo(1);
        nanos.addAndGet(1);
        assertThat(cache.get().sample()).isEqualTo(2);
    }

    @Test
    void aFailure_isKeptToo_andThenForgotten() {
        fails = true;
        assertThatThrownBy(cache::get).hasMessage("no Kafka");
        assertThatThrownBy(cache::get).hasMessage("no Kafka");
        assertThat(reads).hasValue(1);
        fails = false;
        nanos.addAndGet(OtherLocalesCache.LIFETIME.toNanos());
        assertThat(cache.get().sample()).isEqualTo(2);
    }
}
