package io.bankfeed.limits;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The addresses that begin with the same bits. Immutable. */
final class AddressRange {

    private final byte[] address;
    private final int prefixBits;

    private AddressRange(byte[] address, int prefixBits) {
        this.address = address;
        this.prefixBits = prefixBits;
    }

    /**
     * Reads an address or a range in CIDR notation.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytesOf(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException(text + " is not an address");
        }
        int allBits = address.length * Byte.SIZE;
        String length = slash < 0 ? String.valueOf(allBits) : text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > allBits) {
            throw new IllegalArgumentException(text + " has no length from 0 to " + allBits + " after its slash");
        }
        return new AddressRange(address, Integer.parseInt(length));
    }

    /** The bytes of an address that is written in digits, 4 or 16 of them; null if it is none. Nothing is resolved. */
    static byte @Nullable [] bytesOf(String text) {
        // What follows a percent sign is an interface of the machine that wrote it.
        byte[] bytes = text.indexOf('%') >= 0 ? null : NetUtil.createByteArrayFromIpAddressString(text);
        try {
            // An IPv4 address that is written as one of IPv6 is the same client.
            return bytes == null ? null : InetAddress.getByAddress(bytes).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = prefixBits / Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = prefixBits % Byte.SIZE;
        return rest == 0 || (address[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0;
    }
}
