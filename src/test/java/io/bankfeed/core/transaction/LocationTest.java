package io.bankfeed.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LocationTest {

    @Test
    void bankHasEightCities() {
        assertThat(Location.CITIES)
                .extracting(Location::wireName)
                .containsExactly(
                        "Ho Chi Minh City", "Hanoi", "Da Nang", "Can Tho", "Hai Phong", "Bien Hoa", "Hue", "Nha Trang");
    }

    @Test
    void twoLocationsAreNotCitiesOfTheBank() {
        assertThat(Location.values())
                .filteredOn(location -> !Location.CITIES.contains(location))
                .extracting(Location::wireName)
                .containsExactly("Unknown", "Foreign_Location");
    }

    @Test
    void namesNeedNoEscapingInJson() {
        assertThat(Location.values())
                .extracting(Location::wireName)
                .allSatisfy(name -> assertThat(name).matches("[A-Za-z_ ]+"));
    }
}
