package io.bankfeed.core.transaction;

import java.util.List;

/** The location of a transaction: one of the bank's cities, unknown, or abroad. */
public enum Location {
    HO_CHI_MINH_CITY("Ho Chi Minh City"),
    HANOI("Hanoi"),
    DA_NANG("Da Nang"),
    CAN_THO("Can Tho"),
    HAI_PHONG("Hai Phong"),
    BIEN_HOA("Bien Hoa"),
    HUE("Hue"),
    NHA_TRANG("Nha Trang"),
    UNKNOWN("Unknown"),
    FOREIGN("Foreign_Location");

    /** The eight cities in which the bank has customers. */
    public static final List<Location> CITIES =
            List.of(HO_CHI_MINH_CITY, HANOI, DA_NANG, CAN_THO, HAI_PHONG, BIEN_HOA, HUE, NHA_TRANG);

    private final String wireName;

    Location(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire: ASCII without characters that JSON escapes. */
    public String wireName() {
        return wireName;
    }
}
