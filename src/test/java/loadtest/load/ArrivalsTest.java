package loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    @Test
    void areCountedOnceHoweverOftenTheirNumberIsAskedFor() {
        var enumerated = new AtomicInteger();
        var arrivals = new Arrivals(() -> {
            enumerated.incrementAndGet();
            return List.of(0L, 500L, 1_000L).iterator();
        });

        assertThat(enumerated).hasValue(0);
        assertThat(List.of(arrivals.count(), arrivals.count(), arrivals.count()))
                .containsOnly(3L);
        assertThat(enumerated).hasValue(1);
        assertThat(arrivals.times()).toIterable().containsExactly(0L, 500L, 1_000L);
    }
}
