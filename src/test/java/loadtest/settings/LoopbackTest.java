package loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackTest {
    /** What its names resolve to is written after the bar. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost                |                       | true",
                "api.localhost            | 127.0.0.1             | true",
                "a.b.localhost            | ::1                   | true",
                "api.localhost            | 127.0.0.1 ::1         | true",
                "api.localhost            | 203.0.113.9           | false",
                "api.localhost            | 127.0.0.1 203.0.113.9 | false",
                "api.localhost            | 0.0.0.0               | false",
                "api.localhost            |                       | false",
                "localhost.example.com    | 127.0.0.1             | false",
                "notlocalhost             | 127.0.0.1             | false",
                "127.0.0.1                |                       | true",
                "127.255.255.255          |                       | true",
                "::1                      |                       | true",
                "0:0:0:0:0:0:0:1          |                       | true",
                "::ffff:127.0.0.1         |                       | true",
                "::ffff:7f00:1            |                       | true",
                "::127.0.0.1              |                       | false",
                "::1%1                    |                       | false",
                "::                       |                       | false",
                "0.0.0.0                  |                       | false",
                "128.0.0.1                |                       | false",
                "127.0.0.256              | 127.0.0.1             | false",
                "127.0.0.01               | 127.0.0.1             | false",
                "127.1                    | 127.0.0.1             | false",
                "127.0.1                  | 127.0.0.1             | false",
                "0x7f000001               | 127.0.0.1             | false",
                "0177.0.0.1               | 127.0.0.1             | false",
                "2130706433               | 127.0.0.1             | false",
            })
    void isThisMachine(String host, String resolved, boolean loopback) {
        assertThat(Loopback.is(host, name -> addresses(resolved))).isEqualTo(loopback);
    }

    @Test
    void resolvesNoOtherName() {
        for (var host :
                new String[] {"localhost", "127.0.0.1", "127.1", "::1", "example.com", "localhost.example.com"}) {
            Loopback.is(host, name -> {
                throw new AssertionError(name + " is looked up");
            });
        }
    }

    private static InetAddress[] addresses(String text) throws UnknownHostException {
        if (text == null) {
            throw new UnknownHostException();
        }
        return Stream.of(text.split(" ")).map(LoopbackTest::literal).toArray(InetAddress[]::new);
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
