package loadtest.standin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong();
    private final RateLimit limit = new RateLimit(2, Duration.ofSeconds(60), now::get);

    @Test
    void theWindowSlides() {
        assertThat(limit.take("a")).isEqualTo(new RateLimit.Standing(true, 2, 1, 60));
        pass(Duration.ofSeconds(40));
        assertThat(limit.take("a")).isEqualTo(new RateLimit.Standing(true, 2, 0, 20));
        assertThat(limit.take("a").allowed()).isFalse();

        pass(Duration.ofSeconds(20));
        assertThat(limit.take("a").allowed()).isTrue();
        assertThat(limit.take("a")).isEqualTo(new RateLimit.Standing(false, 2, 0, 40));
    }

    @Test
    void keysDoNotShareAndPeekingIsFree() {
        limit.take("a");
        limit.take("a");
        assertThat(limit.peek("b")).isEqualTo(new RateLimit.Standing(true, 2, 2, 0));
        assertThat(limit.peek("b").remaining()).isEqualTo(2);
        assertThat(limit.take("b").allowed()).isTrue();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
