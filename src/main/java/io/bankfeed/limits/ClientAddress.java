package io.bankfeed.limits;

import io.netty.util.NetUtil;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which address a request came from, past the proxies that are trusted to tell it. Immutable. */
final class ClientAddress {

    private static final int IPV6_BYTES = 16;

    /** A subscriber of IPv6 is given a network of 64 bits, and may change the rest at will. */
    private static final int NETWORK_BYTES = 8;

    private final List<AddressRange> proxies;

    /** @throws ConfigurationException if a proxy is neither an address nor a range of them */
    ClientAddress(Collection<String> trustedProxies) {
        try {
            proxies = trustedProxies.stream().map(AddressRange::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "bankfeed.limits.trusted-proxies must be addresses such as 10.0.3.7 or 10.0.3.0/24, but "
                            + e.getMessage() + ".");
        }
    }

    /**
     * The client's address, or its network.
     *
     * @param peer the other end of the connection; null if it has no address
     * @param forwardedFor the values of {@code X-Forwarded-For}, in their order
     */
    String of(@Nullable String peer, List<String> forwardedFor) {
        byte[] nearest = peer == null ? null : AddressRange.bytesOf(withoutZone(peer));
        if (nearest == null) {
            return "unknown";
        }
        byte[] client = nearest;
        // Each proxy adds whom it spoke to at the end: what stands before the first that is not trusted was said by it.
        for (int i = forwardedFor.size() - 1; i >= 0; i--) {
            String value = forwardedFor.get(i);
            for (int end = value.length(); end >= 0; ) {
                if (!isTrusted(client)) {
                    return text(client);
                }
                int comma = value.lastIndexOf(',', end - 1);
                byte[] named = AddressRange.bytesOf(
                        withoutPort(value.substring(comma + 1, end).strip()));
                if (named == null) {
                    return text(nearest);
                }
                client = named;
                end = comma;
            }
        }
        return text(client);
    }

    boolean believesProxies() {
        return !proxies.isEmpty();
    }

    private boolean isTrusted(byte[] address) {
        for (AddressRange range : proxies) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static String text(byte[] address) {
        return address.length == IPV6_BYTES
                ? NetUtil.bytesToIpAddress(Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), IPV6_BYTES)) + "/64"
                : NetUtil.bytesToIpAddress(address);
    }

    private static String withoutZone(String address) {
        int percent = address.indexOf('%');
        return percent < 0 ? address : address.substring(0, percent);
    }

    /** Some proxies add the port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String address) {
        int bracket = address.indexOf(']');
        if (address.startsWith("[") && bracket > 0) {
            return address.substring(1, bracket);
        }
        int colon = address.indexOf(':');
        return colon > 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
    }
}
