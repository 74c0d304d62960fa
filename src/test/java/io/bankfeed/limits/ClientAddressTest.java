package io.bankfeed.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    private final ClientAddress addresses = new ClientAddress(List.of("10.0.0.0/8", "127.0.0.1", "2001:db8:5::/48"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 198.51.100.7 | 192.0.2.1",
                "10.1.2.3 | 198.51.100.7 | 198.51.100.7",
                "10.1.2.3 | 203.0.113.9, 198.51.100.7 | 198.51.100.7",
                "10.1.2.3 | 203.0.113.9, 198.51.100.7, 10.9.9.9 | 198.51.100.7",
                "10.1.2.3 | 198.51.100.7:4711 | 198.51.100.7",
                "10.1.2.3 | [2001:db8:1:2:3:4:5:6]:4711 | 2001:db8:1:2::/64",
                "2001:db8:5::1 | 2001:db8:1:2:3:4:5:6 | 2001:db8:1:2::/64",
                "::ffff:192.0.2.1 | 198.51.100.7 | 192.0.2.1",
                "10.1.2.3 | 10.7.7.7 | 10.7.7.7"
            })
    void rightmostUntrustedAddressIsTheClient(String peer, String forwardedFor, String client) {
        assertThat(addresses.of(peer, List.of(forwardedFor))).isEqualTo(client);
    }

    @Test
    void headersAreConcatenated() {
        assertThat(addresses.of("127.0.0.1", List.of("203.0.113.9", "198.51.100.7", "10.1.1.1")))
                .isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "rubbish", "1.2.3", "203.0.113.9,", "203.0.113.9, unknown", "é", "_hidden"})
    void malformedHeaderIsIgnored(String forwardedFor) {
        assertThat(addresses.of("10.1.2.3", List.of(forwardedFor))).isEqualTo("10.1.2.3");
    }

    @Test
    void ipv6NetworkIsOneClient() {
        assertThat(addresses.of("2001:db8:1:2::1", List.of()))
                .isEqualTo(addresses.of("2001:db8:1:2:ffff::9%eth0", List.of()))
                .isNotEqualTo(addresses.of("2001:db8:1:3::1", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::1/129", "10.0.0.1/-1", ""})
    void invalidProxyIsRejected(String proxy) {
        assertThatThrownBy(() -> new ClientAddress(List.of(proxy)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("bankfeed.limits.trusted-proxies must be addresses such as ");
    }
}
