package io.bankfeed.limits;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Determines the address of a client, which may be behind trusted proxies. Immutable. */
final class ClientAddress {

    private static final int IPV6_BYTES = 16;

    /** IPv6 subscribers get a /64 network, in which they can choose any address. */
    private static final int NETWORK_BYTES = 8;

    private final List<CidrAddress> proxies;

    /** @throws ConfigurationException if a proxy is neither an address nor a range of addresses */
    ClientAddress(Collection<String> trustedProxies) {
        proxies = trustedProxies.stream().map(ClientAddress::range).toList();
    }

    private static CidrAddress range(String text) {
        byte[] address = bytesOf(text);
        CidrAddress range =
                address == null ? Inet.parseCidrAddress(text) : CidrAddress.create(address, address.length * Byte.SIZE);
        if (range == null) {
            throw new ConfigurationException(
                    "bankfeed.limits.trusted-proxies must be addresses such as 10.0.3.7 or 10.0.3.0/24, but was \""
                            + text + "\"");
        }
        return range;
    }

    /**
     * The client's IPv4 address, or its IPv6 network.
     *
     * @param peer the remote address of the connection, or null if it has none
     * @param forwardedFor the values of {@code X-Forwarded-For}, in order
     */
    String of(@Nullable String peer, List<String> forwardedFor) {
        byte[] nearest = peer == null ? null : bytesOf(withoutZone(peer));
        if (nearest == null) {
            return "unknown";
        }
        byte[] client = nearest;
        // Each proxy appends its peer, so everything before the last untrusted address may be forged.
        for (int i = forwardedFor.size() - 1; i >= 0; i--) {
            String value = forwardedFor.get(i);
            for (int end = value.length(); end >= 0; ) {
                if (!isTrusted(client)) {
                    return text(client);
                }
                int comma = value.lastIndexOf(',', end - 1);
                byte[] forwarded =
                        bytesOf(withoutPort(value.substring(comma + 1, end).strip()));
                if (forwarded == null) {
                    return text(nearest);
                }
                client = forwarded;
                end = comma;
            }
        }
        return text(client);
    }

    boolean hasTrustedProxies() {
        return !proxies.isEmpty();
    }

    private boolean isTrusted(byte[] address) {
        for (CidrAddress range : proxies) {
            if (range.matches(address)) {
                return true;
            }
        }
        return false;
    }

    /** Parses a numeric address into 4 or 16 bytes, without resolving names; null if it is not one. */
    private static byte @Nullable [] bytesOf(String text) {
        byte[] bytes = text.indexOf('%') >= 0 ? null : Inet.parseInetAddressToBytes(text);
        try {
            // Converts an IPv4-mapped IPv6 address to IPv4.
            return bytes == null ? null : InetAddress.getByAddress(bytes).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static String text(byte[] address) {
        return address.length == IPV6_BYTES
                ? Inet.toOptimalString(Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), IPV6_BYTES)) + "/64"
                : Inet.toOptimalString(address);
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
